import type { NamedArrays, PlanNetwork } from '@kirchhoff/plan';
import type { Moments } from './forward.js';

/** Share of the running moments that a step keeps, where a network's file does not say. */
const usual = 0.9;

const momentumOf = ({ nodes }: PlanNetwork, name: string): number => {
  const node = nodes.find((each) => each.name === name);
  return (node?.op === 'batch_norm' ? node.momentum : null) ?? usual;
};

/** What takes the bias out of a variance about the mean of its own `count` values. */
export const unbiasing = (count: number): number => (count > 1 ? count / (count - 1) : 1);

/** Moves running means and variances (unbiased) towards those of a batch, in place. */
export function follow(
  arrays: NamedArrays,
  network: PlanNetwork,
  moments: ReadonlyMap<string, Moments>,
): void {
  for (const [name, { mean, variance, count }] of moments) {
    const keep = momentumOf(network, name);
    const unbiased = unbiasing(count);
    const running = arrays[`${name}.mean`]!.data;
    const spread = arrays[`${name}.variance`]!.data;
    for (let c = 0; c < mean.length; c++) {
      running[c] = keep * running[c]! + (1 - keep) * mean[c]!;
      spread[c] = keep * spread[c]! + (1 - keep) * variance[c]! * unbiased;
    }
  }
}
