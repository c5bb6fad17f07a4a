import { type AnalogNode, arraysOf, isAnalogNode, type NamedArrays, type PlanNetwork } from '@kirchhoff/plan';
import { fold, key, type Key, uniforms } from '@kirchhoff/random';

const size = (shape: readonly number[]): number => shape.reduce((product, each) => product * each, 1);

/** Uniform in +-sqrt(6 / (fan in + fan out)) (Glorot and Bengio 2010). */
function layerWeights(node: AnalogNode, shape: readonly number[], base: Key): Float32Array {
  const count = size(shape);
  const outputs = node.op === 'dense' ? node.outputSize : node.outputChannels;
  const field = node.op === 'dense' ? 1 : node.size[0] * node.size[1];
  const fanOut = (node.op === 'dense' ? outputs : outputs / node.groups) * field;
  const limit = Math.sqrt(6 / (count / outputs + fanOut));
  const data = new Float32Array(count);
  uniforms(fold(base, node.ordinal), count, data);
  for (let i = 0; i < count; i++) data[i] = (2 * data[i]! - 1) * limit;
  return data;
}

/** Arrays that begin as 1, all others but weights begin as 0. */
const ones = /\.(gamma|variance|gain)$/;

/** Where a training begins: weights a function of seed, repeat and layer, no biases, batch normalisations that change nothing. */
export function initialWeights({ nodes }: PlanNetwork, seed: number, repeat: number): NamedArrays {
  const base = fold(fold(key(seed), 'weights'), repeat);
  return Object.fromEntries(
    nodes.flatMap((node) =>
      Object.entries(arraysOf(node)).map(([ending, shape]) => {
        const name = `${node.name}.${ending}`;
        const data =
          isAnalogNode(node) && ending === 'weights'
            ? layerWeights(node, shape, base)
            : new Float32Array(size(shape)).fill(ones.test(name) ? 1 : 0);
        return [name, { shape, data }];
      }),
    ),
  );
}
