import {
  type Affine,
  convolve,
  dense,
  type Kernels,
  packLayer,
  releaseLayer,
  type SoftwareLayer,
} from '@kirchhoff/kernels';
import type { AnalogNode, NamedArrays } from '@kirchhoff/plan';
import { layerMatrices } from './matrices.js';
import { nodeAffine } from './affine.js';
import type { LayerRunner } from './run.js';
import { imageOf, isDepthwise, sizeOf } from './shape.js';

/** The float32 layers of a network, packed on first use, and its other nodes with arrays; `release` gives their memory back. */
export interface SoftwareNetwork {
  readonly layer: LayerRunner;
  release(): void;
}

export function softwareNetwork(kernels: Kernels, weights: NamedArrays): SoftwareNetwork {
  const packed = new Map<string, SoftwareLayer>();
  const layerOf = (node: AnalogNode): SoftwareLayer => {
    const found = packed.get(node.name);
    if (found !== undefined) return found;
    const { matrices, bias } = layerMatrices(node, weights);
    const made = packLayer(kernels, matrices, bias, isDepthwise(node));
    packed.set(node.name, made);
    return made;
  };
  const affines = new Map<string, Affine>();
  const affineFor = (node: Parameters<typeof nodeAffine>[0]): Affine => {
    const made = affines.get(node.name) ?? nodeAffine(node, weights);
    affines.set(node.name, made);
    return made;
  };
  return {
    layer(node, input, images, inputShape, take = (length) => new Float32Array(length)) {
      const out = take(images * sizeOf(node.shape));
      if (node.op === 'batch_norm' || node.op === 'affine')
        kernels.pointwise.affine(input, affineFor(node), out);
      else if (node.op === 'dense') dense(kernels, layerOf(node), input, images, out);
      else convolve(kernels, layerOf(node), { input, images, shape: imageOf(inputShape), window: node }, out);
      return out;
    },
    release() {
      for (const layer of packed.values()) releaseLayer(kernels, layer);
      packed.clear();
    },
  };
}
