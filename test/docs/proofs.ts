import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { blocks } from '../../packages/language/src/vocabulary/blocks.js';
import { metrics } from '../../packages/language/src/vocabulary/metrics.js';
import type { Fields, ValueType } from '../../packages/language/src/vocabulary/specification.js';
import { root } from './pages.js';

/** A named test of model.md section 11. */
export interface Proof {
  readonly name: string;
  readonly file: string;
  readonly title: string;
}

/** A law or an option, and the names of the proofs behind it. */
export interface Claim {
  readonly of: string;
  readonly values: readonly string[];
  readonly proofs: readonly string[];
}

const codes = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1]!);
const names = (cell: string): string[] =>
  cell
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

function tableUnder(heading: string): string[][] {
  const page = readFileSync(join(root, 'docs/model.md'), 'utf8');
  const [, rest = ''] = page.split(`### ${heading}\n`);
  const [section = ''] = rest.split('\n#');
  return section
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) => line.slice(1, -1).split('|'))
    .map((cells) => cells.map((cell) => cell.trim()));
}

export const proofs = (): Proof[] =>
  tableUnder('Proofs').map(([name = '', file = '', title = '']) => ({ name, file: codes(file)[0]!, title }));

export const laws = (): Claim[] =>
  tableUnder('Laws').map(([of = '', found = '']) => ({ of, values: [], proofs: names(found) }));

export const options = (): Claim[] =>
  tableUnder('Options').map(([of = '', values = '', found = '']) => ({
    of: codes(of)[0]!,
    values: codes(values),
    proofs: names(found),
  }));

/** Words and laws that a value can be, those of its arguments included. */
function choices(type: ValueType): string[] {
  const calls = Object.entries(type.calls ?? {});
  const within = calls.flatMap(([, call]) =>
    Object.values(call.arguments).flatMap((own) => choices(own.type)),
  );
  const flags = calls.flatMap(([, call]) =>
    Object.entries(call.arguments)
      .filter(([, own]) => own.type.flag)
      .map(([name]) => name),
  );
  return [...Object.keys(type.words ?? {}), ...calls.map(([name]) => name), ...flags, ...within];
}

function choicesOf(prefix: string, fields: Fields): [string, readonly string[]][] {
  return Object.entries(fields).flatMap(([name, { type }]) => {
    const path = `${prefix}.${name}`;
    if (type.nested) return choicesOf(path, type.nested.fields);
    return type.block ? [] : [[path, [...new Set(choices(type))]] as [string, readonly string[]]];
  });
}

/** Every field of device, adc and chip by its path, with the choices it offers; every metric. */
export function vocabularyOptions(): ReadonlyMap<string, readonly string[]> {
  const { device, adc, chip } = blocks;
  const fields = [device, adc, chip].flatMap(({ word, fields: own }) => choicesOf(word, own as Fields));
  return new Map([...fields, ['metrics', Object.keys(metrics)]]);
}
