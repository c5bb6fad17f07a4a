import {
  type OracleCells,
  type OracleLayer,
  type OraclePlace,
  type OracleRange,
  oracleReadNoise,
  type WiredLayer,
} from '@kirchhoff/kernels';
import type { Configuration } from './configuration.js';
import { converterDraws, noiseDraw } from './draws.js';
import type { BuiltLayer } from './layer.js';

const indexOfPiece = (pieces: readonly (readonly [number, number])[], at: number): number =>
  pieces.findIndex(([first, count]) => at >= first && at < first + count);

/** The rule of model.md section 5 that names the range of one conversion, as plain numbers. */
function rangeRule(
  setting: Configuration,
  built: BuiltLayer,
  group: number,
): (place: OraclePlace) => OracleRange {
  const { chip, geometry, matrix } = setting;
  const { weights } = chip;
  const analog = weights.subtract === 'analog' && weights.scheme !== 'digital_offset';
  const rows = Math.max(...geometry.rowGroups.map(([, count]) => count));
  const worst = analog && weights.scheme === 'reference_column' ? rows / 2 : rows;
  return (place) => {
    const rule = chip.adc?.range ?? { kind: 'worst_case' };
    if (rule.kind === 'worst_case') return { low: 0, high: worst };
    if (rule.kind === 'fixed') {
      const bipolar = analog || built.coding.signed;
      const { device, inputs } = chip;
      const range = device.onState - device.onState / (device.onOffRatio ?? Infinity);
      const unit = rule.unit === 'ampere' ? inputs.readVoltage * (analog ? range : device.onState) : 1;
      const [low, high] = [rule.low / unit, rule.high / unit];
      return bipolar ? { low: 0, high: Math.max(Math.abs(low), Math.abs(high)) } : { low, high };
    }
    const scales = built.scales;
    if (scales === null) throw new Error('no scales');
    const family =
      place.polarity === 2 ? scales.references[place.slice] : scales.weights[place.polarity][place.slice];
    const rowTile =
      group * geometry.rowTiles.length +
      indexOfPiece(geometry.rowTiles, geometry.rowGroups[place.rowGroup][0]);
    const columnTile =
      place.polarity === 2
        ? Math.floor(place.column / weights.columns)
        : indexOfPiece(geometry.columnTiles, place.column);
    const columns = place.polarity === 2 ? geometry.columnTiles.length * weights.columns : matrix.outputs;
    if (rule.per === 'layer') return { low: 0, high: family[0] };
    if (rule.per === 'tile')
      return { low: 0, high: family[rowTile * geometry.columnTiles.length + columnTile] };
    return { low: 0, high: family[rowTile * columns + place.column] };
  };
}

function cellsOf(
  setting: Configuration,
  built: Pick<BuiltLayer, 'mapped' | 'programmed'>,
  group: number,
): OracleCells {
  const { inputs, outputs } = built.mapped;
  const size = inputs * outputs;
  const { planes, references } = built.programmed;
  const tileSize = setting.geometry.columnTiles.length * inputs * setting.chip.weights.columns;
  return {
    planes: planes.map((slices) =>
      slices.map((copies) => copies.map((copy) => copy.subarray(group * size, (group + 1) * size))),
    ),
    references: references.map((plane) => plane.subarray(group * tileSize, (group + 1) * tileSize)),
  };
}

/** The oracle's view of one matrix of a built layer, by row of its inputs: fresh draws depend on that. */
export function oracleTwins(
  setting: Configuration,
  built: BuiltLayer,
  group: number,
): (m: number) => OracleLayer {
  const twin = oracleTwin(setting, built, group);
  const { programmed } = built;
  const own = 'programmed' in programmed ? (programmed as WiredLayer).programmed : programmed;
  const noiseCells = cellsOf(setting, { ...built, programmed: own }, group);
  const { device, weights, adc, inputs } = setting.chip;
  const noise = device.readNoise;
  const analog = weights.subtract === 'analog' && weights.scheme !== 'digital_offset';
  const errors = converterDraws(setting, built.keys.layer, analog || built.coding.signed);
  const wrong = adc !== null && adc.gainError + adc.offsetError + adc.inl + adc.dnl + adc.noise > 0;
  const sigma = new Map<number, number>();
  const sigmaOf = (g: number): number => {
    if (noise === null) return 0;
    const found = sigma.get(g) ?? oracleReadNoise(noise, g, device, inputs.readVoltage);
    sigma.set(g, found);
    return found;
  };
  return (m) => {
    const where = { group, row: setting.firstRow + m };
    return {
      ...twin,
      noiseCells,
      ...(noise && { noise: { sigma: sigmaOf, normal: noiseDraw(setting, built.keys.layer, where) } }),
      converter: twin.converter && { ...twin.converter, ...(wrong && { errors: errors(where) }) },
    };
  };
}

/** The oracle's view of one matrix of a built layer, without errors of converters and noise. */
export function oracleTwin(setting: Configuration, built: BuiltLayer, group: number): OracleLayer {
  const { chip, matrix, geometry } = setting;
  const { device, weights, adc } = chip;
  return {
    inputs: built.mapped.inputs,
    outputs: matrix.outputs,
    weights: {
      scheme: weights.scheme,
      centred: weights.centred,
      bits: weights.bits,
      cellBits: weights.cellBits,
      levels: device.levels,
      onState: device.onState,
      onOffRatio: device.onOffRatio ?? Infinity,
    },
    subtract: weights.subtract,
    columns: weights.columns,
    cells: cellsOf(setting, built, group),
    decay: built.programmed.decay,
    scale: built.mapped.scale.subarray(group * matrix.outputs, (group + 1) * matrix.outputs),
    inputBits: built.coding.bits,
    inputsSigned: built.coding.signed,
    inputMaximum: built.coding.maximum,
    sliceBits: built.coding.serial?.sliceBits ?? null,
    rowGroups: adc === null ? [[0, built.mapped.inputs]] : geometry.rowGroups,
    columnTiles: geometry.columnTiles,
    converter: adc === null ? null : { bits: adc.bits, range: rangeRule(setting, built, group) },
  };
}

/** Driven inputs of one row as fractions of x_max, and full drive for a bias on the arrays. */
export function fractionsOf(
  built: Pick<BuiltLayer, 'coding' | 'mapped'>,
  inputs: Float32Array,
): Float64Array {
  const { coding, mapped } = built;
  const full = coding.fullDrive;
  const fractions = Array.from(inputs, (value) => (full > 0 ? value / full : 0));
  return Float64Array.from(mapped.biasRow ? [...fractions, full > 0 ? 1 : 0] : fractions);
}
