import type { Flow } from '../../network/draft.js';
import { real } from '../attributes.js';
import { type Call, computed, type Computed, computedInput, type Model } from '../value.js';

/** x gain + shift. */
function scaled({ draft }: Model, label: string, x: Flow, gain: number, shift: number): Flow {
  const size = x.shape[x.shape.length - 1];
  const filled = (value: number) => ({ shape: [size], data: new Float32Array(size).fill(value) });
  const arrays = { gain: filled(gain), shift: filled(shift) };
  return draft.node(label, { op: 'affine', size }, [x], x.shape, arrays);
}

/** HardSigmoid: max(0, min(1, alpha x + beta)) = relu6(6 alpha x + 6 beta) / 6. */
export function hardSigmoid(call: Call): Computed {
  const { model, label, node } = call;
  const [alpha, beta] = [real(node, 'alpha', 0.2), real(node, 'beta', 0.5)];
  const line = scaled(model, `${label}_line`, computedInput(call, 0), 6 * alpha, 6 * beta);
  const bounded = model.draft.node(`${label}_relu6`, { op: 'relu6' }, [line], line.shape);
  return computed(scaled(model, label, bounded, 1 / 6, 0));
}

/** c where `gate` is c relu6(x + 3). */
function gateOf({ draft }: Model, gate: string, x: string): number | undefined {
  const made = (name: string) => draft.nodes.find((node) => node.name === name)!;
  const constant = (name: string, value: number): boolean =>
    draft.arrays.get(name)!.data.every((each) => each === value);
  let node = made(gate);
  let factor = 1;
  if (node.op === 'affine') {
    factor = draft.arrays.get(`${gate}.gain`)!.data[0];
    if (!constant(`${gate}.gain`, factor) || !constant(`${gate}.shift`, 0)) return undefined;
    node = made(node.inputs[0]);
  }
  if (node.op !== 'relu6') return undefined;
  const line = made(node.inputs[0]);
  const isGate =
    line.op === 'affine' &&
    line.inputs[0] === x &&
    constant(`${line.name}.gain`, 1) &&
    constant(`${line.name}.shift`, 3);
  return isGate ? factor : undefined;
}

/** x relu6(x + 3) with whatever factor: hard swish as operator sets before 14 write it. Undefined for another product. */
export function hardSwishProduct({ model, label }: Call, a: Flow, b: Flow): Computed | undefined {
  const straight = gateOf(model, b.node, a.node);
  const factor = straight ?? gateOf(model, a.node, b.node);
  if (factor === undefined) return undefined;
  const x = straight === undefined ? b : a;
  const swish = model.draft.node(label, { op: 'hard_swish' }, [x], x.shape);
  const gain = Math.fround(6 * factor);
  return computed(gain === 1 ? swish : scaled(model, `${label}_scale`, swish, gain, 0));
}
