import type { Diagnostic, Fix, Origin } from '@kirchhoff/model';
import { listed } from './quantities.js';
import { report } from './report.js';

import { articled as withArticle } from '../vocabulary/article.js';

/** A name as it is shown: very long ones are cut. */
const short = (name: string): string => (name.length > 60 ? `${name.slice(0, 57)}...` : name);

/** K201: a name that nothing in reach has. */
export function unknownName(
  at: Origin,
  parts: {
    readonly name: string;
    readonly kind: string;
    readonly likely?: string;
    readonly known: readonly string[];
    readonly fix?: string;
  },
): Diagnostic {
  const { name, kind, likely, known, fix } = parts;
  const fixes: (Fix | string)[] = [];
  if (likely !== undefined) fixes.push({ text: likely, origin: at });
  else if (known.length > 0) fixes.push(listed(known.slice(0, 8)));
  if (fix !== undefined) fixes.push(fix);
  return report({
    code: 'K201',
    title: `there is no ${kind} called ${short(name)}`,
    at,
    label: 'unknown name',
    fixes,
  });
}

/** K202: a field, nested block or argument that does not exist. */
export function unknownField(
  at: Origin,
  parts: {
    readonly owner: string;
    readonly what: string;
    readonly name: string;
    readonly likely?: string;
    readonly known: readonly string[];
    readonly see?: string;
  },
): Diagnostic {
  const { owner, what, name, likely, known, see } = parts;
  const fixes: (Fix | string)[] =
    likely !== undefined
      ? [{ text: likely, origin: at }]
      : see === undefined && known.length > 0
        ? [`the ${what}s are  ${known.join(', ')}`]
        : [];
  return report({
    code: 'K202',
    title: `${owner} has no ${what} ${short(name)}`,
    at,
    ...(see === undefined ? {} : { see }),
    fixes,
  });
}

/** K203: a path of a sweep or find that leads nowhere. */
export function unknownPath(
  at: Origin,
  parts: {
    readonly owner: string;
    readonly name: string;
    readonly label: string;
    readonly why?: string;
    readonly declared?: Origin;
    readonly fix?: Fix | string;
  },
): Diagnostic {
  const { owner, name, label, why, declared, fix } = parts;
  const built = report({
    code: 'K203',
    title: `${owner} has no field ${short(name)}`,
    at,
    label,
    fixes: fix === undefined ? [] : [fix],
  });
  if (why === undefined) return built;
  const note = { kind: 'why' as const, text: why, ...(declared === undefined ? {} : { origin: declared }) };
  return { ...built, notes: [note] };
}

/** K203: the path leads into something that this study does not have, for example the bits of an ideal converter. */
export function absentOnPath(at: Origin, title: string, label: string, fix?: string): Diagnostic {
  return report({ code: 'K203', title, at, label, fixes: fix === undefined ? [] : [fix] });
}

/** K204: two blocks, values or axes of one name. */
export function declaredTwice(at: Origin, what: string, name: string, first: Origin): Diagnostic {
  return report({
    code: 'K204',
    title: `there are two ${what === 'axis' ? 'axes' : `${what}s`} called ${short(name)}`,
    at,
    label: 'the second one',
    related: [{ origin: first, label: 'the first one' }],
    fixes: ['give one of them another name'],
  });
}

/** K205: a field written twice in one block. */
export function fieldTwice(at: Origin, name: string, first: Origin): Diagnostic {
  return report({
    code: 'K205',
    title: `${name} is written twice`,
    at,
    label: 'the second one',
    related: [{ origin: first, label: 'the first one' }],
    fixes: ['keep one of the two lines'],
  });
}

/** K206: a field without a default is missing. */
export function missingField(
  at: Origin,
  parts: {
    readonly owner: string;
    readonly field: string;
    readonly text: string;
    readonly example: string;
  },
): Diagnostic {
  const { owner, field, text, example } = parts;
  return report({
    code: 'K206',
    title: `${owner} does not say its ${field}`,
    at,
    label: `${field} is missing`,
    why: text,
    fixes: [`add for example  ${example}`],
  });
}

/** K207: a block of an unknown kind, or a line that belongs into a block. */
export function unknownBlock(
  at: Origin,
  word: string,
  kinds: readonly string[],
  likely?: string,
): Diagnostic {
  return report({
    code: 'K207',
    title: `there is no block called ${short(word)}`,
    at,
    label: 'unknown block',
    note: `the blocks are ${listed(kinds, 'and')}`,
    fixes: likely === undefined ? [] : [{ text: likely, origin: at }],
  });
}

/** K208: a block without a name, or a name where none belongs. */
export function nameMissing(at: Origin, kind: string): Diagnostic {
  return report({
    code: 'K208',
    title: `this ${kind} has no name`,
    at,
    label: 'a name is missing after this',
    why: 'other blocks and results refer to a block by its name',
    fixes: [`${kind} mine {`],
  });
}

/** K209: something that refers to itself, perhaps by way of others. */
export function circle(at: Origin, names: readonly string[], what: string): Diagnostic {
  return report({
    code: 'K209',
    title: `${what} ${names[0]} refers to itself`,
    at,
    label: names.length > 1 ? `${names.join(' -> ')} -> ${names[0]}` : 'leads back to itself',
    fixes: ['break the circle: one of them must stand by itself'],
  });
}

/** K209: something that rests on too many others. */
export function longChain(at: Origin, name: string, what: string): Diagnostic {
  return report({
    code: 'K209',
    title: `${what} ${short(name)} is the end of a very long chain`,
    at,
    label: 'too many steps to get here',
    fixes: ['let it stand by itself'],
  });
}

/** K210: `device = pilot`, where pilot is a chip. */
export function otherKind(
  at: Origin,
  parts: {
    readonly name: string;
    readonly is: string;
    readonly field: string;
    readonly needs: string;
    readonly known: readonly string[];
  },
): Diagnostic {
  const { name, is, field, needs, known } = parts;
  return report({
    code: 'K210',
    title: `${name} is ${withArticle(is)}, but ${field} needs ${withArticle(needs)}`,
    at,
    label: withArticle(is),
    fixes:
      known.length > 0
        ? [listed(known.slice(0, 8))]
        : [`write a block  ${needs} NAME { … }  and put its name here`],
  });
}

/** K211, a warning: nothing refers to the block. */
export function neverUsed(at: Origin, kind: string, name: string): Diagnostic {
  return report({
    code: 'K211',
    severity: 'warning',
    title: `${kind} ${name} is never used`,
    at,
    label: 'nothing refers to it',
    fixes: ['use it in an experiment, or delete it'],
  });
}

/** K216: `find`, `require`, `until` or `sweep` outside an experiment; fields with `as`. */
export function notHere(at: Origin, title: string, label: string, fix: string): Diagnostic {
  return report({ code: 'K216', title, at, label, fixes: [fix] });
}
