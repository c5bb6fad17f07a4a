import {
  conversionTable,
  referenceColumns,
  type TableColumns,
  type TableSettings,
  tablesSideBySide,
  weightColumns,
} from '../convert/table.js';
import { sideBySide } from '../digital/filters.js';
import type { ConversionTable } from '../products/kernels.js';
import type { ProgrammedLayer } from '../program/program.js';
import { slicePlanes } from './planes.js';

/** Converters of a layer before they are worked out; null for ideal ones. */
export type LayerTable = Omit<TableSettings, 'significance' | 'group'> | null;

/** A plane and its converters before they are packed; no table with ideal converters. */
export interface LooseTerm {
  readonly plane: Float32Array;
  readonly less: Float32Array | null;
  readonly table: ConversionTable | null;
  readonly outputs: number;
  readonly sign: 1 | -1;
}

/** Everything that one matrix is read with, slice by slice: the positive column or the difference, the negative column; reference columns. */
export interface LooseRead {
  readonly terms: readonly LooseTerm[];
  readonly references: readonly { readonly columnTile: number; readonly term: LooseTerm }[];
}

function sliceTerms(layer: ProgrammedLayer, table: LayerTable, group: number, slice: number): LooseRead {
  const { mapped } = layer;
  const { plus, less, minus, references } = slicePlanes(layer, group, slice, table === null, true);
  if (table === null)
    return { terms: [{ plane: plus, less, table, outputs: mapped.outputs, sign: 1 }], references: [] };
  const { geometry, scales } = table;
  const entries = { ...table, group, significance: mapped.significance[slice] };
  const termOf = (plane: Float32Array, from: Float32Array | null, sign: 1 | -1, columns: TableColumns) => ({
    plane,
    less: from,
    table: conversionTable(entries, columns),
    outputs: columns.tiles.length,
    sign,
  });
  const columnsOf = (polarity: number): TableColumns =>
    weightColumns(geometry, mapped.outputs, scales.weights[polarity][slice]);
  const terms = [termOf(plus, less, 1, columnsOf(0))];
  if (minus !== null) terms.push(termOf(minus, null, -1, columnsOf(1)));
  const columns = (tile: number): TableColumns =>
    referenceColumns(geometry, tile, mapped.mapping.columns, scales.references[slice]);
  return {
    terms,
    references: references.map((plane, columnTile) => ({
      columnTile,
      term: termOf(plane, null, 1, columns(columnTile)),
    })),
  };
}

/** What a group of a layer is read with. */
export function looseRead(layer: ProgrammedLayer, table: LayerTable, group: number): LooseRead {
  const parts = layer.mapped.significance.map((_, slice) => sliceTerms(layer, table, group, slice));
  return {
    terms: parts.flatMap(({ terms }) => terms),
    references: parts.flatMap(({ references }) => references),
  };
}

/** Groups of one output, side by side as one matrix. */
export function joined(groups: readonly LooseRead[], rowGroups: number): LooseRead {
  const terms = groups[0].terms.map((first, i): LooseTerm => {
    const own = groups.map((group) => group.terms[i]);
    return {
      plane: sideBySide(own.map(({ plane }) => plane)),
      less: first.less && sideBySide(own.map(({ less }) => less!)),
      table:
        first.table &&
        tablesSideBySide(
          own.map(({ table }) => table!),
          rowGroups,
        ),
      outputs: own.length,
      sign: first.sign,
    };
  });
  return { terms, references: [] };
}
