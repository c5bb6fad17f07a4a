import type {
  Adc,
  Chip,
  Data,
  Device,
  Diagnostic,
  Experiment,
  Host,
  Network,
  Report,
  Study,
  Training,
} from '@kirchhoff/model';
import { nameMissing, neverUsed, unknownBlock } from '../messages/names.js';
import type { Block, Program } from '../syntax/ast.js';
import { blocks } from '../vocabulary/blocks.js';
import { nearest } from '../vocabulary/nearest.js';
import type { Kind } from '../vocabulary/specification.js';
import type { Checker } from './checker.js';
import { loadModules, type Module } from './module.js';
import { collector } from './collector.js';
import { structOf } from './struct.js';

export interface Checked {
  /** The unbroken parts of the study. */
  readonly study: Study;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Resolves names, units, bases, presets and imports of a program and fills in the defaults. Reports each fault once; a
 * broken program still yields the model of its unbroken parts. `formFaults` are the reports of `parse`: what only follows
 * from them is not reported again.
 */
export function check(program: Program, host: Host, formFaults: readonly Diagnostic[] = []): Checked {
  const { report, tired, sorted } = collector(program, formFaults);
  const main = loadModules(program, host, report);
  const checker: Checker = {
    host,
    report,
    tired,
    values: new Map(),
    structs: new Map(),
    open: new Set(),
    circular: new Set(),
    used: new Set(),
    usedImports: new Set(),
    axes: new Map(),
  };
  readImports(main, checker, new Set());
  const study = readStudy(main, checker);
  reportUnused(main, checker);
  return { study, diagnostics: sorted() };
}

/** Blocks of imported files are read too, so that a fault in one is reported even where nothing uses it. */
function readImports(module: Module, checker: Checker, seen: Set<Module>): void {
  for (const imported of module.imports.values()) {
    if (!imported || seen.has(imported)) continue;
    seen.add(imported);
    readImports(imported, checker, seen);
    readBlocks(imported, checker);
  }
}

function readBlocks(module: Module, checker: Checker): ReadonlyMap<Kind, readonly unknown[]> {
  const models = new Map<Kind, unknown[]>();
  const declared = module.programs
    .flatMap((program) => program.declarations)
    .filter((item) => item.kind === 'block');
  const order = (block: Block): number => Object.keys(blocks).indexOf(block.word.text);
  for (const block of [...declared].sort((a, b) => order(a) - order(b))) {
    if (!isProper(block, checker)) continue;
    const node = structOf({ declaration: block, module }, checker);
    const kind = block.word.text as Kind;
    if (node.kind !== 'struct' || node.model === undefined) continue;
    if (!models.has(kind)) models.set(kind, []);
    models.get(kind)?.push(node.model);
  }
  return models;
}

function isProper(block: Block, { report }: Checker): boolean {
  const { word, name } = block;
  const kinds = Object.keys(blocks);
  if (!kinds.includes(word.text)) {
    report(unknownBlock(word.origin, word.text, kinds, nearest(word.text, kinds)));
    return false;
  }
  if (!name) report(nameMissing(word.origin, word.text));
  return name !== undefined;
}

function readStudy(main: Module, checker: Checker): Study {
  const models = readBlocks(main, checker);
  const all = (kind: Kind): readonly unknown[] => models.get(kind) ?? [];
  return {
    uri: main.uri,
    data: all('data') as Data[],
    networks: all('network') as Network[],
    devices: all('device') as Device[],
    adcs: all('adc') as Adc[],
    chips: all('chip') as Chip[],
    trainings: all('train') as Training[],
    experiments: all('experiment') as Experiment[],
    reports: all('report') as Report[],
  };
}

/** Warns of blocks that nothing reaches; a text without experiments is a collection, where that is normal. */
function reportUnused(main: Module, checker: Checker): void {
  const declarations = main.programs.flatMap((program) => program.declarations);
  if (!declarations.some((item) => item.kind === 'block' && item.word.text === 'experiment')) return;
  for (const item of declarations) {
    const { name } = item;
    if (!name || checker.used.has(item)) continue;
    if (item.kind === 'import') {
      if (!checker.usedImports.has(`${main.uri} ${name.text}`))
        checker.report(neverUsed(name.origin, 'the imported file', name.text));
      continue;
    }
    const kind = item.kind === 'let' ? 'the value' : item.word.text;
    if (kind === 'experiment' || kind === 'report' || (item.kind === 'block' && !Object.hasOwn(blocks, kind)))
      continue;
    checker.report(neverUsed(name.origin, kind, name.text));
  }
}
