import type { Technology } from '@kirchhoff/kernels';
import type { ChipPortrait, Plan } from '@kirchhoff/plan';
import { portrait, type PortraitRequest, RunFailure, type RunInputs } from '@kirchhoff/runtime';

/** One portrait as plain data, made in a worker so that Ctrl-C is heard. */
export interface PortraitJob {
  readonly plan: Plan;
  readonly inputs: RunInputs;
  readonly request: PortraitRequest;
  readonly technology?: Technology;
}

export type PortraitOutcome =
  | { readonly kind: 'portrait'; readonly portrait: ChipPortrait }
  | { readonly kind: 'failed'; readonly message: string };

/** The worker's task. */
export async function work({ plan, inputs, request, technology }: PortraitJob): Promise<PortraitOutcome> {
  try {
    return { kind: 'portrait', portrait: await portrait(plan, inputs, request, { technology }) };
  } catch (cause) {
    if (cause instanceof RunFailure) return { kind: 'failed', message: cause.message };
    throw cause;
  }
}
