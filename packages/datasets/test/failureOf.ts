import { DatasetFailure } from '../src/index.js';

/** What a promise is rejected with, which must be a DatasetFailure with a plain sentence. */
export async function failureOf(promise: Promise<unknown>): Promise<DatasetFailure> {
  const error = await promise.then(
    () => new Error('nothing failed'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof DatasetFailure)) throw error;
  expect(error.message).toMatch(/\.$/);
  return error;
}
