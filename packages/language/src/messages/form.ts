import type { Diagnostic, Fix, Mark, Origin } from '@kirchhoff/model';
import { report } from './report.js';

/** `bits =` with nothing behind it; `at` is the equals sign. */
export function missingValue(at: Origin, field: string, example?: string): Diagnostic {
  return report({
    code: 'K101',
    title: `${field} has no value`,
    at,
    label: 'a value is missing after this',
    fixes: [
      example === undefined ? 'write a value behind the equals sign' : `for example  ${field} = ${example}`,
    ],
  });
}

/** A joining word or sign (`to`, `of`, `.`, `<`) with nothing behind it; `what` names what belongs there. */
export function missingAfter(at: Origin, word: string, what: string, example?: string): Diagnostic {
  return report({
    code: 'K102',
    title: `something is missing after ${word}`,
    at,
    label: `${what} belongs behind this`,
    fixes: example === undefined ? [] : [`for example  ${example}`],
  });
}

/** A condition without its bound: `require yield(accuracy > 1 %)`. */
export function missingBound(at: Origin, word: string): Diagnostic {
  return report({
    code: 'K102',
    title: `${word} needs a comparison`,
    at,
    label: 'compared with what?',
    fixes: ['for example  half_width(accuracy) <= 0.2 %'],
  });
}

/** `bits 8`: `gap` is where the sign goes. */
export function missingEquals(at: Origin, gap: Origin, name: string): Diagnostic {
  return report({
    code: 'K103',
    title: `an equals sign is missing after ${name}`,
    at,
    label: 'the value',
    fixes: [{ text: ' = ', meaning: `between ${name} and its value`, origin: gap }],
  });
}

/** Where two things follow each other: in `( )` or `[ ]`, in a block, or outside every block. */
export type Surroundings = 'brackets' | 'block' | 'top';

/** Two fields, values or blocks that follow each other with nothing between. */
export function missingSeparator(at: Origin, gap: Origin, place: Surroundings, shown: string): Diagnostic {
  const titles = {
    brackets: `a comma is missing before ${shown}`,
    block: `${shown} needs a line of its own, or a comma before it`,
    top: `${shown} needs a line of its own`,
  };
  const fixes = {
    brackets: { text: ', ', meaning: `before ${shown}`, origin: gap },
    block: { text: ', ', meaning: `or a new line before ${shown}`, origin: gap },
    top: { text: '\n', meaning: `a new line before ${shown}`, origin: gap },
  };
  const label = place === 'brackets' ? 'the next entry' : 'something new begins here';
  return report({ code: 'K104', title: titles[place], at, label, fixes: [fixes[place]] });
}

/** `chip mine standard.rram_chip`. */
export function missingFrom(at: Origin, gap: Origin, name: string): Diagnostic {
  return report({
    code: 'K104',
    title: `from is missing before ${name}`,
    at,
    label: 'the block to begin with?',
    fixes: [{ text: ' from ', meaning: `before ${name}`, origin: gap }],
  });
}

/** `require a > 1 and b < 2`. */
export function joinedConditions(at: Origin, word: string): Diagnostic {
  return report({
    code: 'K104',
    title: 'every condition stands on a line of its own',
    at,
    label: `${word} does not join conditions`,
    why: 'several require lines must all hold',
    fixes: ['write a second line  require …'],
  });
}

export function unclosedBracket(at: Origin, opener: string, fix: Fix): Diagnostic {
  return report({
    code: 'K105',
    title: `this ${opener} is never closed`,
    at,
    label: `its ${opener === '(' ? ')' : ']'} is missing`,
    fixes: [fix],
  });
}

/** `last` is what the missing `}` follows. */
export function unclosedBlock(at: Origin, block: string, fix: Fix, last: Origin): Diagnostic {
  return report({
    code: 'K106',
    title: `${block} is never closed`,
    at,
    label: 'its } is missing',
    related: [{ origin: last, label: 'it belongs behind this' }],
    fixes: [fix],
  });
}

export function strayCloser(at: Origin, closer: string): Diagnostic {
  return report({
    code: 'K107',
    title: `this ${closer} closes nothing`,
    at,
    label: `no ${{ ')': '(', ']': '[' }[closer] ?? '{'} was opened for it`,
    fixes: [{ text: '', meaning: 'leave it out, or add the opening one', origin: at }],
  });
}

/** A block whose `{` is missing; `closer` is its brace. */
export function unopenedBlock(at: Origin, block: string, gap: Origin, closer: Origin): Diagnostic {
  return report({
    code: 'K108',
    title: `${block} is never opened`,
    at,
    label: 'its { is missing',
    related: [{ origin: closer, label: 'closed here' }],
    fixes: [{ text: ' {', meaning: `behind ${block}`, origin: gap }],
  });
}

export function reservedName(at: Origin, word: string): Diagnostic {
  return report({
    code: 'K109',
    title: `${word} is a word of the language`,
    at,
    label: 'a name belongs here',
    fixes: [{ text: `${word}_1`, meaning: 'or any other name', origin: at }],
  });
}

/** Whatever has no more specific report; `place` says what could stand there. */
export function misfit(at: Origin, shown: string, place: string): Diagnostic {
  return report({
    code: 'K110',
    title: `${shown} does not fit here`,
    at,
    label: place,
  });
}

/** `half_width(accuracy) <= 0.5 %` without its first word. */
export function bareCondition(at: Origin): Diagnostic {
  return report({
    code: 'K110',
    title: 'a condition begins with require or until',
    at,
    label: 'compares, but for what purpose?',
    fixes: [
      { text: 'require', meaning: 'the answer must meet it' },
      { text: 'until', meaning: 'trials go on until it holds' },
    ],
  });
}

export function outsideBlocks(at: Origin, shown: string, fixes: readonly Fix[]): Diagnostic {
  return report({
    code: 'K111',
    title: `${shown} stands outside every block`,
    at,
    label: 'belongs inside a block',
    fixes:
      fixes.length > 0 ? fixes : ['move it into  device, adc, chip, train, experiment  or another block'],
  });
}

export function unclosedText(at: Origin, text: string): Diagnostic {
  return report({
    code: 'K112',
    title: 'this text has no closing quote',
    at,
    label: 'begins here',
    fixes: [{ text, origin: at }],
  });
}

export function unknownCharacter(at: Origin, shown: string): Diagnostic {
  const visible = /^[\p{C}\p{Z}]/u.test(shown)
    ? `the character U+${(shown.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
    : shown;
  return report({
    code: 'K113',
    title: `${visible} has no meaning here`,
    at,
    label: 'not part of the language',
    fixes: [{ text: '', meaning: 'leave it out', origin: at }],
  });
}

export function missingName(at: Origin): Diagnostic {
  return report({
    code: 'K114',
    title: 'a name is missing before this equals sign',
    at,
    label: 'whose value is this?',
    fixes: ['for example  bits = 8'],
  });
}

/** `[1, 2)`. */
export function wrongCloser(at: Origin, opener: Mark, closer: string, wanted: string): Diagnostic {
  return report({
    code: 'K107',
    title: `this ${closer} should be a ${wanted}`,
    at,
    label: `${wanted} belongs here`,
    related: [opener],
    fixes: [{ text: wanted, origin: at }],
  });
}
