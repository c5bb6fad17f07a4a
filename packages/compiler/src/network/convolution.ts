import type { Layer } from '@kirchhoff/model';
import { activate, type Builder, doesNotFit, type Flow, needsImage } from './builder.js';
import { type Border, borderOf, outputSize } from './padding.js';

type Convolution = Extract<Layer, { kind: 'conv' | 'depthwise_conv' }>;
type Pooling = Extract<Layer, { kind: 'max_pool' | 'average_pool' }>;

const pair = (sizes: readonly number[]): [number, number] => [sizes[0]!, sizes[1] ?? sizes[0]!];

function channelsOf(layer: Convolution, inputs: number): { outputs: number; groups: number } {
  return layer.kind === 'conv'
    ? { outputs: layer.channels.value, groups: layer.groups.value }
    : { outputs: inputs * layer.multiplier.value, groups: inputs };
}

/** conv and depthwise_conv (as many groups as channels), with their activation as a node of its own. */
export function convolution(builder: Builder, layer: Convolution, flow: Flow): Flow | undefined {
  if (!needsImage(builder, layer, flow)) return undefined;
  const inputs = flow.shape[2]!;
  const { outputs, groups } = channelsOf(layer, inputs);
  if (inputs % groups !== 0 || outputs % groups !== 0) {
    builder.problems.add({
      code: 'K503',
      origin: layer.origin,
      what: `the number of groups of ${layer.name}`,
      expected: `a divisor of ${inputs} and ${outputs} channels`,
      found: String(groups),
    });
    return undefined;
  }
  const window = { size: pair(layer.size), stride: pair(layer.stride), dilation: pair(layer.dilation) };
  const padding = borderOf(layer.padding, window, flow.shape);
  const size = outputSize(window, padding, flow.shape);
  if (size[0] < 1 || size[1] < 1) return doesNotFit(builder, layer, flow.shape);
  const made = builder.node(layer, [flow.node], [...size, outputs], {
    op: 'conv',
    ordinal: builder.ordinal(),
    ...window,
    padding,
    groups,
    inputChannels: inputs,
    outputChannels: outputs,
  });
  return activate(builder, made, layer.activation, layer.origin);
}

/** Reports a border as wide as the window: some windows would see nothing of the image. */
function borderTooWide(builder: Builder, layer: Pooling, size: readonly number[], border: Border): boolean {
  const wide = border.some((count, side) => count >= size[side < 2 ? 0 : 1]!);
  if (wide)
    builder.problems.add({
      code: 'K503',
      origin: layer.origin,
      what: `the padding of ${layer.name}`,
      expected: `below its window of ${size.join(' x ')}`,
      found: String(Math.max(...border)),
    });
  return wide;
}

/** max_pool and average_pool. */
export function pooling(builder: Builder, layer: Pooling, flow: Flow): Flow | undefined {
  if (!needsImage(builder, layer, flow)) return undefined;
  const window = { size: pair(layer.size), stride: pair(layer.stride ?? layer.size), dilation: [1, 1] };
  const padding = borderOf(layer.padding, window, flow.shape);
  if (borderTooWide(builder, layer, window.size, padding)) return undefined;
  const size = outputSize(window, padding, flow.shape);
  if (size[0] < 1 || size[1] < 1) return doesNotFit(builder, layer, flow.shape);
  return builder.node(layer, [flow.node], [...size, flow.shape[2]!], {
    op: layer.kind,
    size: window.size,
    stride: window.stride,
    padding,
  });
}
