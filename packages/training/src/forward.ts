import { type AnalogNode, isAnalogNode, type PlanNetwork, type PlanNode, rangeNames } from '@kirchhoff/plan';
import { convolution } from './convolution.js';
import { batchMoments, normalise, normaliseBy } from './normalisation.js';
import { applyPool, padImage } from './pool.js';
import { product, productOfConstant } from './product.js';
import { relu } from './relu.js';
import { stridedSlice } from './strided-slice.js';
import type { Tensor, Tensor2D, Tensor4D, Tensorflow } from './tensorflow.js';
import { valuesOf } from './values.js';

/** Mean and (biased) variance of one batch, one value a channel. */
export interface Moments {
  readonly mean: Float32Array;
  readonly variance: Float32Array;
  /** Values each of them was taken over. */
  readonly count: number;
}

/** The arrays of a pass by name. */
export type Weights = Readonly<Record<string, Tensor>>;

/** What hardware does to a layer in the forward pass; its gradients pass straight through. */
export interface Hardware {
  /** Arrays of ranges that have gradients: those by the logarithms of what they hold. */
  readonly learned: readonly string[];
  /** Whether `read` takes no value of the layer's sum. */
  replaces(node: AnalogNode): boolean;
  /** The inputs as they drive the word lines, in units of the activation. */
  drive(node: AnalogNode, x: Tensor, weights: Weights): Tensor;
  /** What is read from the arrays, with the layer's bias, in place of its sum. */
  read(node: AnalogNode, x: Tensor, sum: Tensor, weights: Weights): Tensor;
}

/** What one pass needs: the arrays by name, and what acts in training only. */
export interface Pass {
  readonly weights: Weights;
  /** Whether dropout acts and batch normalisation takes the moments of its batch. */
  readonly training: boolean;
  /** Whether dropout acts where the pass is one of training. */
  readonly drops?: boolean;
  /** A seed for every dropout of the pass. */
  readonly dropoutSeed: () => number;
  readonly hardware?: Hardware;
  /** Told the moments of every batch normalisation in training. */
  readonly onMoments?: (node: string, moments: Moments) => void;
  /** Told every layer's input. */
  readonly onInput?: (node: AnalogNode, x: Tensor) => void;
}

/** A pass with the values that no weight has touched yet: they need no gradient. */
type Walk = Pass & { readonly constants: Set<string> };

function layer(tf: Tensorflow, node: AnalogNode, x: Tensor, pass: Walk): Tensor {
  pass.onInput?.(node, x);
  const driven = pass.hardware?.drive(node, x, pass.weights) ?? x;
  const weights = pass.weights[`${node.name}.weights`]!;
  const follows = pass.hardware?.learned.includes(rangeNames(node.name).input) ?? false;
  const multiply = pass.constants.has(node.inputs[0]!) && !follows ? productOfConstant : product;
  const summed = (): Tensor =>
    node.op === 'dense'
      ? multiply(tf, driven as Tensor2D, weights as Tensor2D)
      : convolution(tf, node, driven as Tensor4D, weights as Tensor4D);
  const sum = pass.hardware?.replaces(node) ? valuesOf(tf).unread(summed) : summed();
  return pass.hardware?.read(node, x, sum, pass.weights) ?? tf.add(sum, pass.weights[`${node.name}.bias`]!);
}

function batchNorm(
  tf: Tensorflow,
  node: Extract<PlanNode, { op: 'batch_norm' }>,
  x: Tensor,
  pass: Walk,
): Tensor {
  const array = (ending: string): Tensor => pass.weights[`${node.name}.${ending}`]!;
  const { epsilon } = node;
  if (!pass.training) {
    const gain = tf.div(array('gamma'), tf.sqrt(tf.add(array('variance'), epsilon)));
    return normaliseBy(tf, x, { mean: array('mean'), gain, shift: array('beta') });
  }
  const moments = batchMoments(tf, x);
  pass.onMoments?.(node.name, moments);
  return normalise(tf, x, { gamma: array('gamma'), beta: array('beta'), moments, epsilon });
}

