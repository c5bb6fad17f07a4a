import type { FileName } from './file.js';
import type { Origin } from './origin.js';
import type { Count, Fraction } from './quantity.js';

export type Padding = 'valid' | 'same' | Count;
export type Activation =
  'none' | 'relu' | 'relu6' | 'leaky_relu' | 'hard_swish' | 'sigmoid' | 'tanh' | 'softmax';

interface Common {
  /** The label written before the layer (`fc1: dense(…)`), or one made from kind and ordinal. */
  readonly name: string;
  readonly origin: Origin;
}

/** Layers of a written network, in the vocabulary of language.md section 7. */
export type Layer = Common &
  (
    | { readonly kind: 'dense'; readonly units: Count; readonly activation: Activation }
    | {
        readonly kind: 'conv';
        readonly channels: Count;
        /** [height, width] of the kernel. */
        readonly size: readonly number[];
        readonly activation: Activation;
        readonly stride: readonly number[];
        readonly padding: Padding;
        readonly dilation: readonly number[];
        readonly groups: Count;
      }
    | {
        readonly kind: 'depthwise_conv';
        readonly size: readonly number[];
        readonly activation: Activation;
        readonly stride: readonly number[];
        readonly padding: Padding;
        readonly dilation: readonly number[];
        readonly multiplier: Count;
      }
    | { readonly kind: 'batch_norm'; readonly epsilon: Count; readonly momentum: Count }
    | { readonly kind: 'relu' | 'relu6' | 'hard_swish' | 'sigmoid' | 'tanh' | 'softmax' }
    | { readonly kind: 'leaky_relu'; readonly slope: Count }
    | {
        readonly kind: 'max_pool' | 'average_pool';
        readonly size: readonly number[];
        /** Absent: the size of the window. */
        readonly stride?: readonly number[];
        readonly padding: Padding;
      }
    | { readonly kind: 'global_average_pool' | 'flatten' }
    | { readonly kind: 'dropout'; readonly rate: Count | Fraction }
    | { readonly kind: 'pad'; readonly size: readonly number[] }
    | { readonly kind: 'residual'; readonly layers: readonly Layer[]; readonly shortcut?: readonly Layer[] }
    | { readonly kind: 'repeat'; readonly count: Count; readonly layers: readonly Layer[] }
  );

export type NetworkSource =
  | { readonly kind: 'layers'; readonly input: readonly number[]; readonly layers: readonly Layer[] }
  | { readonly kind: 'onnx' | 'tfjs' | 'keras'; readonly file: FileName };

export interface Network {
  readonly name: string;
  readonly description?: string;
  readonly origin: Origin;
  readonly source: NetworkSource;
  readonly weights?: { readonly kind: 'npz'; readonly file: FileName };
}
