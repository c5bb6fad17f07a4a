import type { Kernels } from '@kirchhoff/kernels';
import type { NamedArrays, Plan, PlanNetwork } from '@kirchhoff/plan';
import { type Buffers, keptBuffers } from '../graph/buffers.js';
import { foldedWeights } from '../graph/fold.js';
import { type SoftwareNetwork, softwareNetwork } from '../graph/software.js';
import type { RunInputs } from '../inputs.js';
import { type DrivenCache, drivenCache } from './driven.js';
import type { Subject } from './task.js';

/** What a worker holds for the whole run. */
export interface Context {
  readonly plan: Plan;
  readonly inputs: RunInputs;
  readonly kernels: Kernels;
  /** Memory of activations. */
  readonly buffers: Buffers;
  readonly driven: DrivenCache;
  readonly networkOf: (subject: Pick<Subject, 'network'>) => PlanNetwork;
  /** Batch normalisation folded; one at a time. */
  readonly weightsOf: (subject: Subject) => NamedArrays;
  /** The packed float32 network, one at a time. */
  readonly softwareOf: (subject: Subject) => SoftwareNetwork;
}

/** Most memory of activations that waits for the next pass [bytes]. */
const spareBytes = 64 * 2 ** 20;

const weightsKey = ({ network, weights, repeat }: Subject): string => `${network} ${weights} ${repeat}`;

export function makeContext(plan: Plan, inputs: RunInputs, kernels: Kernels): Context {
  let current: { readonly key: string; readonly network: SoftwareNetwork } | undefined;
  let folded: { readonly key: string; readonly weights: NamedArrays } | undefined;
  const weightsOf: Context['weightsOf'] = (subject) => {
    const key = weightsKey(subject);
    if (folded?.key !== key) {
      const { network, weights, repeat } = subject;
      folded = { key, weights: foldedWeights(plan.networks[network]!, inputs.weights[weights]![repeat]!) };
    }
    return folded.weights;
  };
  return {
    plan,
    inputs,
    kernels,
    buffers: keptBuffers(spareBytes),
    driven: drivenCache(),
    networkOf: ({ network }) => plan.networks[network]!,
    weightsOf,
    softwareOf: (subject) => {
      const key = weightsKey(subject);
      if (current?.key !== key) {
        current?.network.release();
        current = { key, network: softwareNetwork(kernels, weightsOf(subject)) };
      }
      return current.network;
    },
  };
}
