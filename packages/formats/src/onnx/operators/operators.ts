import { type Call, type Computed, computedInput } from '../value.js';
import { activation, clip, extreme, leakyRelu, softmax } from './activations.js';
import { concat, flatten, reduceMean, reshape, slice, squeeze, transpose, unsqueeze } from './arrange.js';
import { cast, dropout } from './cast.js';
import { arithmetic, mean } from './constants.js';
import { hardSigmoid } from './hard.js';
import { batchNormalization, conv, gemm, matMul } from './layers.js';
import { pad } from './pads.js';
import { globalAveragePool, globalMaxPool, pool } from './pools.js';

const same = (call: Call): Computed => computedInput(call, 0);

/** Operators on values of the image, by their ONNX names. */
export const operators: Readonly<Record<string, (call: Call) => Computed>> = {
  Conv: conv,
  MatMul: matMul,
  Gemm: gemm,
  BatchNormalization: batchNormalization,
  MaxPool: pool('max_pool'),
  AveragePool: pool('average_pool'),
  GlobalAveragePool: globalAveragePool,
  GlobalMaxPool: globalMaxPool,
  ReduceMean: reduceMean,
  Relu: activation('relu'),
  LeakyRelu: leakyRelu,
  Clip: clip,
  Max: extreme,
  Min: extreme,
  HardSwish: activation('hard_swish'),
  HardSigmoid: hardSigmoid,
  Sigmoid: activation('sigmoid'),
  Tanh: activation('tanh'),
  Softmax: softmax('softmax'),
  LogSoftmax: softmax('log_softmax'),
  Add: arithmetic,
  Sub: arithmetic,
  Mul: arithmetic,
  Div: arithmetic,
  Sum: arithmetic,
  Mean: mean,
  Concat: concat,
  Pad: pad,
  Slice: slice,
  Flatten: flatten,
  Reshape: reshape,
  Squeeze: squeeze,
  Unsqueeze: unsqueeze,
  Transpose: transpose,
  Identity: same,
  Dropout: dropout,
  Cast: cast,
};
