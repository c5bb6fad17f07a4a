import type { Technology } from '@kirchhoff/kernels';
import type { NamedArrays, Plan } from '@kirchhoff/plan';
import { probe, type ProbeRequest, type RunEvent, RunFailure, type RunInputs } from '@kirchhoff/runtime';

/** One probe as plain data, done in a worker so that Ctrl-C is heard. */
export interface ProbeJob {
  readonly plan: Plan;
  readonly inputs: RunInputs;
  readonly request: ProbeRequest;
  readonly technology?: Technology;
  readonly fastMath?: boolean;
}

export type ProbeOutcome =
  | { readonly kind: 'arrays'; readonly arrays: NamedArrays; readonly events: readonly RunEvent[] }
  | { readonly kind: 'failed'; readonly message: string };

/** The worker's task. */
export async function work({ plan, inputs, request, technology, fastMath }: ProbeJob): Promise<ProbeOutcome> {
  const events: RunEvent[] = [];
  try {
    const onEvent = (event: RunEvent): unknown => events.push(event);
    return {
      kind: 'arrays',
      arrays: await probe(plan, inputs, request, { technology, fastMath, onEvent }),
      events,
    };
  } catch (cause) {
    if (cause instanceof RunFailure) return { kind: 'failed', message: cause.message };
    throw cause;
  }
}