/** Functions of one value. */
const activations: Readonly<Record<string, (tf: Tensorflow, x: Tensor) => Tensor>> = {
  relu,
  relu6: (tf, x) => tf.relu6(x),
  hard_swish: (tf, x) => tf.mul(x, tf.div(tf.relu6(tf.add(x, 3)), 6)),
  sigmoid: (tf, x) => tf.sigmoid(x),
  tanh: (tf, x) => tf.tanh(x),
};

function apply(tf: Tensorflow, node: PlanNode, inputs: readonly Tensor[], pass: Walk): Tensor {
  const x = inputs[0]!;
  switch (node.op) {
    case 'input':
      return x;
    case 'dense':
    case 'conv':
      return layer(tf, node, x, pass);
    case 'batch_norm':
      return batchNorm(tf, node, x, pass);
    case 'affine':
      return tf.add(
        tf.mul(x, tf.reshape(pass.weights[`${node.name}.gain`]!, affineShape(node))),
        tf.reshape(pass.weights[`${node.name}.shift`]!, affineShape(node)),
      );
    case 'leaky_relu':
      return tf.leakyRelu(x, node.slope);
    case 'softmax':
      return tf.softmax(x as Tensor2D);
    case 'log_softmax':
      return tf.logSoftmax(x as Tensor2D);
    case 'max_pool':
    case 'average_pool':
      return applyPool(tf, node, x as Tensor4D);
    case 'global_average_pool':
      return tf.mean(x, [1, 2]);
    case 'mean':
      return tf.reshape(
        tf.mean(
          x,
          node.axes.map((axis) => axis + 1),
        ),
        [x.shape[0]!, ...node.shape],
      );
    case 'flatten':
      return tf.reshape(x, [x.shape[0]!, -1]);
    case 'reshape':
      return tf.reshape(x, [x.shape[0]!, ...node.shape]);
    case 'transpose':
      return tf.transpose(x, [0, ...node.order.map((axis) => axis + 1)]);
    case 'add':
      return inputs.slice(1).reduce((sum, next) => tf.add(sum, next), x);
    case 'concat':
      return tf.concat([...inputs], node.axis + 1);
    case 'slice':
      return stridedSlice(tf, x, node);
    case 'pad':
      return padImage(tf, node, x as Tensor4D);
    case 'dropout':
      return pass.training && pass.drops !== false
        ? tf.dropout(x, node.rate, undefined, pass.dropoutSeed())
        : x;
    default:
      return activations[node.op]!(tf, x);
  }
}

/** Gains one for each channel, or one for each value of an image. */
const affineShape = ({ shape, size }: Extract<PlanNode, { op: 'affine' }>): number[] =>
  size === shape.at(-1) ? [size] : [...shape];

/** Nodes up to the logits: a softmax at the end, or its logarithm, is left out, the loss contains it. */
const logitNodes = ({ nodes }: PlanNetwork): readonly PlanNode[] =>
  ['softmax', 'log_softmax'].includes(nodes.at(-1)!.op) ? nodes.slice(0, -1) : nodes;

/** Runs the network on a batch [images, ...input shape] and returns the logits [images, classes]. */
export function logits(tf: Tensorflow, network: PlanNetwork, batch: Tensor, pass: Pass): Tensor2D {
  const values = new Map<string, Tensor>();
  const nodes = logitNodes(network);
  const walk: Walk = { ...pass, constants: new Set() };
  for (const node of nodes) {
    const inputs = node.op === 'input' ? [batch] : node.inputs.map((name) => values.get(name)!);
    values.set(node.name, apply(tf, node, inputs, walk));
    if (!isTrainedNode(node) && node.inputs.every((name) => walk.constants.has(name)))
      walk.constants.add(node.name);
  }
  return values.get(nodes.at(-1)!.name)! as Tensor2D;
}

const isTrainedNode = (node: PlanNode): boolean => isAnalogNode(node) || node.op === 'batch_norm';
