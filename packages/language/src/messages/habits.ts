import type { Diagnostic, Fix, Origin } from '@kirchhoff/model';
import { report } from './report.js';

/** `// text` or a comment between slashes and stars; `text` is what to write, absent when it stands amid a line. */
export function foreignComment(at: Origin, sign: string, text?: string): Diagnostic {
  return report({
    code: 'K120',
    title: `comments begin with #, not with ${sign}`,
    at,
    label: 'meant as a comment',
    fixes: [text === undefined ? 'move it to the end of the line, behind  #' : { text, origin: at }],
  });
}

/** `;` at a line's end (`between` false) or between two fields. */
export function semicolon(at: Origin, between: boolean): Diagnostic {
  const fix: Fix = between
    ? { text: ',', origin: at }
    : { text: '', meaning: 'leave it out: a field ends with its line', origin: at };
  return report({
    code: 'K121',
    title: between ? 'fields on one line are separated by commas' : 'no semicolon is needed here',
    at,
    label: between ? 'a comma belongs here' : 'not needed',
    fixes: [fix],
  });
}

/** `bits: 8`. The checker uses it too, where `word: word` labels something that is no layer. */
export function colonForEquals(at: Origin, name: string): Diagnostic {
  return report({
    code: 'K122',
    title: `the value of ${name} follows an equals sign, not a colon`,
    at,
    label: '= belongs here',
    fixes: [{ text: ' =', origin: at }],
  });
}

export function trueOrFalse(at: Origin, written: string): Diagnostic {
  const word = written.toLowerCase() === 'true' ? 'yes' : 'no';
  return report({
    code: 'K123',
    title: `${written} is written ${word}`,
    at,
    label: 'the words are yes and no',
    fixes: [{ text: word, origin: at }],
  });
}

/** `:=`, `==`, `->` in a field. */
export function otherEquals(at: Origin, sign: string): Diagnostic {
  return report({
    code: 'K124',
    title: `a value follows a single =, not ${sign}`,
    at,
    label: '= belongs here',
    fixes: [{ text: '=', origin: at }],
  });
}

/** `=>`, `≤`, `==` in a condition; `meant` lists the comparisons it can stand for. */
export function otherComparison(at: Origin, sign: string, meant: readonly string[]): Diagnostic {
  const equality = meant.length > 1;
  return report({
    code: 'K124',
    title: `${sign} is not a comparison here`,
    at,
    label: 'the comparisons are  <  <=  >  >=',
    ...(equality && { why: 'measured numbers are hardly ever equal, so conditions are bounds' }),
    fixes: meant.map((text) => ({ text, origin: at })),
  });
}

export function otherQuotes(at: Origin, text: string): Diagnostic {
  return report({
    code: 'K125',
    title: 'a text stands between straight double quotes',
    at,
    label: 'other quotes',
    fixes: [{ text: `"${text}"`, origin: at }],
  });
}

/** A name, a word or a number in quotes. The checker uses it where a quoted name was written for a block. */
export function quoted(at: Origin, what: 'name' | 'number', text: string): Diagnostic {
  return report({
    code: 'K126',
    title: `a ${what} stands without quotes`,
    at,
    label: 'quotes are for file names, headers and keys',
    fixes: [{ text, origin: at }],
  });
}

export function percentInWords(at: Origin, written: string): Diagnostic {
  return report({
    code: 'K127',
    title: `${written} is written %`,
    at,
    label: 'the sign belongs here',
    fixes: [{ text: '%', origin: at }],
  });
}

/** `0,05`, `20,000`, `10 000`, `1_000`; `meant` lists the numbers it may stand for. */
export function numberWithSeparator(at: Origin, written: string, meant: readonly string[]): Diagnostic {
  const comma = written.includes(',');
  return report({
    code: 'K128',
    title: comma ? 'decimals are written with a point' : 'a number is written without gaps',
    at,
    label: comma ? 'a comma separates two entries' : 'one number or two?',
    fixes: meant.map((text) => ({ text, origin: at })),
  });
}

export function dashForMinus(at: Origin, number: string): Diagnostic {
  return report({
    code: 'K129',
    title: 'the minus sign is the hyphen of the keyboard, directly before the number',
    at,
    label: 'not a minus sign',
    fixes: [{ text: number, origin: at }],
  });
}

/** `4-10`, `4..10`, `0:0.1:1`; `text` is the range in words. */
export function foreignRange(at: Origin, text: string): Diagnostic {
  return report({
    code: 'K130',
    title: 'a range is written with the word to',
    at,
    label: 'meant as a range',
    fixes: [{ text, origin: at }],
  });
}

export function impossibleName(at: Origin, written: string, proposal: string): Diagnostic {
  return report({
    code: 'K131',
    title: `${written} cannot be a name`,
    at,
    label: 'letters, digits and underscores, beginning with a letter',
    fixes: [{ text: proposal, origin: at }],
  });
}

/** `array = {`: `at` is the sign, `gap` what to delete. */
export function equalsBeforeBlock(at: Origin, gap: Origin, name: string): Diagnostic {
  return report({
    code: 'K132',
    title: `the block ${name} follows its name directly`,
    at,
    label: 'not needed before {',
    fixes: [{ text: `${name} {`, meaning: '…  }', origin: gap }],
  });
}

export function arithmetic(at: Origin, sign: string): Diagnostic {
  return report({
    code: 'K133',
    title: 'there is no arithmetic in a study',
    at,
    label: `${sign} has no meaning here`,
    why: 'a study states its values, so that everyone reads the same numbers',
    fixes: ['write the result'],
    see: 'a study that needs arithmetic can be generated as JSON:  kir format --json',
  });
}

export function plusMinus(at: Origin, sign: string, spread: string): Diagnostic {
  return report({
    code: 'K134',
    title: `${sign} does not say which spread is meant`,
    at,
    label: 'a spread has a distribution',
    why: 'the same sign is used in the literature for a standard deviation and for a limit',
    fixes: [
      { text: `normal(sigma = ${spread})`, meaning: 'a standard deviation' },
      { text: `uniform(half_width = ${spread})`, meaning: 'a limit' },
    ],
  });
}

export function foreignShape(at: Origin, text: string): Diagnostic {
  return report({
    code: 'K135',
    title: 'a size is written with x',
    at,
    label: 'meant as a size',
    fixes: [{ text, origin: at }],
  });
}
