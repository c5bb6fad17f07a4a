import { integer, real } from '../attributes.js';
import type { Constant } from '../tensor.js';
import { type Call, computed, type Computed, computedInput, constantInput, Unsuitable } from '../value.js';
import { elementwise } from './broadcast.js';
import { windowOf } from './window.js';

function weightsOf(call: Call, index: number, rank: number): Constant {
  const weights = constantInput(call, index);
  if (weights === undefined) throw new Unsuitable('it has no weights');
  if (weights.shape.length !== rank)
    throw new Unsuitable(`its weights have ${weights.shape.length} axes, not ${rank}`);
  return weights;
}

/** One value per output, zeros where there is no bias. */
function biasOf(call: Call, index: number, outputs: number): Float32Array {
  const bias = constantInput(call, index);
  if (bias === undefined) return new Float32Array(outputs);
  const target: Constant = {
    kind: 'constant',
    shape: [outputs],
    data: new Float32Array(outputs),
    integer: false,
  };
  const row = {
    ...bias,
    shape: bias.shape.length === 2 && bias.shape[0] === 1 ? [bias.shape[1]] : bias.shape,
  };
  const whole = elementwise(target, { ...row, integer: false }, (_, value) => value);
  if (whole.data.length !== outputs) throw new Unsuitable(`its bias has ${bias.data.length} values`);
  return Float32Array.from(whole.data);
}

/** [outputs, channels of a group, height, width] as [height, width, channels of a group, outputs]. */
function channelsLast({ shape, data }: Constant): Float32Array {
  const [outputs, channels, height, width] = shape;
  const out = new Float32Array(data.length);
  let from = 0;
  for (let output = 0; output < outputs; output++)
    for (let channel = 0; channel < channels; channel++)
      for (let tap = 0; tap < height * width; tap++)
        out[(tap * channels + channel) * outputs + output] = data[from++];
  return out;
}

export function conv(call: Call): Computed {
  const { draft } = call.model;
  const x = computedInput(call, 0);
  const weights = weightsOf(call, 1, 4);
  const [outputs, channels, height, width] = weights.shape;
  if (x.shape.length !== 3) throw new Unsuitable(`its input is no image but ${x.shape.join(' × ')}`);
  const groups = integer(call.node, 'group', 1);
  if (groups < 1 || channels * groups !== x.shape[2] || outputs % groups !== 0)
    throw new Unsuitable(`${x.shape[2]} channels do not fit ${groups} groups of ${channels}`);
  const { window, padding, output } = windowOf(call, x.shape, [height, width]);
  const operation = {
    op: 'conv',
    ...window,
    padding,
    groups,
    inputChannels: x.shape[2],
    outputChannels: outputs,
  } as const;
  const arrays = {
    weights: { shape: [height, width, channels, outputs], data: channelsLast(weights) },
    bias: { shape: [outputs], data: biasOf(call, 2, outputs) },
  };
  return computed(draft.node(call.label, operation, [x], [...output, outputs], arrays));
}

function dense(
  call: Call,
  weights: Float32Array,
  [inputs, outputs]: readonly number[],
  bias: Float32Array,
): Computed {
  const x = computedInput(call, 0);
  if (x.shape.length !== 1 || x.shape[0] !== inputs)
    throw new Unsuitable(`its input is ${x.shape.join(' × ')}, its weights take ${inputs} values`);
  const arrays = {
    weights: { shape: [inputs, outputs], data: weights },
    bias: { shape: [outputs], data: bias },
  };
  const operation = { op: 'dense', inputSize: inputs, outputSize: outputs } as const;
  return computed(call.model.draft.node(call.label, operation, [x], [outputs], arrays));
}

export function matMul(call: Call): Computed {
  const { shape, data } = weightsOf(call, 1, 2);
  return dense(call, Float32Array.from(data), shape, new Float32Array(shape[1]));
}

/** alpha A B + beta C with A the value of the image, B and C constants. */
export function gemm(call: Call): Computed {
  const { node } = call;
  if (integer(node, 'transA', 0) !== 0) throw new Unsuitable('it transposes the value of the image');
  const { shape, data } = weightsOf(call, 1, 2);
  const turned = integer(node, 'transB', 0) !== 0;
  const [inputs, outputs] = turned ? [shape[1], shape[0]] : shape;
  const [alpha, beta] = [real(node, 'alpha', 1), real(node, 'beta', 1)];
  const weights = new Float32Array(data.length);
  for (let k = 0; k < inputs; k++)
    for (let n = 0; n < outputs; n++)
      weights[k * outputs + n] = alpha * data[turned ? n * inputs + k : k * outputs + n];
  const bias = biasOf(call, 2, outputs).map((value) => beta * value);
  return dense(call, weights, [inputs, outputs], bias);
}

export function batchNormalization(call: Call): Computed {
  const x = computedInput(call, 0);
  const channels = x.shape[x.shape.length - 1];
  if (x.shape.length === 2 || integer(call.node, 'spatial', 1) !== 1)
    throw new Unsuitable('its channels are not those of an image or a list');
  if (integer(call.node, 'training_mode', 0) !== 0) throw new Unsuitable('it is in training mode');
  const named = ['gamma', 'beta', 'mean', 'variance'].map((name, index) => {
    const found = constantInput(call, index + 1);
    if (found?.data.length !== channels) throw new Unsuitable(`its ${name} does not have ${channels} values`);
    return [name, { shape: [channels], data: Float32Array.from(found.data) }] as const;
  });
  const operation = { op: 'batch_norm', channels, epsilon: real(call.node, 'epsilon', 1e-5) } as const;
  return computed(call.model.draft.node(call.label, operation, [x], x.shape, Object.fromEntries(named)));
}
