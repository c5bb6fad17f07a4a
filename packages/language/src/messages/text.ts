import type { Diagnostic, Origin } from '@kirchhoff/model';
import { report } from './report.js';

/** Bytes that no text contains; `at` is the first. */
export function notText(at: Origin, uri: string): Diagnostic {
  return report({
    code: 'K150',
    title: `${uri} is not a text file`,
    related: [],
    note: `the first byte that no text contains is number ${at.start + 1}`,
    fixes: ['save the study as plain text in UTF-8'],
  });
}

export function tooLarge(uri: string, size: number, limit: number): Diagnostic {
  const mebibytes = (bytes: number): string => `${(bytes / 1048576).toFixed(1)} MiB`;
  return report({
    code: 'K151',
    title: `${uri} is too large for a study: ${mebibytes(size)}, at most ${mebibytes(limit)}`,
    why: 'measured values belong in a CSV or NPZ file that the study names',
  });
}

export function tooLong(uri: string, count: number, limit: number): Diagnostic {
  return report({
    code: 'K151',
    title: `${uri} is too long for a study: ${count} words and signs, at most ${limit}`,
    why: 'measured values belong in a CSV or NPZ file that the study names',
  });
}

export function tooDeep(at: Origin, limit: number): Diagnostic {
  return report({
    code: 'K152',
    title: `brackets are nested more than ${limit} deep`,
    at,
    label: 'one too many',
    why: 'this is most likely an accident of a program that wrote the text',
  });
}

export function tooMany(at: Origin, limit: number): Diagnostic {
  return report({
    code: 'K153',
    title: `more than ${limit} faults: the rest was not read`,
    at,
    label: 'reading stopped here',
  });
}

/** `at` is where the text stops being JSON. */
export function notJson(at: Origin): Diagnostic {
  return report({
    code: 'K160',
    title: `${at.uri} is not JSON`,
    at,
    label: 'cannot be read from here on',
    fixes: ['compare with  kir format --json FILE.kir'],
  });
}

/** `place` is a path such as declarations[2].body[0].value. */
export function jsonShape(place: string, expected: string, found: string): Diagnostic {
  return report({
    code: 'K161',
    title: `${place} should be ${expected}, but is ${found}`,
    fixes: ['compare with  kir format --json FILE.kir'],
  });
}

export function jsonKey(place: string, key: string, allowed: readonly string[]): Diagnostic {
  return report({
    code: 'K161',
    title: `${place} has a key ${key.slice(0, 40)} that means nothing here`,
    note: `the keys are ${allowed.join(', ')}`,
    fixes: ['compare with  kir format --json FILE.kir'],
  });
}

export function jsonVersion(found: string): Diagnostic {
  return report({
    code: 'K162',
    title: `this JSON is no study of version 1: kirVersion is ${found}`,
    fixes: ['"kirVersion": 1'],
  });
}
