import type { Layer } from '@kirchhoff/model';
import { activate, type Builder, type Flow, needsImage } from './builder.js';
import { convolution, pooling } from './convolution.js';
import { shapeText } from './words.js';

const product = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

function dense(builder: Builder, layer: Extract<Layer, { kind: 'dense' }>, flow: Flow): Flow | undefined {
  if (flow.shape.length !== 1) {
    builder.problems.add({
      code: 'K503',
      origin: layer.origin,
      what: `the input of ${layer.name}`,
      expected: 'a list of values',
      found: shapeText(flow.shape),
      fix: 'flatten',
    });
    return undefined;
  }
  const outputs = layer.units.value;
  const made = builder.node(layer, [flow.node], [outputs], {
    op: 'dense',
    ordinal: builder.ordinal(),
    inputSize: flow.shape[0]!,
    outputSize: outputs,
  });
  return activate(builder, made, layer.activation, layer.origin);
}

/** A convolution beside the layers that gives the shape they give, where one can. */
function shortcutFix(body: readonly number[], shortcut: readonly number[]): string | undefined {
  if (body.length !== 3 || shortcut.length !== 3) return undefined;
  const strides = [0, 1].map((axis) => Math.round(shortcut[axis]! / body[axis]!));
  const reached = strides.every((stride, axis) => Math.ceil(shortcut[axis]! / stride) === body[axis]);
  return reached ? `shortcut { conv(${body[2]}, 1 x 1, stride = ${strides.join(' x ')}) }` : undefined;
}

function residual(
  builder: Builder,
  layer: Extract<Layer, { kind: 'residual' }>,
  flow: Flow,
): Flow | undefined {
  const body = builder.layers(layer.layers, flow);
  const shortcut = layer.shortcut === undefined ? flow : builder.layers(layer.shortcut, flow);
  if (body === undefined || shortcut === undefined) return undefined;
  if (shapeText(body.shape) !== shapeText(shortcut.shape)) {
    builder.problems.add({
      code: 'K503',
      origin: layer.origin,
      what: `the output of ${layer.name}`,
      expected: `${shapeText(shortcut.shape)} as its shortcut`,
      found: shapeText(body.shape),
      fix: shortcutFix(body.shape, shortcut.shape),
    });
    return undefined;
  }
  return builder.node(layer, [body.node, shortcut.node], body.shape, { op: 'add' });
}

function repeat(builder: Builder, layer: Extract<Layer, { kind: 'repeat' }>, flow: Flow): Flow | undefined {
  let current: Flow | undefined = flow;
  for (let round = 0; round < layer.count.value && current !== undefined; round++)
    current = builder.layers(layer.layers, current);
  return current;
}

/** The nodes of one layer; undefined where a reported fault leaves no shape to go on with. */
export function layerNodes(builder: Builder, layer: Layer, flow: Flow): Flow | undefined {
  const { shape } = flow;
  const inputs = [flow.node];
  switch (layer.kind) {
    case 'dense':
      return dense(builder, layer, flow);
    case 'conv':
    case 'depthwise_conv':
      return convolution(builder, layer, flow);
    case 'max_pool':
    case 'average_pool':
      return pooling(builder, layer, flow);
    case 'batch_norm':
      return builder.node(layer, inputs, shape, {
        op: 'batch_norm',
        epsilon: layer.epsilon.value,
        momentum: layer.momentum.value,
        into: null,
      });
    case 'leaky_relu':
      return builder.node(layer, inputs, shape, { op: 'leaky_relu', slope: layer.slope.value });
    case 'global_average_pool':
      if (!needsImage(builder, layer, flow)) return undefined;
      return builder.node(layer, inputs, [shape[2]!], { op: 'global_average_pool' });
    case 'flatten':
      return builder.node(layer, inputs, [product(shape)], { op: 'flatten' });
    case 'dropout':
      return builder.node(layer, inputs, shape, { op: 'dropout', rate: layer.rate.value });
    case 'pad': {
      if (!needsImage(builder, layer, flow)) return undefined;
      const [rows, columns] = [layer.size[0]!, layer.size[1] ?? layer.size[0]!];
      const padded = [shape[0]! + 2 * rows, shape[1]! + 2 * columns, shape[2]!];
      return builder.node(layer, inputs, padded, {
        op: 'pad',
        padding: [rows, rows, columns, columns],
        channels: [0, 0],
      });
    }
    case 'residual':
      return residual(builder, layer, flow);
    case 'repeat':
      return repeat(builder, layer, flow);
    default:
      return builder.node(layer, inputs, shape, { op: layer.kind });
  }
}
