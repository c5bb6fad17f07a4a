import type { PlanPoint } from './experiment.js';
import type { Images } from './result.js';

/** Metrics that count test images: their values are whole numbers of images. */
const counted: ReadonlySet<string> = new Set([
  'accuracy',
  'accuracy_loss',
  'accuracy_loss_software',
  'accuracy_loss_ideal_chip',
  'agreement',
  'top5_accuracy',
]);

/** The step between the values that a metric of a chip at a point can have, by the metric's name in the language: one test image, as a fraction; 0 where every number is possible. */
export function resolutionOf(metric: string, { data }: PlanPoint, images: Images): number {
  const count = images[data];
  return counted.has(metric) && count !== undefined ? 1 / count : 0;
}
