import type { NamedArrays, Plan } from '@kirchhoff/plan';
import type { PointContents } from '@kirchhoff/results';
import { type RunData, type RunInputs, weightsSource } from '@kirchhoff/runtime';
import { bytesHash } from '../files/file-hash.js';
import { tablesHash } from './tables-hash.js';

const bytesOf = (array: ArrayBufferView): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
const textBytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/** SHA-256 over names, shapes and float32 values, by name. */
function weightsHash(weights: NamedArrays): string {
  const names = Object.keys(weights).sort();
  const head = textBytes(names.map((name) => [name, weights[name]!.shape]));
  return bytesHash(head, ...names.map((name) => bytesOf(weights[name]!.data)));
}

const testHash = ({ test, shape, classes }: RunData): string =>
  bytesHash(
    textBytes([shape, classes, test.count]),
    bytesOf(test.images),
    bytesOf(Int32Array.from(test.labels)),
  );

const calibrationHash = ({ calibration, shape }: RunData): string =>
  bytesHash(textBytes([shape, calibration.count]), bytesOf(calibration.images));

/** Remembers the answer for every key. */
function once(answer: (key: string) => string): (key: string) => string {
  const known = new Map<string, string>();
  return (key) => {
    if (!known.has(key)) known.set(key, answer(key));
    return known.get(key)!;
  };
}

/** What the trials of a plan's points depend on beside the plan, by content. */
export function contentsOf(
  plan: Plan,
  inputs: RunInputs,
): (experiment: number, point: number, repeat: number) => PointContents {
  const weights = once((key) => {
    const [repeat, source] = key.split(/ (.*)/s) as [string, string];
    return weightsHash(inputs.weights[source]![Number(repeat)]!);
  });
  const test = once((id) => testHash(inputs.data[id]!));
  const calibration = once((id) => calibrationHash(inputs.data[id]!));
  return (experiment, index, repeat) => {
    const point = plan.experiments[experiment]!.points[index]!;
    return {
      weights: weights(`${repeat} ${weightsSource(point)}`),
      test: test(point.data),
      calibration: calibration(point.data),
      tables: tablesHash(plan, inputs, point.chip),
    };
  };
}
