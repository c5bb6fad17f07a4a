import {
  filterMatrices,
  foldNormalisation,
  type LayerMatrix,
  matrixFilters,
  type Geometry,
} from '@kirchhoff/kernels';
import {
  type AnalogNode,
  isAnalogNode,
  type NamedArrays,
  type PlanLayerMapping,
  type PlanNetwork,
  type PlanNode,
} from '@kirchhoff/plan';
import { type Restore, restoreChannels } from '../channels.js';

type Normalisation = Extract<PlanNode, { op: 'batch_norm' }>;

/** A layer of the network on the injected chip. */
export interface ChipLayer {
  readonly node: AnalogNode;
  readonly place: PlanLayerMapping;
  /** The batch normalisation that the layer takes up when it is programmed. */
  readonly normalisation: Normalisation | undefined;
}

/** The layers that sit on arrays, in the order of the mapping. */
export function chipLayers({ nodes }: PlanNetwork, places: readonly PlanLayerMapping[]): ChipLayer[] {
  const layers = new Map(nodes.filter(isAnalogNode).map((node) => [node.name, node]));
  const taken = new Map(
    nodes.flatMap((node) =>
      node.op === 'batch_norm' && node.into !== null ? [[node.into, node] as const] : [],
    ),
  );
  return places.map((place) => ({
    node: layers.get(place.node)!,
    place,
    normalisation: taken.get(place.node),
  }));
}

/** Outputs of all groups. */
export const outputsOf = (node: AnalogNode): number =>
  node.op === 'dense' ? node.outputSize : node.outputChannels;

/** Rows of inputs that one image gives a layer: output positions of a convolution, else 1. */
export const positionsOf = (node: AnalogNode): number =>
  node.op === 'conv' ? node.shape[0]! * node.shape[1]! : 1;

/** All rows driven at once on the layer's own column tiles, or the chip's row groups. */
export const geometryOf = ({ place }: ChipLayer, tiled: boolean, wordLines: number): Geometry =>
  tiled ? place : { rowTiles: [[0, wordLines]], rowGroups: [[0, wordLines]], columnTiles: place.columnTiles };

/** What goes onto the arrays, batch normalisation folded by its running moments, and the way back. */
export interface ProgrammedForm {
  readonly matrices: LayerMatrix;
  readonly bias: Float32Array;
  /** Weights of effective matrices [groups x rows x outputs] in the network's own layout and units; may be in place. */
  unfoldWeights(matrices: Float32Array, rows: number): Float32Array;
  /** Sums as read [... x outputs], bias included, in units of the layer's own sum; in place. */
  unfoldSums(sums: Float32Array, restore?: Restore): void;
  /** Slopes by the layer's own sum as slopes by the sums as read; in place. */
  unfoldSlopes(slopes: Float32Array): void;
}

const unfolded = { gains: undefined, shift: undefined, mean: undefined };

interface Folding {
  readonly gains: Float64Array | undefined;
  readonly shift: Float32Array | undefined;
  readonly mean: Float32Array | undefined;
}

/** Below this gain a channel is dead: what its cells add cannot be told from nothing. */
const dead = 1e-6;

/** A layer as it is programmed: im2col matrices (model.md section 1) of the folded weights. */
export function programmedForm({ node, normalisation }: ChipLayer, arrays: NamedArrays): ProgrammedForm {
  const own = { weights: arrays[`${node.name}.weights`]!.data, bias: arrays[`${node.name}.bias`]!.data };
  const array = (ending: string): Float32Array => arrays[`${normalisation!.name}.${ending}`]!.data;
  const moments = normalisation && {
    gamma: array('gamma'),
    beta: array('beta'),
    mean: array('mean'),
    variance: array('variance'),
    epsilon: normalisation.epsilon,
  };
  const folded = moments && foldNormalisation(own.weights, own.bias, moments);
  const { weights, bias } = folded ?? own;
  const folding: Folding =
    moments === undefined ? unfolded : { gains: folded!.gains, shift: moments.beta, mean: moments.mean };
  const divisors = folding.gains?.map((gain) => (Math.abs(gain) < dead ? Infinity : gain));
  const outputs = outputsOf(node);
  const [shape, groups] =
    node.op === 'dense'
      ? [undefined, 1]
      : [{ size: node.size, channels: node.inputChannels / node.groups, outputs }, node.groups];
  const matrices: LayerMatrix =
    shape === undefined
      ? { groups: 1, inputs: weights.length / outputs, outputs, weights }
      : filterMatrices(weights, shape, groups);
  return {
    matrices,
    bias,
    unfoldWeights(effective, rows) {
      const plain =
        shape === undefined
          ? effective.subarray(0, weights.length)
          : matrixFilters(effective, shape, { groups, rows });
      const { gains } = folding;
      if (gains !== undefined)
        for (let i = 0; i < plain.length;)
          for (let c = 0; c < outputs; c++, i++) {
            const gain = gains[c]!;
            plain[i] = Math.abs(gain) < dead ? own.weights[i]! : plain[i]! / gain;
          }
      return plain;
    },
    unfoldSlopes(slopes) {
      for (let i = 0; divisors !== undefined && i < slopes.length;)
        for (let c = 0; c < outputs; c++, i++) slopes[i]! /= divisors[c]!;
    },
    unfoldSums(sums, restore = restoreChannels) {
      const { shift, mean } = folding;
      if (divisors !== undefined) restore(sums, { shift: shift!, divisors, mean: mean! });
    },
  };
}
