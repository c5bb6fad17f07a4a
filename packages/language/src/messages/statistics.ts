import type { Diagnostic, Mark, Origin } from '@kirchhoff/model';
import { report } from './report.js';

/** K401: no outcome of so few chips could show what is asked; `target` is `a yield of 95 %`. */
export function tooFewChips(
  at: Origin,
  parts: {
    readonly chips: string;
    readonly target: string;
    readonly confidence: string;
    readonly same: string;
    readonly chance: string;
    readonly needed: readonly number[];
    readonly requirement: Mark;
  },
): Diagnostic {
  const { chips, target, confidence, same, chance, needed, requirement } = parts;
  const [none, one, two] = needed;
  const start = Math.ceil(none / 10) * 10;
  return report({
    code: 'K401',
    title: `${chips} chips cannot show ${target} with ${confidence} confidence`,
    at,
    label: 'too few',
    related: [requirement],
    why: `even if all ${chips} pass, a process with a yield of ${same} would look the same ${chance}`,
    fixes: [
      `at least ${none} chips (no failure), ${one} (one failure), ${two} (two); for example  trials = ${start} to ${roundUp(8 * two)}`,
    ],
  });
}

/** K401: a yield of 100 %. */
export function neverCertain(at: Origin): Diagnostic {
  return report({
    code: 'K401',
    title: 'no number of chips can show a yield of 100 %',
    at,
    label: 'never certain',
    why: 'however many chips pass, the next one may fail',
    fixes: [{ text: '99 %', origin: at }],
  });
}

const roundUp = (n: number): number => {
  let unit = 1;
  while (unit * 10 < n) unit *= 10;
  return Math.ceil(n / unit) * unit;
};

/** K402: `find` without `require`. */
export function findWithoutRequire(at: Origin): Diagnostic {
  return report({
    code: 'K402',
    title: 'what must the value found achieve?',
    at,
    label: 'a search without a requirement',
    fixes: ['add for example  require yield(accuracy_loss < 1 %) >= 95 %'],
  });
}

/** K403: trials and until do not go together. */
export function stopRule(at: Origin, title: string, label: string, fixes: readonly string[]): Diagnostic {
  return report({ code: 'K403', title, at, label, fixes });
}

/** K404: `require` without `find`. */
export function requireWithoutFind(at: Origin): Diagnostic {
  return report({
    code: 'K404',
    title: 'this requirement has no find that could meet it',
    at,
    label: 'nothing is searched',
    fixes: [
      'add for example  find smallest chip.adc.bits as bits in 3 to 12',
      'or put the number into a table of the report',
    ],
  });
}

/** K405: `train` or `network` and `data`. */
export function whichNetwork(at: Origin, title: string, fixes: readonly string[], why?: string): Diagnostic {
  return report({
    code: 'K405',
    title,
    at,
    label: 'which network, with which weights?',
    fixes,
    ...(why === undefined ? {} : { why }),
  });
}

/** K406: an interval from a single chip. */
export function noInterval(at: Origin): Diagnostic {
  return report({
    code: 'K406',
    title: 'one chip has no spread',
    at,
    label: 'at least 2',
    why: 'a confidence interval is estimated from the differences between chips',
    fixes: ['trials = 20 to 400'],
  });
}

/** K407, a warning: a choice without effect. */
export function changesNothing(
  at: Origin,
  parts: { readonly title: string; readonly label: string; readonly why: string; readonly fix: string },
): Diagnostic {
  const { title, label, why, fix } = parts;
  return report({ code: 'K407', severity: 'warning', title, at, label, why, fixes: [fix] });
}

/** K408: two axes set the same thing. */
export function sameField(at: Origin, path: string, other: Mark): Diagnostic {
  return report({
    code: 'K408',
    title: `two axes set ${path}`,
    at,
    label: 'set here again',
    related: [other],
    fixes: ['keep one of the two lines'],
  });
}

/** K409: lines of `sweep together` of different length. */
export function differentLengths(
  at: Origin,
  name: string,
  count: number,
  other: { readonly name: string; readonly count: number; readonly origin: Origin },
): Diagnostic {
  return report({
    code: 'K409',
    title: `${name} has ${count} values, but ${other.name} has ${other.count}`,
    at,
    label: `${count} values`,
    related: [{ origin: other.origin, label: `${other.count} values` }],
    why: 'sweep together walks its lines in step',
    fixes: [
      `write as many values for ${name} as for ${other.name}`,
      'or use  sweep { … }  for all combinations',
    ],
  });
}

/** K410: off_state and on_state both on axes. */
export function dependentAxes(at: Origin, other: Mark): Diagnostic {
  return report({
    code: 'K410',
    title: 'an off state cannot be swept while the on state moves',
    at,
    label: 'stands for a ratio to the on state written',
    related: [other],
    fixes: ['sweep over on_off_ratio'],
  });
}

/** K410: an on state on an axis, with an off state that is written. */
export function onStateAlone(at: Origin, written: string, related: readonly Mark[]): Diagnostic {
  return report({
    code: 'K410',
    title: `the on state cannot be swept while the off state is written as ${written}`,
    at,
    label: 'the ratio of the two would stay, not the off state',
    related,
    why: 'a device keeps its on/off ratio: it is what a sweep over the on state leaves as it is',
    fixes: ['write on_off_ratio instead of off_state', 'sweep over devices:  chip.device = [first, second]'],
  });
}

/** K411: an axis with the name of a column. */
export function reservedAxisName(at: Origin, name: string, path: string): Diagnostic {
  return report({
    code: 'K411',
    title: `${name} is a column of the results, not a name for an axis`,
    at,
    label: 'already taken',
    fixes: [`${path} as my_${name}`],
  });
}

/** K412: a condition that cannot be asked here. */
export function wrongCondition(
  at: Origin,
  title: string,
  label: string,
  fixes: readonly string[],
): Diagnostic {
  return report({ code: 'K412', title, at, label, fixes });
}

/** K415: a search over chips that differ from value to value. */
export function searchOfOtherChips(at: Origin, search: Mark): Diagnostic {
  return report({
    code: 'K415',
    title: 'a search needs the same chips at every value',
    at,
    label: 'other chips at every point',
    related: [search],
    why: 'an answer keeps its confidence because a chip that fails at one value tends to fail at the next; other chips would fail anew',
    fixes: ['leave seed_per_point out', 'sweep over the values instead of searching'],
  });
}

/** K413: more points than can be planned. */
export function tooManyPoints(at: Origin, count: string): Diagnostic {
  return report({
    code: 'K413',
    title: `this experiment has ${count} points`,
    at,
    label: 'all combinations are run',
    why: 'every line of a sweep multiplies the number of points; at most a million are planned',
    fixes: ['fewer values per axis', 'sweep together { … }  walks its lines in step'],
  });
}
