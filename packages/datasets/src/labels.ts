import { DatasetFailure, wholeText } from './failure.js';

/** Labels as bytes or 32-bit integers; every one must be a whole number from 0. */
export function labelsOf(values: ArrayLike<number>, file: string): Uint8Array | Int32Array {
  const labels = isBytes(values) ? values : new Int32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const label = values[i];
    if (!Number.isInteger(label) || label < 0 || label > 0x7fffffff)
      throw new DatasetFailure(
        `Label ${wholeText(i + 1)} of ${file} is ${label}, not a whole number from 0.`,
        {
          kind: 'bad_label',
          file,
        },
      );
    labels[i] = label;
  }
  return labels;
}

const isBytes = (values: ArrayLike<number>): values is Uint8Array =>
  Object.prototype.toString.call(values) === '[object Uint8Array]';

export function greatestLabel(labels: ArrayLike<number>): number {
  let greatest = -1;
  for (let i = 0; i < labels.length; i++) if (labels[i] > greatest) greatest = labels[i];
  return greatest;
}

/** Fails where a label is not below the number of classes. */
export function checkClasses(labels: ArrayLike<number>, classes: number, file: string): void {
  if (greatestLabel(labels) < classes) return;
  const at = Array.prototype.findIndex.call(labels, (label: number) => label >= classes);
  throw new DatasetFailure(
    `Label ${wholeText(at + 1)} of ${file} is ${labels[at]}, but with ${classes} classes labels are 0 to ${classes - 1}.`,
    { kind: 'bad_label', file },
  );
}
