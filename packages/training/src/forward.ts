import { isAnalogNode, type PlanNetwork, type PlanNode } from '@kirchhoff/plan';
import { applyPool, padSpatial } from './pool.js';
import { product, productOfConstant } from './product.js';
import { isSame } from './same.js';
import type { Tensor, Tensor2D, Tensor4D, Tensorflow } from './tensorflow.js';

/** What one pass needs: the weights by name, and whether dropout acts (`random` gives a seed per call). */
export interface Pass {
  readonly weights: Readonly<Record<string, Tensor>>;
  readonly training: boolean;
  readonly dropoutSeed: () => number;
}

/** A pass with the values that no weight has touched yet: they need no gradient. */
type Walk = Pass & { readonly constants: Set<string> };

function convolve(tf: Tensorflow, node: Extract<PlanNode, { op: 'conv' }>, x: Tensor4D, pass: Pass): Tensor {
  const weights = pass.weights[`${node.name}.weights`] as Tensor4D;
  const dilation = node.dilation as [number, number];
  const same = isSame(node, x);
  const input = same ? x : padSpatial(tf, x, node.padding, 0);
  const sum = tf.conv2d(
    input,
    weights,
    node.stride as [number, number],
    same ? 'same' : 'valid',
    'NHWC',
    dilation,
  );
  return tf.add(sum, pass.weights[`${node.name}.bias`]!);
}

function apply(tf: Tensorflow, node: PlanNode, inputs: readonly Tensor[], pass: Walk): Tensor {
  const x = inputs[0]!;
  switch (node.op) {
    case 'input':
      return x;
    case 'dense': {
      const multiply = pass.constants.has(node.inputs[0]!) ? productOfConstant : product;
      const weights = pass.weights[`${node.name}.weights`] as Tensor2D;
      return tf.add(multiply(tf, x as Tensor2D, weights), pass.weights[`${node.name}.bias`]!);
    }
    case 'conv':
      return convolve(tf, node, x as Tensor4D, pass);
    case 'relu':
      return tf.relu(x);
    case 'relu6':
      return tf.relu6(x);
    case 'leaky_relu':
      return tf.leakyRelu(x, node.slope);
    case 'hard_swish':
      return tf.mul(x, tf.div(tf.relu6(tf.add(x, 3)), 6));
    case 'sigmoid':
      return tf.sigmoid(x);
    case 'tanh':
      return tf.tanh(x);
    case 'softmax':
      return tf.softmax(x as Tensor2D);
    case 'max_pool':
    case 'average_pool':
      return applyPool(tf, node, x as Tensor4D);
    case 'global_average_pool':
      return tf.mean(x, [1, 2]);
    case 'flatten':
      return tf.reshape(x, [x.shape[0]!, -1]);
    case 'add':
      return inputs.slice(1).reduce((sum, next) => tf.add(sum, next), x);
    case 'pad':
      return padSpatial(tf, x as Tensor4D, node.padding, 0);
    case 'dropout':
      return pass.training ? tf.dropout(x, node.rate, undefined, pass.dropoutSeed()) : x;
    default:
      throw new RangeError(`${node.op} cannot be trained by this version`);
  }
}

/**
 * Runs the network on a batch [images, ...input shape] and returns the logits [images, classes]:
 * a softmax at the end is left out, the loss contains it.
 */
export function logits(tf: Tensorflow, network: PlanNetwork, batch: Tensor, pass: Pass): Tensor2D {
  const values = new Map<string, Tensor>();
  const nodes = network.nodes.at(-1)!.op === 'softmax' ? network.nodes.slice(0, -1) : network.nodes;
  const walk: Walk = { ...pass, constants: new Set() };
  for (const node of nodes) {
    const inputs = node.op === 'input' ? [batch] : node.inputs.map((name) => values.get(name)!);
    values.set(node.name, apply(tf, node, inputs, walk));
    if (!isAnalogNode(node) && node.inputs.every((name) => walk.constants.has(name)))
      walk.constants.add(node.name);
  }
  return values.get(nodes.at(-1)!.name)! as Tensor2D;
}
