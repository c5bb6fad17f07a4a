import {
  type Device,
  type Kernels,
  oracleMatrix,
  type ProgrammedLayer,
  type WeightMapping,
  type WireResistances,
  wireLayer,
} from '@kirchhoff/kernels';
import { type Configuration, tiled } from './configuration.js';
import { build, type BuiltLayer } from './layer.js';
import type { Picker } from './pick.js';

/** Resistances [ohm] whose wires lose up to some tens of percent of a signal; each may be absent. */
export function resistances(pick: Picker, device: Device): WireResistances {
  const cell = 1 / device.onState;
  const one = (share: number): number => (pick.chance(0.25) ? 0 : cell * share * pick.unit());
  return { wireResistance: one(0.02), driverResistance: one(0.1), senseResistance: one(0.1) };
}

/** Weights of at most four bits, so that few cells hold one. */
function fewSlices(weights: WeightMapping): WeightMapping {
  const bits = weights.bits === null ? null : Math.min(weights.bits, 4);
  const cellBits = bits === null || weights.cellBits === null ? null : Math.min(weights.cellBits, bits);
  return { ...weights, bits, cellBits };
}

/** The configuration on arrays small enough for dense analysis. */
export function onSmallArrays(setting: Configuration, pick: Picker): Configuration {
  const { groups, weights } = setting.matrix;
  const inputs = Math.min(setting.matrix.inputs, 7);
  const outputs = Math.min(setting.matrix.outputs, 3);
  const rows = pick.one([1, 3, 4]);
  const array = { rows, columns: pick.one([1, 2]), activeRows: pick.one([1, 2, rows]) };
  const lines = setting.chip.weights.bias === 'row' ? inputs + 1 : inputs;
  return {
    ...setting,
    chip: { ...setting.chip, weights: fewSlices(setting.chip.weights) },
    matrix: { groups, inputs, outputs, weights: weights.slice(0, groups * inputs * outputs) },
    geometry: tiled(lines, outputs, array),
    activations: setting.activations.map((part) => part.slice(0, setting.count * inputs)),
    bias: setting.bias === null ? null : setting.bias.slice(0, groups * outputs),
  };
}

/** A layer built and read through its wires. */
export function buildWired(kernels: Kernels, setting: Configuration): BuiltLayer {
  const built = build(kernels, setting);
  const { geometry, chip } = setting;
  return { ...built, programmed: wireLayer(built.programmed, geometry.rowTiles, chip.array) };
}

interface Cell {
  readonly plane: Float32Array;
  readonly at: number;
}

/** The cells on one word line of one array, in the order of docs/model.md section 3. */
function wordLine(layer: ProgrammedLayer, group: number, tile: number, row: number): Cell[] {
  const { mapped, columnTiles, planes, references } = layer;
  const { inputs, outputs, mapping, significance } = mapped;
  const [first, count] = columnTiles[tile];
  const cells: Cell[] = [];
  for (let output = first; output < first + count; output++)
    significance.forEach((_, slice) => {
      for (const polarity of planes)
        for (const plane of polarity[slice])
          cells.push({ plane, at: (group * inputs + row) * outputs + output });
    });
  references.forEach((plane) => {
    for (let index = 0; index < mapping.columns; index++)
      cells.push({
        plane,
        at: ((group * columnTiles.length + tile) * inputs + row) * mapping.columns + index,
      });
  });
  return cells;
}

const blank = (layer: ProgrammedLayer): ProgrammedLayer => ({
  ...layer,
  planes: layer.planes.map((slices) =>
    slices.map((copies) => copies.map((plane) => new Float32Array(plane.length).fill(NaN))),
  ),
  references: layer.references.map((plane) => new Float32Array(plane.length).fill(NaN)),
});

/** What `wireLayer` does, array by array with the dense oracle. */
export function oracleWired(
  programmed: ProgrammedLayer,
  rowTiles: Configuration['geometry']['rowTiles'],
  array: WireResistances,
): ProgrammedLayer {
  const out = blank(programmed);
  const { wireResistance: wire, driverResistance: driver, senseResistance: sense } = array;
  for (let group = 0; group < programmed.mapped.groups; group++)
    programmed.columnTiles.forEach((_, tile) => {
      for (const [firstRow, rows] of rowTiles) {
        const linesOf = (layer: ProgrammedLayer): Cell[][] =>
          Array.from({ length: rows }, (__, row) => wordLine(layer, group, tile, firstRow + row));
        const cells = linesOf(programmed).flat();
        const columns = cells.length / rows;
        const conductances = cells.map(({ plane, at }) => plane[at]);
        const matrix = oracleMatrix({ rows, columns, cells: conductances, wire, driver, sense });
        linesOf(out)
          .flat()
          .forEach(({ plane, at }, index) => (plane[at] = matrix[index]));
      }
    });
  return out;
}
