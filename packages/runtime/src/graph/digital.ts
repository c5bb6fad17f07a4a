import {
  type Activation,
  averagePool,
  concat,
  globalAveragePool,
  hardSwish,
  leakyRelu,
  logSoftmax,
  maxPool,
  mean,
  pad,
  type Pointwise,
  sigmoid,
  slice,
  softmax,
  tanh,
  transpose,
} from '@kirchhoff/kernels';
import { isAlias, type PlanNode } from '@kirchhoff/plan';
import type { Take } from './buffers.js';
import { imageOf, sizeOf } from './shape.js';
import type { WeightedNode } from './weighted.js';

type DigitalNode = Exclude<PlanNode, WeightedNode | { op: 'input' }>;

const activations: Readonly<Record<string, Activation>> = {
  hard_swish: hardSwish,
  sigmoid,
  tanh,
};

/** A node without weights, float32 (model.md section 1): inputs [images x ...] to output [images x node.shape]. */
export function digitalNode(
  { pointwise, take }: { readonly pointwise: Pointwise; readonly take: Take },
  node: DigitalNode,
  inputs: readonly Float32Array[],
  images: number,
  inputShapes: readonly (readonly number[])[],
): Float32Array {
  const x = inputs[0]!;
  const shape = inputShapes[0]!;
  if (isAlias(node)) return x;
  const out = take(images * sizeOf(node.shape));
  switch (node.op) {
    case 'leaky_relu':
      leakyRelu(x, node.slope, out);
      break;
    case 'softmax':
      softmax(x, node.shape.at(-1)!, out);
      break;
    case 'log_softmax':
      logSoftmax(x, node.shape.at(-1)!, out);
      break;
    case 'max_pool':
      maxPool(x, imageOf(shape), node, out);
      break;
    case 'average_pool':
      averagePool(x, imageOf(shape), node, out);
      break;
    case 'global_average_pool':
      globalAveragePool(x, imageOf(shape), out);
      break;
    case 'pad':
      pad(x, imageOf(shape), node, out);
      break;
    case 'slice':
      slice(x, shape, { ...node, count: node.shape }, out);
      break;
    case 'concat':
      concat(
        inputs.map((values, index) => ({ values, shape: inputShapes[index]! })),
        node.axis,
        out,
      );
      break;
    case 'mean':
      mean(x, shape, node.axes, out);
      break;
    case 'transpose':
      transpose(x, shape, node.order, out);
      break;
    case 'add':
      pointwise.add(x, inputs[1]!, out);
      break;
    case 'relu':
    case 'relu6':
      pointwise[node.op](x, out);
      break;
    default:
      activations[node.op]!(x, out);
  }
  return out;
}
