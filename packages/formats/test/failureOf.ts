import { FormatError } from '../src/index.js';

/** What `act` throws, which must be a FormatError with a plain sentence. */
export function failureOf(act: () => unknown): FormatError {
  try {
    act();
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    expect(error.message).toMatch(/^[A-Z].*\.$/s);
    return error;
  }
  throw new Error('nothing failed');
}

/** True where `act` returns or throws a FormatError; any other exception passes through. */
export function failsCleanly(act: () => unknown): boolean {
  try {
    act();
    return true;
  } catch (error) {
    if (error instanceof FormatError) return true;
    throw error;
  }
}
