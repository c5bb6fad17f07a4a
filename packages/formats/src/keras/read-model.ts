import { excerpt, FormatError } from '../failure.js';
import { draft, type Draft, type Flow } from '../network/draft.js';
import { finished } from '../network/finish.js';
import type { ImportedNetwork } from '../network/imported.js';
import { executionOrder } from '../network/order.js';
import { reshaped } from '../network/rearrange.js';
import { type KerasLayer, kerasModel } from './configuration.js';
import { listOf } from './fields.js';
import { Unsuitable } from './layer.js';
import { layers } from './layers.js';
import type { KerasWeights } from './weights.js';

function ordered(all: readonly KerasLayer[], output: string): readonly KerasLayer[] {
  const places = new Map(all.map(({ name }, index) => [name, index]));
  const needs = ({ name, inputs }: KerasLayer): number[] =>
    inputs.map((input) => {
      const place = places.get(input);
      if (place !== undefined) return place;
      throw new FormatError(`Layer ${excerpt(name)} reads ${excerpt(input)}, which is no layer.`, {
        kind: 'corrupt',
        expected: 'a layer of the model',
        found: excerpt(input),
      });
    });
  const wanted = new Set([output]);
  return [...executionOrder(all, needs, ({ name }) => name)]
    .reverse()
    .filter(({ name, inputs }) => {
      if (!wanted.has(name)) return false;
      inputs.forEach((input) => wanted.add(input));
      return true;
    })
    .reverse();
}

/** The image: [height, width, channels], [height, width] or a list of values. */
function input(made: Draft, { name, config }: KerasLayer): Flow {
  if (made.nodes.length > 0)
    throw new FormatError('The model has several inputs; one image can be the input.', {
      kind: 'unsupported',
      expected: 'one input',
      found: excerpt(name),
    });
  const sizes = listOf(config.batch_input_shape ?? config.batch_shape).slice(1);
  const whole = sizes.every((size) => Number.isSafeInteger(size) && (size as number) >= 1);
  if (sizes.length < 1 || sizes.length > 3 || !whole)
    throw new FormatError(`The size of the model's input is open: ${excerpt(JSON.stringify(sizes))}.`, {
      kind: 'unsupported',
      expected: 'height, width and channels',
      found: excerpt(JSON.stringify(sizes)),
    });
  const image = sizes as number[];
  const shape = image.length === 2 ? [...image, 1] : image;
  const flow = made.node('input', { op: 'input', shape }, [], shape);
  return reshaped(made, 'input_rows', flow, image);
}

/** Layers that are not executed whose value has the shape of each value they get. */
const shapeKeeping: readonly string[] =
  'AlphaDropout Average ELU GroupNormalization LayerNormalization Maximum Minimum Multiply Normalization PReLU Subtract ThresholdedReLU UnitNormalization'.split(
    ' ',
  );

function keptShape({ kind }: KerasLayer, [first, ...rest]: readonly Flow[]): readonly number[] | undefined {
  const alike = rest.every(({ shape }) => shape.join() === first.shape.join());
  return alike && shapeKeeping.includes(kind) ? first?.shape : undefined;
}

/** A layer's value; noted where it cannot be executed, a node of its shape standing for it where that is known, undefined otherwise. */
function apply(
  made: Draft,
  layer: KerasLayer,
  inputs: readonly (Flow | undefined)[],
  weights: KerasWeights,
): Flow | undefined {
  const act = Object.hasOwn(layers, layer.kind) ? layers[layer.kind] : undefined;
  const given = inputs.filter((flow) => flow !== undefined);
  try {
    if (act === undefined)
      throw new Unsuitable('', given.length === inputs.length ? keptShape(layer, given) : undefined);
    if (given.length < inputs.length) return undefined;
    return act({ draft: made, layer, inputs: given, weights });
  } catch (cause) {
    if (!(cause instanceof Unsuitable)) throw cause;
    const reason = cause.message === '' ? {} : { reason: cause.message };
    made.unsupported.push({ operator: excerpt(layer.kind), node: excerpt(layer.name), ...reason });
    if (cause.shape === undefined) return undefined;
    return made.node(layer.name, { op: 'tanh' }, given.slice(0, 1), cause.shape);
  }
}

/** A Keras model as a network. Throws FormatError, UnsupportedOperators where it holds layers that cannot be executed. */
export function readModel(description: unknown, weights: KerasWeights): ImportedNetwork {
  const { layers: all, output } = kerasModel(description);
  const made = draft();
  const flows = new Map<string, Flow | undefined>();
  for (const layer of ordered(all, output)) {
    const flow =
      layer.kind === 'InputLayer'
        ? input(made, layer)
        : apply(
            made,
            layer,
            layer.inputs.map((name) => flows.get(name)),
            weights,
          );
    flows.set(layer.name, flow);
  }
  return finished(made, flows.get(output));
}
