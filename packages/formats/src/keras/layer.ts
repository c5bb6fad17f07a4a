import type { GraphOperation } from '@kirchhoff/model';
import type { Draft, Flow, NodeArrays } from '../network/draft.js';
import type { Pair } from '../network/window.js';
import type { KerasLayer } from './configuration.js';
import { listOf } from './fields.js';
import type { KerasWeights } from './weights.js';

/** A layer of a Keras model and what it works on. */
export interface LayerCall {
  readonly draft: Draft;
  readonly layer: KerasLayer;
  readonly inputs: readonly Flow[];
  readonly weights: KerasWeights;
}

/** Thrown by a layer that is known but cannot be executed as it is asked for; caught where the model is walked. */
export class Unsuitable extends Error {
  /** `shape`: of the value it would give, where that is known. */
  constructor(
    message?: string,
    readonly shape?: readonly number[],
  ) {
    super(message);
  }
}

/** The one value that a layer works on. */
export function only({ inputs }: LayerCall): Flow {
  if (inputs.length !== 1) throw new Unsuitable(`it reads ${inputs.length} values, not one`);
  return inputs[0];
}

/** The one image that a layer works on. */
export function image(call: LayerCall): Flow {
  const x = only(call);
  if (x.shape.length !== 3) throw new Unsuitable(`its input is no image but ${x.shape.join(' × ')}`);
  const format = call.layer.config.data_format;
  if (format === 'channels_first') throw new Unsuitable('its channels come first');
  return x;
}

/** Appends the layer's node behind its one input. */
export const append = (
  { draft, layer }: LayerCall,
  x: Flow,
  operation: GraphOperation,
  shape: readonly number[],
  arrays?: NodeArrays,
): Flow => draft.node(layer.name, operation, [x], shape, arrays);

/** A number or a pair of numbers as [height, width]. */
export function pairOf({ layer }: LayerCall, name: string, otherwise: Pair): Pair {
  const value = layer.config[name];
  const list = typeof value === 'number' ? [value, value] : value === undefined ? otherwise : listOf(value);
  const [height, width] = list;
  const whole = (size: unknown): size is number =>
    Number.isSafeInteger(size) && (size as number) >= 1 && (size as number) < 2 ** 20;
  if (list.length !== 2 || !whole(height) || !whole(width)) throw new Unsuitable(`its ${name} is no pair`);
  return [height, width];
}

/** An array of the layer with this shape. */
export function array(
  { weights, layer }: LayerCall,
  ending: string,
  shape: readonly number[],
): { readonly shape: readonly number[]; readonly data: Float32Array } {
  const found = weights(layer.name, ending);
  if (found === undefined) throw new Unsuitable(`the file holds no ${ending} for it`);
  if (found.shape.join() !== shape.join())
    throw new Unsuitable(`its ${ending} is ${found.shape.join(' × ')}, not ${shape.join(' × ')}`);
  return { shape, data: found.read() };
}
