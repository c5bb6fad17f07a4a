import { DatasetFailure } from '@kirchhoff/datasets';
import { brokenFile, dataNotFound, fileNotFound } from '@kirchhoff/language';
import type { Diagnostic, Origin } from '@kirchhoff/model';
import { exit } from '../exit.js';
import { fail, Failure } from '../failure.js';

/** Whose data it is: the name users know it by, and where the study speaks of it. */
export interface Subject {
  /** `standard.mnist`, or undefined for the user's own files. */
  readonly standard?: string;
  readonly at?: Origin;
  readonly sources: (uri: string) => string;
}

/** A data set's failure as a report; rethrows what is none. */
export function wordFailure(cause: unknown, { standard, at, sources }: Subject): Failure {
  if (!(cause instanceof DatasetFailure)) throw cause;
  const { kind, file, expected, searched, origin } = cause;
  if (kind === 'missing' && standard !== undefined)
    return failure(dataNotFound({ data: standard, expected, searched, home: origin, at }), sources);
  if (file === undefined) return fail(exit.runFailed, cause.message);
  if (kind === 'missing') return failure(fileNotFound(at, file, searched), sources);
  const inner = cause.cause instanceof Error ? cause.cause.message : cause.message;
  return failure(brokenFile({ file, reason: inner, at }), sources);
}

const failure = (diagnostic: Diagnostic, sources: Subject['sources']): Failure =>
  new Failure(exit.runFailed, [diagnostic], sources);
