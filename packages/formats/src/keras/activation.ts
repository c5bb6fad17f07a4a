import type { GraphOperation } from '@kirchhoff/model';
import type { Flow } from '../network/draft.js';
import { fieldsOf, numberOf, textOf } from './fields.js';
import { append, type LayerCall, only, Unsuitable } from './layer.js';

const operations: Readonly<Record<string, GraphOperation | undefined>> = {
  relu: { op: 'relu' },
  relu6: { op: 'relu6' },
  sigmoid: { op: 'sigmoid' },
  tanh: { op: 'tanh' },
  softmax: { op: 'softmax' },
  log_softmax: { op: 'log_softmax' },
  hard_swish: { op: 'hard_swish' },
  hard_silu: { op: 'hard_swish' },
  leaky_relu: { op: 'leaky_relu', slope: 0.2 },
};

/** The operation of an activation on a value of this shape. */
function operationOf(written: unknown, shape: readonly number[]): GraphOperation | undefined {
  const name = textOf(written) ?? textOf(fieldsOf(written).class_name) ?? 'linear';
  if (name === 'linear') return undefined;
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (operation === undefined) throw new Unsuitable(`its activation is ${name}`, shape);
  return operation;
}

/** The layer's value behind the activation in its configuration. */
export function activated(call: LayerCall, x: Flow): Flow {
  const operation = operationOf(call.layer.config.activation, x.shape);
  if (operation === undefined) return x;
  return call.draft.node(`${call.layer.name}_${operation.op}`, operation, [x], x.shape);
}

/** The layer Activation. */
export function activationLayer(call: LayerCall): Flow {
  const x = only(call);
  const operation = operationOf(call.layer.config.activation, x.shape);
  return operation === undefined ? x : append(call, x, operation, x.shape);
}

/** The layer ReLU, with its ceiling and slope. */
export function reluLayer(call: LayerCall): Flow {
  const x = only(call);
  const { max_value: ceiling, negative_slope: slope, threshold } = call.layer.config;
  const plain = numberOf(slope, 0) === 0 && numberOf(threshold, 0) === 0;
  if (plain && ceiling === 6) return append(call, x, { op: 'relu6' }, x.shape);
  if (plain && (ceiling === null || ceiling === undefined)) return append(call, x, { op: 'relu' }, x.shape);
  throw new Unsuitable('it has a ceiling other than 6, a slope or a threshold', x.shape);
}

export function leakyReluLayer(call: LayerCall): Flow {
  const x = only(call);
  const { alpha, negative_slope: slope } = call.layer.config;
  return append(call, x, { op: 'leaky_relu', slope: numberOf(alpha ?? slope, 0.3) }, x.shape);
}

export function softmaxLayer(call: LayerCall): Flow {
  const x = only(call);
  const axis = numberOf(call.layer.config.axis, -1);
  if (axis !== -1 && axis !== x.shape.length) throw new Unsuitable(`its axis is ${axis}`, x.shape);
  return append(call, x, { op: 'softmax' }, x.shape);
}
