import type { Diagnostic, Origin } from '@kirchhoff/model';
import { report } from './report.js';

/** K320: the step does not lead to the end. */
export function neverReaches(at: Origin, end: string, gives: string, fixes: readonly string[]): Diagnostic {
  return report({
    code: 'K320',
    title: `this range never reaches ${end}`,
    at,
    label: `gives ${gives}`,
    fixes: fixes.map((text) => ({ text, origin: at })),
  });
}

/** K321: `0 to 1` without a step, for numbers that are not whole. */
export function stepMissing(at: Origin, what: string, fixes: readonly string[]): Diagnostic {
  return report({
    code: 'K321',
    title: `in which steps? ${what} is not a whole number`,
    at,
    label: 'a range without steps',
    why: 'a range without a step counts 4, 5, 6; other numbers need their step',
    fixes: fixes.map((text) => ({ text, origin: at })),
  });
}

/** K321: a search for a number that is not whole, without its precision. */
export function precisionMissing(at: Origin, what: string, fix: string): Diagnostic {
  return report({
    code: 'K321',
    title: `how precisely? ${what} is not a whole number`,
    at,
    label: 'a search without its precision',
    why: 'a search narrows its range until the ends are as close as within says',
    fixes: [{ text: fix, origin: at }],
  });
}

/** K322: a range that cannot be walked. */
export function brokenRange(at: Origin, title: string, label: string, fixes: readonly string[]): Diagnostic {
  return report({ code: 'K322', title, at, label, fixes });
}
