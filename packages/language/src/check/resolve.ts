import { otherKind, unknownName } from '../messages/names.js';
import type { Block, Let, Path } from '../syntax/ast.js';
import { blocks } from '../vocabulary/blocks.js';
import { nearest } from '../vocabulary/nearest.js';
import type { Kind } from '../vocabulary/specification.js';
import type { Checker } from './checker.js';
import { blockKey, blockNames, standardModule, type Module } from './module.js';

/** A declaration and the text whose names it uses. */
export interface Found<T> {
  readonly declaration: T;
  readonly module: Module;
}

/** The module a dotted name leads into; `missing` where it could not be loaded, which was reported. */
function enter(path: Path, module: Module): { readonly module?: Module; readonly missing: boolean } {
  if (path.names.length === 1) return { module, missing: false };
  const alias = path.names[0].text;
  if (path.names.length > 2) return { missing: false };
  if (module.imports.has(alias)) {
    const imported = module.imports.get(alias);
    return imported ? { module: imported, missing: false } : { missing: true };
  }
  return alias === 'standard' ? { module: standardModule(), missing: false } : { missing: false };
}

const lastName = (path: Path): string => path.names[path.names.length - 1].text;

/** The block of this kind that a path names, without any report. */
export function lookUpBlock(path: Path, kind: Kind, module: Module): Found<Block> | undefined {
  const inside = enter(path, module).module;
  const declaration = inside?.blocks.get(blockKey(kind, lastName(path)));
  return inside && declaration && { declaration, module: inside };
}

/** The value named with `let`, without any report. */
export function lookUpLet(path: Path, module: Module): Found<Let> | undefined {
  const inside = enter(path, module).module;
  const declaration = inside?.lets.get(lastName(path));
  return inside && declaration && { declaration, module: inside };
}

/** The block that a field refers to, or undefined after one report. */
export function findBlock(path: Path, kind: Kind, from: Referrer): Found<Block> | undefined {
  markAlias(path, from);
  const found = lookUpBlock(path, kind, from.module);
  if (found) {
    from.checker.used.add(found.declaration);
    return found;
  }
  if (!enter(path, from.module).missing) reportMissing(path, kind, from);
  return undefined;
}

/** Notes that an import is used. */
export function markAlias(path: Path, { checker, module }: Referrer): void {
  if (path.names.length > 1) checker.usedImports.add(`${module.uri} ${path.names[0].text}`);
}

export interface Referrer {
  readonly checker: Checker;
  readonly module: Module;
  /** The field, for `device needs a device`. */
  readonly name: string;
}

function reportMissing(path: Path, kind: Kind, { checker, module, name }: Referrer): void {
  const written = path.names.map((part) => part.text).join('.');
  const inside = enter(path, module).module;
  if (!inside) {
    const [alias] = path.names;
    const aliases = [...module.imports.keys(), 'standard'];
    const likely = nearest(alias.text, aliases);
    const fix = likely === undefined ? `import "${alias.text}.kir" as ${alias.text}` : undefined;
    checker.report(
      unknownName(alias.origin, { name: alias.text, kind: 'imported file', known: [], likely, fix }),
    );
    return;
  }
  if (checker.tired() || isLost(lastName(path), kind, inside)) return;
  const known = namesInReach(kind, module);
  const other = (Object.keys(blocks) as Kind[]).find((word) =>
    inside.blocks.has(blockKey(word, lastName(path))),
  );
  if (other) {
    checker.report(
      otherKind(path.origin, {
        name: written,
        is: other,
        field: name,
        needs: kind,
        known: blockNames(module, kind),
      }),
    );
    return;
  }
  checker.report(
    unknownName(path.origin, {
      name: written,
      kind,
      likely: likelyName(written, known),
      known: known.slice(0, 8),
    }),
  );
}

/** Whether a block that could not be read, and was reported, may have had this name. */
function isLost(name: string, kind: Kind, { programs }: Module): boolean {
  return programs
    .flatMap((program) => program.declarations)
    .some((item) => {
      if (item.kind !== 'block') return false;
      if (Object.hasOwn(blocks, item.word.text)) return item.name === undefined && item.word.text === kind;
      return (item.name ?? item.word).text === name;
    });
}

/** Blocks of this kind: of the text itself, of its imports, of the presets. */
export function namesInReach(kind: Kind, module: Module): string[] {
  const imported = [...module.imports].flatMap(([alias, inside]) =>
    inside ? blockNames(inside, kind).map((name) => `${alias}.${name}`) : [],
  );
  const presets = blockNames(standardModule(), kind).map((name) => `standard.${name}`);
  return [...blockNames(module, kind), ...imported, ...presets];
}

/** `hfo2` for `hf02`, `standard.mnist` for `mnist`. */
export function likelyName(written: string, known: readonly string[]): string | undefined {
  return known.find((name) => name.endsWith(`.${written}`)) ?? nearest(written, known);
}
