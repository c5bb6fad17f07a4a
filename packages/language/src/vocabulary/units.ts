import type { Dimension } from '@kirchhoff/model';

/** A unit: SI value = number · factor · 10^exponent. */
export interface Unit {
  readonly symbol: string;
  readonly dimension: Dimension;
  readonly factor: bigint;
  readonly exponent: number;
}

/** Prefixes with their power of ten; both Unicode signs for micro are read. */
export const prefixes: Readonly<Record<string, number>> = {
  f: -15,
  p: -12,
  n: -9,
  u: -6,
  µ: -6,
  μ: -6,
  m: -3,
  k: 3,
  M: 6,
  G: 9,
};

const prefixed: Readonly<Record<string, Dimension>> = {
  S: 'conductance',
  ohm: 'resistance',
  Ω: 'resistance',
  '\u2126': 'resistance',
  V: 'voltage',
  A: 'current',
  s: 'time',
};

const plain: Readonly<Record<string, readonly [Dimension, bigint, number]>> = {
  '%': ['fraction', 1n, -2],
  min: ['time', 60n, 0],
  h: ['time', 3600n, 0],
  hour: ['time', 3600n, 0],
  hours: ['time', 3600n, 0],
  day: ['time', 86_400n, 0],
  days: ['time', 86_400n, 0],
  week: ['time', 604_800n, 0],
  weeks: ['time', 604_800n, 0],
  year: ['time', 31_536_000n, 0],
  years: ['time', 31_536_000n, 0],
  LSB: ['lsb', 1n, 0],
  dB: ['decibels', 1n, 0],
  epoch: ['epochs', 1n, 0],
  epochs: ['epochs', 1n, 0],
  step: ['steps', 1n, 0],
  steps: ['steps', 1n, 0],
  sigma: ['sigma', 1n, 0],
};

/** The unit written so, or undefined; case matters. */
export function unitOf(symbol: string): Unit | undefined {
  if (Object.hasOwn(plain, symbol)) {
    const [dimension, factor, exponent] = plain[symbol];
    return { symbol, dimension, factor, exponent };
  }
  for (const base of Object.keys(prefixed)) {
    if (!symbol.endsWith(base)) continue;
    const prefix = symbol.slice(0, symbol.length - base.length);
    const exponent = prefix === '' ? 0 : Object.hasOwn(prefixes, prefix) ? prefixes[prefix] : undefined;
    if (exponent !== undefined) return { symbol, dimension: prefixed[base], factor: 1n, exponent };
  }
  return undefined;
}

/** The SI unit of a dimension, for column headers: `S`, `ohm`, `V`; empty for numbers and percentages. */
export const siUnits: Readonly<Record<Dimension, string>> = {
  number: '',
  fraction: '',
  conductance: 'S',
  resistance: 'ohm',
  voltage: 'V',
  current: 'A',
  time: 's',
  lsb: 'LSB',
  decibels: 'dB',
  epochs: 'epochs',
  steps: 'steps',
  sigma: 'sigma',
};

/** What a number of each dimension is called: `a voltage`. */
export const dimensionNames: Readonly<Record<Dimension, string>> = {
  number: 'a plain number',
  fraction: 'a percentage',
  conductance: 'a conductance',
  resistance: 'a resistance',
  voltage: 'a voltage',
  current: 'a current',
  time: 'a time',
  lsb: 'a number of LSB',
  decibels: 'a ratio in dB',
  epochs: 'a number of epochs',
  steps: 'a number of steps',
  sigma: 'a number of standard deviations',
};

const spellings: Readonly<Record<string, string>> = {
  ohm: 'ohm',
  ohms: 'ohm',
  r: 'ohm',
  siemens: 'S',
  mho: 'S',
  s: 'S',
  volt: 'V',
  volts: 'V',
  v: 'V',
  amp: 'A',
  amps: 'A',
  ampere: 'A',
  amperes: 'A',
  a: 'A',
  sec: 's',
  secs: 's',
  second: 's',
  seconds: 's',
  minute: 'min',
  minutes: 'min',
  mins: 'min',
  hr: 'h',
  hrs: 'h',
  d: 'day',
  percent: '%',
  pct: '%',
  percents: '%',
  lsb: 'LSB',
  lsbs: 'LSB',
  bit: 'LSB',
  sigmas: 'sigma',
};

const longPrefixes: Readonly<Record<string, string>> = {
  femto: 'f',
  pico: 'p',
  nano: 'n',
  micro: 'u',
  milli: 'm',
  kilo: 'k',
  mega: 'M',
  meg: 'M',
  giga: 'G',
};

/** The unit a misspelt one most likely means: `kOhms` → `kohm`, `uSiemens` → `uS`. */
export function likelyUnit(symbol: string): string | undefined {
  const head = symbol[0] === 'K' ? 'k' : symbol[0];
  const short = Object.hasOwn(prefixes, head) ? withPrefix(head, symbol.slice(1)) : undefined;
  if (short !== undefined) return short;
  const lower = symbol.toLowerCase();
  if (Object.hasOwn(spellings, lower)) return spellings[lower];
  const long = Object.keys(longPrefixes).find((prefix) => lower.startsWith(prefix));
  if (long !== undefined) return withPrefix(longPrefixes[long], lower.slice(long.length));
  return unitOf(lower) ? lower : undefined;
}

function withPrefix(prefix: string, rest: string): string | undefined {
  const lower = rest.toLowerCase();
  const base = Object.hasOwn(spellings, lower) ? spellings[lower] : rest;
  return unitOf(`${prefix}${base}`) ? `${prefix}${base}` : undefined;
}
