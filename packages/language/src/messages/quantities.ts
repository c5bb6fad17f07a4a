import type { Diagnostic, Fix, Origin } from '@kirchhoff/model';
import { report } from './report.js';

/** K301: `on_state = 0.2 V`. */
export function wrongDimension(
  at: Origin,
  parts: {
    readonly field: string;
    readonly needs: string;
    readonly written: string;
    readonly is: string;
    readonly why: string;
    readonly examples: readonly string[];
    readonly see?: string;
    readonly header?: Origin;
  },
): Diagnostic {
  const { field, needs, written, is, why, examples, see, header } = parts;
  return report({
    code: 'K301',
    title: `${field} needs ${needs}, but ${written} is ${is}`,
    at,
    label: is,
    related: header?.uri === at.uri ? [{ origin: header, label: '' }] : [],
    why,
    ...(see === undefined ? {} : { see }),
    fixes: [`write for example  ${examples.join('  or  ')}`],
  });
}

/** K302: `10 kOhms`. `likely` is the unit meant, `other` the same in another spelling. */
export function unknownUnit(
  at: Origin,
  parts: {
    readonly unit: string;
    readonly number: string;
    readonly likely?: string;
    readonly other?: string;
    /** Number and unit. */
    readonly whole: Origin;
    readonly examples: readonly string[];
  },
): Diagnostic {
  const { unit, number, likely, other, whole, examples } = parts;
  const fix: Fix | string =
    likely === undefined
      ? `write for example  ${examples.join('  or  ')}`
      : {
          text: `${number} ${likely}`,
          origin: whole,
          ...(other === undefined ? {} : { meaning: `(or ${number} ${other})` }),
        };
  return report({ code: 'K302', title: `${unit} is not a unit`, at, label: 'unknown unit', fixes: [fix] });
}

/** K303: `on_state = 10`. */
export function missingUnit(
  at: Origin,
  parts: {
    readonly field: string;
    readonly number: string;
    readonly needs: string;
    readonly why: string;
    readonly fixes: readonly (Fix | string)[];
  },
): Diagnostic {
  return report({
    code: 'K303',
    title: `${parts.number} of what? ${parts.field} needs ${parts.needs}`,
    at,
    label: 'a number without its unit',
    why: parts.why,
    fixes: parts.fixes,
  });
}

const meanings: Readonly<Record<string, string>> = {
  target: "each cell's spread follows its own conductance",
  range: 'the same spread for every cell, from G_on - G_off',
  on_state: 'the same spread for every cell, from G_on',
  cells: 'a share of all cells',
  max_weight: 'in units of the largest weight of the layer',
};

/** K304: `5 %` where the literature uses several conventions. */
export function missingBasis(
  at: Origin,
  written: string,
  bases: readonly string[],
  absolute?: string,
): Diagnostic {
  const spread = bases.length > 1;
  const fixes: Fix[] = bases.map((basis) => ({
    text: `${written} of ${basis}`,
    meaning: meanings[basis],
    origin: at,
  }));
  if (absolute !== undefined) fixes.push({ text: absolute, meaning: 'an absolute spread' });
  return report({
    code: 'K304',
    title: `${written} of what?`,
    at,
    label: 'a percentage without its basis',
    why: spread
      ? 'published numbers use three conventions, and they differ by up to the on/off ratio'
      : 'a percentage says of what it is a part',
    fixes,
  });
}

/** K304: `normal(sigma = 0.05)`: neither unit nor basis. */
export function bareSpread(
  at: Origin,
  parts: {
    readonly field: string;
    readonly written: string;
    readonly percent: string;
    readonly bases: readonly string[];
    readonly absolute?: string;
  },
): Diagnostic {
  const { field, written, percent, bases, absolute } = parts;
  const fixes: Fix[] = bases.map((basis) => ({
    text: `${percent} of ${basis}`,
    meaning: meanings[basis],
    origin: at,
  }));
  if (absolute !== undefined) fixes.push({ text: absolute, meaning: 'an absolute spread' });
  return report({
    code: 'K304',
    title: `${written} of what?`,
    at,
    label: 'a number without unit and basis',
    why: `${field} is a percentage of something, or has a unit`,
    fixes,
  });
}

/** K305, a warning: `10 mohm`. */
export function implausible(
  at: Origin,
  parts: {
    readonly written: string;
    readonly size: 'low' | 'high';
    readonly noun: string;
    readonly of: string;
    readonly plain: string;
    readonly usually: string;
    readonly between: readonly [string, string];
    readonly why?: string;
    readonly fix?: string;
  },
): Diagnostic {
  const { written, size, noun, of, plain, usually, between, why, fix } = parts;
  return report({
    code: 'K305',
    severity: 'warning',
    title:
      noun === 'number'
        ? `${written} is very ${size} for ${of}`
        : `${written} is a very ${size} ${noun} for ${of}`,
    at,
    label: `${plain === written ? '' : `${plain}; `}${usually} usually between ${between[0]} and ${between[1]}`,
    ...(why === undefined ? {} : { why }),
    fixes: fix === undefined ? [] : [{ text: fix, origin: at }],
  });
}

/** K306: outside the limits that have a meaning. */
export function outOfLimits(
  at: Origin,
  parts: {
    readonly field: string;
    readonly limit: string;
    readonly written: string;
    readonly why: string;
    readonly examples: readonly string[];
  },
): Diagnostic {
  return report({
    code: 'K306',
    title: `${parts.field} must be ${parts.limit}, but here it is ${parts.written}`,
    at,
    label: `must be ${parts.limit}`,
    why: parts.why,
    fixes: [`write for example  ${parts.examples.join('  or  ')}`],
  });
}

/** K307: `bits = 7.5`. */
export function notWhole(at: Origin, field: string, written: string, fixes: readonly string[]): Diagnostic {
  return report({
    code: 'K307',
    title: `${field} is a whole number, but here it is ${written}`,
    at,
    label: 'not a whole number',
    fixes: fixes.map((text) => ({ text, origin: at })),
  });
}

/** K313: `of` where no basis belongs, or another one. */
export function wrongBasis(
  at: Origin,
  parts: {
    readonly field: string;
    readonly basis: string;
    readonly fixes: readonly Fix[];
    readonly allowed: readonly string[];
  },
): Diagnostic {
  const { field, basis, fixes, allowed } = parts;
  return report({
    code: 'K313',
    title:
      allowed.length === 0
        ? `${field} takes no basis: of ${basis} does not belong here`
        : `${field} cannot be a part of ${basis}`,
    at,
    label: allowed.length === 0 ? 'not needed' : `needs ${listed(allowed.map((name) => `of ${name}`))}`,
    fixes,
  });
}

/** K316: `1e999`. */
export function unreadableNumber(at: Origin, written: string): Diagnostic {
  const short = written.length > 24 ? `${written.slice(0, 20)}...` : written;
  return report({
    code: 'K316',
    title: `${short} is beyond all measure`,
    at,
    label: 'too many digits, or too large a power of ten',
    fixes: ['numbers have at most 60 digits and powers of ten between -300 and 300'],
  });
}

/** `a, b or c`. */
export function listed(items: readonly string[], word = 'or'): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${word} ${items[items.length - 1]}`;
}
