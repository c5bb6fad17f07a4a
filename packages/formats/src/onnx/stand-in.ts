import { type Call, computed, type Computed, type Value } from './value.js';

/** Operators, executed or not, whose value has the shape of the largest value they get. */
const shapeKeeping: ReadonlySet<string> = new Set(
  `Abs Add BatchNormalization Celu Clip Div Elu Erf Exp Gelu GroupNormalization Hardmax InstanceNormalization LayerNormalization
  LogSoftmax Log LpNormalization LRN Max Mean MeanVarianceNormalization Min Mish Mul Neg PRelu Pow Reciprocal Round Selu Shrink Sign
  Softmax Softplus Softsign Sqrt Sub Sum Swish ThresholdedRelu`.split(/\s+/),
);

const goesInto = ({ shape }: Computed, largest: Computed): boolean =>
  shape.length === largest.shape.length &&
  shape.every((size, axis) => size === 1 || size === largest.shape[axis]);

function keptShape({ node, inputs }: Call): readonly number[] | undefined {
  if (!shapeKeeping.has(node.opType)) return undefined;
  const values = inputs.filter((value) => value?.kind === 'computed');
  const largest = values.find((value) => values.every((other) => goesInto(other, value)));
  return largest?.shape;
}

/**
 * What stands for the value of an operator that cannot be executed, so that those behind it are looked at too and all are named at once: a
 * node of the shape it would give, [height, width, channels] or a list; unknown where neither `shape` nor the operator tells.
 */
export function standIn(call: Call, shape: readonly number[] | undefined = keptShape(call)): Value {
  const source = call.inputs.find((value) => value?.kind === 'computed');
  if (shape === undefined || source === undefined || call.node.output.length > 1) return { kind: 'unknown' };
  return computed(call.model.draft.node(call.label, { op: 'tanh' }, [source], shape));
}
