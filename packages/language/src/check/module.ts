import type { Diagnostic } from '@kirchhoff/model';
import { circle, declaredTwice } from '../messages/names.js';
import { fileNotFound } from '../messages/files.js';
import { parse } from '../syntax/parse.js';
import type { Block, Import, Let, Name, Program } from '../syntax/ast.js';
import { presetTexts } from '../presets/texts.generated.js';
import type { Host } from '@kirchhoff/model';

/** A text with its names. */
export interface Module {
  readonly uri: string;
  readonly role: 'main' | 'import' | 'preset';
  readonly programs: readonly Program[];
  /** Blocks by `kind name`. */
  readonly blocks: ReadonlyMap<string, Block>;
  /** Names of the blocks of each kind. */
  readonly names: ReadonlyMap<string, readonly string[]>;
  readonly lets: ReadonlyMap<string, Let>;
  /** Undefined where the file could not be had; that was reported. */
  readonly imports: ReadonlyMap<string, Module | undefined>;
}

/** The key of a block in `Module.blocks`. */
export const blockKey = (word: string, name: string): string => `${word} ${name}`;

/** Names of all blocks of one kind. */
export const blockNames = (module: Module, word: string): readonly string[] => module.names.get(word) ?? [];

interface Loading {
  readonly host: Host;
  readonly report: (diagnostic: Diagnostic) => void;
  readonly loaded: Map<string, Module>;
  /** Files being loaded, outermost first. */
  readonly open: readonly string[];
}

/** Indexes the main text and loads what it imports, each file once. */
export function loadModules(program: Program, host: Host, report: (diagnostic: Diagnostic) => void): Module {
  return load(program, 'main', { host, report, loaded: new Map(), open: [program.uri] });
}

function load(program: Program, role: Module['role'], loading: Loading): Module {
  const { blocks, names, lets, imported } = index([program], loading.report);
  const imports = new Map<string, Module | undefined>();
  for (const item of imported) imports.set(item.name.text, loadImport(item, program, loading));
  return { uri: program.uri, role, programs: [program], blocks, names, lets, imports };
}

function loadImport(item: Import, program: Program, loading: Loading): Module | undefined {
  const { host, report, loaded, open } = loading;
  const uri = host.resolve(item.file.text, program.uri);
  if (open.includes(uri)) {
    report(circle(item.file.origin, open.slice(open.indexOf(uri)).map(lastPart), 'the file'));
    return undefined;
  }
  const known = loaded.get(uri);
  if (known) return known;
  const text = host.read(uri);
  if (text === undefined) {
    report(fileNotFound(item.file.origin, item.file.text, [uri]));
    return undefined;
  }
  const parsed = parse({ uri, text });
  parsed.diagnostics.forEach(report);
  const module = load(parsed.program, 'import', { ...loading, open: [...open, uri] });
  loaded.set(uri, module);
  return module;
}

const lastPart = (uri: string): string => uri.slice(uri.lastIndexOf('/') + 1);

let presets: Module | undefined;

/** The presets under `standard.`, one module of several files. */
export function standardModule(): Module {
  if (presets) return presets;
  const programs = Object.entries(presetTexts).map(([uri, text]) => parse({ uri, text }).program);
  const { blocks, names, lets } = index(programs, () => undefined);
  presets = { uri: 'standard', role: 'preset', programs, blocks, names, lets, imports: new Map() };
  return presets;
}

function index(programs: readonly Program[], report: (diagnostic: Diagnostic) => void) {
  const blocks = new Map<string, Block>();
  const lets = new Map<string, Let>();
  const imported: Import[] = [];
  const names = new Map<string, string[]>();
  const seen = new Map<string, Name>([]);
  for (const declaration of programs.flatMap((program) => program.declarations)) {
    const kind = declaration.kind === 'block' ? declaration.word.text : 'value';
    const { name } = declaration;
    if (!name) continue;
    const key = blockKey(kind, name.text);
    const first = seen.get(key);
    if (first) report(declaredTwice(name.origin, kind === 'value' ? 'value' : kind, name.text, first.origin));
    if (first) continue;
    seen.set(key, name);
    if (declaration.kind === 'block') {
      blocks.set(key, declaration);
      names.set(kind, names.get(kind) ?? []);
      names.get(kind)?.push(name.text);
    }
    if (declaration.kind === 'let') lets.set(name.text, declaration);
    if (declaration.kind === 'import') imported.push(declaration);
  }
  return { blocks, names, lets, imported };
}
