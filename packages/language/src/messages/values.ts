import type { Diagnostic, Fix, Mark, Origin, Outside } from '@kirchhoff/model';
import { listed } from './quantities.js';
import { report } from './report.js';

/** K308: a value of another form than the field takes. */
export function wrongForm(
  at: Origin,
  parts: {
    readonly field: string;
    readonly needs: string;
    readonly is: string;
    readonly why?: string;
    readonly fixes: readonly (Fix | string)[];
  },
): Diagnostic {
  return report({
    code: 'K308',
    title: `${parts.field} needs ${parts.needs}, but here it is ${parts.is}`,
    at,
    label: parts.is,
    ...(parts.why === undefined ? {} : { why: parts.why }),
    fixes: parts.fixes,
  });
}

/** K309: a word that the field does not know. */
export function unknownWord(
  at: Origin,
  parts: {
    readonly field: string;
    readonly word: string;
    readonly choices: readonly string[];
    readonly likely?: string;
  },
): Diagnostic {
  const { field, word, choices, likely } = parts;
  const shown = choices.length > 12 ? [...choices.slice(0, 11), '...'] : choices;
  return report({
    code: 'K309',
    title: `${field} cannot be ${word.length > 60 ? `${word.slice(0, 57)}...` : word}`,
    at,
    label: likely === undefined ? 'unknown word' : `not a word for ${field}`,
    ...(likely === undefined ? {} : { note: `${field} can be ${listed(shown)}` }),
    fixes: likely === undefined ? [`${listed(shown, 'or')}`] : [{ text: likely, origin: at }],
  });
}

/** K310: two fields that say the same thing. */
export function saidTwice(
  at: Origin,
  parts: {
    readonly first: string;
    readonly second: string;
    readonly label: string;
    readonly other: Mark;
    /** The line both statements rest on. */
    readonly base?: Origin;
    readonly what?: string;
  },
): Diagnostic {
  return report({
    code: 'K310',
    title: `${parts.first} and ${parts.second} ${parts.what ?? 'say the same thing twice'}`,
    at,
    label: parts.label,
    related: [...(parts.base ? [{ origin: parts.base, label: '' }] : []), parts.other],
    fixes: ['keep one of the two lines'],
  });
}

/** K311: two fields that contradict each other. */
export function contradiction(
  at: Origin,
  parts: {
    readonly title: string;
    readonly label: string;
    readonly why: string;
    readonly fixes: readonly string[];
    readonly related?: readonly Mark[];
  },
): Diagnostic {
  return report({ code: 'K311', at, ...parts });
}

/** K312: outside the range in which a preset was measured. */
export function outsideRange(at: Origin, device: string, { what, is, from, to }: Outside): Diagnostic {
  const [hold, fit] =
    from === undefined
      ? [`up to ${to}`, `up to ${to}`]
      : to === undefined
        ? [`from ${from} on`, `from ${from} on`]
        : [`from ${from} to ${to}`, `between ${from} and ${to}`];
  const noun = what.endsWith('time') ? 'time' : 'state';
  return report({
    code: 'K312',
    title: `the numbers of ${device} hold ${hold}, but its ${what} ${is}`,
    at,
    label: 'outside what was measured',
    why: 'outside the measured range the published law has no meaning',
    fixes: [`choose a ${noun} ${fit}, or write a device with a law of your own`],
  });
}

/** K314: `size = 128 x 128 x 3`. */
export function wrongRank(
  at: Origin,
  field: string,
  needs: string,
  written: string,
  example: string,
): Diagnostic {
  return report({
    code: 'K314',
    title: `${field} needs ${needs}, but here it is ${written}`,
    at,
    label: `needs ${needs}`,
    fixes: [`write for example  ${example}`],
  });
}

/** K315: the wrong number of values in parentheses. */
export function tooManyArguments(at: Origin, name: string, form: string): Diagnostic {
  return report({
    code: 'K315',
    title: `${name} does not take this value`,
    at,
    label: 'one value too many',
    fixes: [form],
  });
}

/** K323: a list or range where one value belongs. */
export function oneValueOnly(at: Origin, field: string, is: string, fix: string): Diagnostic {
  return report({
    code: 'K323',
    title: `${field} takes one value, but here it is ${is}`,
    at,
    label: is,
    why: 'several values in turn are an axis of an experiment',
    fixes: [fix],
  });
}

/** K315: an estimate written otherwise than it should be. */
export function writtenOtherwise(at: Origin, name: string, form: string): Diagnostic {
  return report({
    code: 'K315',
    title: `${name} is written  ${form}`,
    at,
    label: 'not like this',
    fixes: [{ text: form, origin: at }],
  });
}

/** K324: `adc = 8` where a block belongs, or a block where a value belongs. */
export function blockOrValue(at: Origin, title: string, label: string, fix: string): Diagnostic {
  return report({ code: 'K324', title, at, label, fixes: [fix] });
}
