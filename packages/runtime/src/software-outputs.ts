import { loadKernels, type Technology } from '@kirchhoff/kernels';
import type { NamedArrays, PlanNetwork } from '@kirchhoff/plan';
import { foldedWeights } from './graph/fold.js';
import { logitNodes, runNodes } from './graph/run.js';
import { sizeOf } from './graph/shape.js';
import { softwareNetwork } from './graph/software.js';
import { batches, softwareBatch } from './worker/batches.js';

export interface SoftwareOptions {
  /** Stop before a softmax, or its logarithm, at the end [false]. */
  readonly logits?: boolean;
  readonly technology?: Technology;
}

/** Outputs [images x outputs] of a float32 network on images [images x height x width x channels]. Throws RunFailure where weights do not fit. */
export async function softwareOutputs(
  network: PlanNetwork,
  weights: NamedArrays,
  images: Float32Array,
  options: SoftwareOptions = {},
): Promise<Float32Array> {
  const nodes = options.logits ? logitNodes(network) : network.nodes;
  const kernels = await loadKernels(options.technology);
  const software = softwareNetwork(kernels, foldedWeights(network, weights));
  const count = images.length / sizeOf(network.nodes[0]!.shape);
  const width = sizeOf(nodes.at(-1)!.shape);
  const out = new Float32Array(count * width);
  try {
    for (const part of batches(images, count, softwareBatch(nodes, count)))
      out.set(runNodes(nodes, part.batch, part.images, software.layer, kernels), part.first * width);
  } finally {
    software.release();
  }
  return out;
}
