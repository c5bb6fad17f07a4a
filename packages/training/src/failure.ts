import type { TrainingEpoch } from '@kirchhoff/plan';

/** Why a training ended without weights. */
export class TrainingFailure extends Error {
  constructor(
    readonly kind:
      | 'diverged'
      | 'collapsed'
      | 'interrupted'
      | 'no_training_images'
      | 'no_test_images'
      | 'start_does_not_fit',
    message: string,
    readonly epoch?: number,
    /** The layers when it happened, and what is worth changing. */
    readonly evidence?: { readonly layers: TrainingEpoch['layers']; readonly advice: readonly string[] },
  ) {
    super(message);
    this.name = 'TrainingFailure';
  }
}
