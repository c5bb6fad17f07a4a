import { parse, type Source } from '@kirchhoff/language';

/** A node of the concrete tree: its rule with its parts by name, or a token's text. */
export type Tree =
  string | { readonly rule: string; readonly parts: Readonly<Record<string, readonly Tree[]>> };

type Node = ReturnType<typeof parse>['cst'];
type Part = Node['children'][string][number];

const treeOf = (part: Part | Node): Tree =>
  'image' in part
    ? part.image
    : {
        rule: part.name,
        parts: Object.fromEntries(
          Object.entries(part.children).map(([name, parts]) => [name, parts.map(treeOf)]),
        ),
      };

/** The concrete tree of a text as plain data. */
export const showTree = (source: Source): Tree => treeOf(parse(source).cst);
