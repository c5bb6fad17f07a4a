/** Why a training ended without weights. */
export class TrainingFailure extends Error {
  constructor(
    readonly kind: 'diverged' | 'interrupted' | 'no_training_images',
    message: string,
    readonly epoch?: number,
  ) {
    super(message);
    this.name = 'TrainingFailure';
  }
}
