import { requireInside, requireProbability } from './probability.js';
import { studentQuantile } from './student.js';

/**
 * Half width of the interval that says how well `images` test images stand for all images, at an accuracy (a fraction): the share of
 * right answers among independent images (binomial). It is the same draw for every chip, so more chips do not narrow it.
 */
export function imageError(accuracy: number, images: number, confidence: number): number {
  requireProbability(accuracy, 'an accuracy');
  requireInside(confidence, 'a confidence');
  if (images < 2) return NaN;
  const error = Math.sqrt((accuracy * (1 - accuracy)) / images);
  return studentQuantile((1 + confidence) / 2, images - 1) * error;
}
