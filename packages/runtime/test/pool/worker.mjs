// Handlers that stand in for the built worker. `counts` [Int32Array, shared]: tasks begun by their number.
import { setTimeout as wait } from 'node:timers/promises';
import { workerData } from 'node:worker_threads';

const { counts } = Array.isArray(workerData) ? workerData[1] : workerData;

const begin = (index) => Atomics.add(counts, index, 1) + 1;

export async function work({ index, milliseconds = 0 }) {
  begin(index);
  await wait(milliseconds);
  return index * index;
}

export function throwTwice({ index }) {
  if (begin(index) < 3) throw new Error(`no luck with ${index}`);
  return index;
}

export async function dieOnce({ index }) {
  if (begin(index) === 1) process.exit(7);
  await wait(5);
  return index;
}

export function fail({ index }) {
  begin(index);
  throw new Error('never');
}

export function state({ index }) {
  begin(index);
  return { failure: { kind: 'weights', message: 'fc1.weights is too short' } };
}

export function spin({ index }) {
  begin(index);
  for (;;);
}
