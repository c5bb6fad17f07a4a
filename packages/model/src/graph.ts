/** How a window moves over an image; pairs are [height, width]. */
interface Window {
  readonly size: readonly [number, number];
  readonly stride: readonly [number, number];
  /** Explicit border [top, bottom, left, right]. */
  readonly padding: readonly [number, number, number, number];
}

/** What a node of an imported network does; images are [height, width, channels], without the batch. */
export type GraphOperation =
  | { readonly op: 'input'; readonly shape: readonly number[] }
  | { readonly op: 'dense'; readonly inputSize: number; readonly outputSize: number }
  | ({
      readonly op: 'conv';
      readonly dilation: readonly [number, number];
      readonly groups: number;
      readonly inputChannels: number;
      readonly outputChannels: number;
    } & Window)
  | { readonly op: 'batch_norm'; readonly channels: number; readonly epsilon: number }
  /** x gain + shift; one gain and shift for each channel, or for each value of an image. */
  | { readonly op: 'affine'; readonly size: number }
  | {
      readonly op:
        | 'relu'
        | 'relu6'
        | 'hard_swish'
        | 'sigmoid'
        | 'tanh'
        | 'softmax'
        | 'log_softmax'
        | 'global_average_pool'
        | 'flatten'
        | 'add';
    }
  | { readonly op: 'leaky_relu'; readonly slope: number }
  | ({
      readonly op: 'max_pool' | 'average_pool';
      /** Distance between the window's pixels; absent for neighbours. */
      readonly dilation?: readonly [number, number];
    } & Window)
  | {
      readonly op: 'pad';
      readonly padding: readonly [number, number, number, number];
      /** Added [before, after] the channels. */
      readonly channels: readonly [number, number];
      /** What is added; absent for 0. */
      readonly value?: number;
    }
  /** Along every axis: values from `start` on, every `step`-th, `count` of them; backwards where the step is negative. */
  | {
      readonly op: 'slice';
      readonly start: readonly number[];
      readonly step: readonly number[];
      readonly count: readonly number[];
    }
  | { readonly op: 'concat'; readonly axis: number }
  | { readonly op: 'mean'; readonly axes: readonly number[]; readonly keep: boolean }
  | { readonly op: 'reshape'; readonly to: readonly number[] }
  /** Axis i of the output is axis `order[i]` of the input. */
  | { readonly op: 'transpose'; readonly order: readonly number[] };

/** A node of an imported network: its name, unique and a name of the language, and the nodes it reads. */
export type GraphNode = { readonly name: string; readonly inputs: readonly string[] } & GraphOperation;

/** A network as a file describes it, in execution order: the first node is the input, the last the output. */
export type NetworkGraph = readonly GraphNode[];
