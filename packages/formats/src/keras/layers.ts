import type { Flow } from '../network/draft.js';
import { activationLayer, leakyReluLayer, reluLayer, softmaxLayer } from './activation.js';
import type { LayerCall } from './layer.js';
import * as plain from './plain.js';
import { batchNormalization, conv, dense, depthwiseConv, separableConv } from './weighted.js';

/** Layers by their Keras names. Those that act in training alone give what they get. */
export const layers: Readonly<Record<string, ((call: LayerCall) => Flow) | undefined>> = {
  Dense: dense,
  Conv2D: conv,
  DepthwiseConv2D: depthwiseConv,
  SeparableConv2D: separableConv,
  BatchNormalization: batchNormalization,
  Activation: activationLayer,
  ReLU: reluLayer,
  LeakyReLU: leakyReluLayer,
  Softmax: softmaxLayer,
  Add: plain.add,
  Concatenate: plain.concatenate,
  MaxPooling2D: plain.pool('max_pool'),
  AveragePooling2D: plain.pool('average_pool'),
  GlobalAveragePooling2D: plain.globalAveragePool,
  GlobalMaxPooling2D: plain.globalMaxPool,
  ZeroPadding2D: plain.zeroPadding,
  Cropping2D: plain.cropping,
  Flatten: plain.flatten,
  Reshape: plain.reshape,
  Permute: plain.permute,
  Rescaling: plain.rescaling,
  Dropout: plain.same,
  SpatialDropout2D: plain.same,
  GaussianNoise: plain.same,
  GaussianDropout: plain.same,
  ActivityRegularization: plain.same,
};
