import type { Images, PlanExperiment, TrialResult } from '@kirchhoff/plan';

/** Chips wanted of a point: trials 0 to `trials` - 1 of every network. */
export interface Want {
  /** Index into the experiment's points. */
  readonly point: number;
  readonly trials: number;
}

/** What is known of an experiment: the first `trials` chips of a point by network, or undefined while one of them is missing. */
export type Known = (point: number, trials: number) => readonly (readonly TrialResult[])[] | undefined;

/**
 * Decides which chips an experiment wants, from what is known, and from nothing else: asked again when those are there. When all it
 * wants is known, it is done.
 */
export type Director = (experiment: PlanExperiment, known: Known, images: Images) => Want[];
