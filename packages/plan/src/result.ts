/** What one chip instance gave (model.md section 6); shares are fractions of the test images. */
export interface TrialResult {
  readonly experiment: string;
  /** From 0 in plan order. */
  readonly point: number;
  /** Which of the independently trained networks, from 0. */
  readonly repeat: number;
  /** Chip instance, from 0. */
  readonly trial: number;
  readonly accuracy: number;
  /** accuracy(baseline) - accuracy(chip). */
  readonly accuracyLossSoftware: number;
  readonly accuracyLossIdealChip: number;
  /** Mean over images [nat]. */
  readonly crossEntropy: number;
  /** Share of images classified as the software network does. */
  readonly agreement: number;
  /**
   * What the experiment's `metrics` adds, by key (`addedMetrics`): `top5_accuracy` and `fc1.clipped_share` as fractions,
   * `fc1.signal_to_error` [dB]. A quantity that is not defined for this chip is left out.
   */
  readonly metrics?: Readonly<Record<string, number>>;
}

/** One epoch of one training. */
export interface TrainingEpoch {
  readonly training: string;
  readonly repeat: number;
  /** From 1. */
  readonly epoch: number;
  readonly learningRate: number;
  readonly trainingLoss: number;
  readonly trainingAccuracy: number;
  readonly testAccuracy: number | null;
  /** Mean cross-entropy of the test images [nat]; null without any. */
  readonly testLoss: number | null;
  /** Length of the gradient before clipping, mean over the batches. */
  readonly gradientNorm: number;
  /** What multiplied the injected sigma in the last batch of the epoch; 0 without injection. */
  readonly noiseStrength: number;
  /** After the epoch, by layer. */
  readonly layers: Readonly<Record<string, TrainedLayer>>;
}

/** The weights of one layer after an epoch. */
export interface TrainedLayer {
  /** sigma_W / max|W| */
  readonly weightSpread: number;
  /** max|W| */
  readonly maxWeight: number;
  /** Root mean square error of the injected weights in units of max|W|, over the epoch; 0 without injection. */
  readonly weightNoise: number;
  /** The learned ceiling of the inputs, in units of the activation; only where it is learned. */
  readonly inputRange?: number;
  /** The learned full scale, mean over the layer's ranges, in units of y (model.md section 5); only where it is learned. */
  readonly adcRange?: number;
}

/** Accuracies without cell imperfections, of one point and repeat. */
export interface Baseline {
  readonly experiment: string;
  readonly point: number;
  readonly repeat: number;
  readonly softwareAccuracy: number;
  readonly idealChipAccuracy: number;
}

/** Numbers of test images by the plan's id of a data set. */
export type Images = Readonly<Record<string, number>>;

/** Everything a run measured, trials sorted by experiment (plan order), point, repeat, trial. */
export interface Results {
  readonly trials: readonly TrialResult[];
  readonly baselines: readonly Baseline[];
  readonly training: readonly TrainingEpoch[];
  /** What accuracies are shares of. */
  readonly images: Images;
}

/** Weights by name: `<node>.weights`, `<node>.bias`; float32, row-major. */
export type NamedArrays = Readonly<
  Record<string, { readonly shape: readonly number[]; readonly data: Float32Array }>
>;
