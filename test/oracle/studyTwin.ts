/** What a study's chip is, as plain numbers; model.md sections 1 and 3 to 5 in a few loops, nothing shared with the program. */
export interface TwinChip {
  readonly scheme: 'pair' | 'offset' | 'reference';
  /** One converter reads a difference. */
  readonly analog: boolean;
  readonly onState: number;
  readonly ratio: number;
  /** Word lines that are converted together, [first, count]; row tiles likewise. */
  readonly groups: readonly (readonly [number, number])[];
  readonly tiles: readonly (readonly [number, number])[];
  readonly inputs: { readonly bits: number | null; readonly signed: boolean; readonly slice: number | null };
  readonly largestInput: number;
  readonly adc: { readonly bits: number; readonly range: TwinRange } | null;
  readonly weightBits?: number;
  readonly cellBits?: number;
  readonly biasRow?: boolean;
}

export type TwinRange =
  | { readonly kind: 'fixed'; readonly low: number; readonly high: number }
  | { readonly kind: 'calibrated'; readonly keep: number; readonly per: 'layer' | 'tile' | 'column' };

/** Bit lines of a layer [K] by output, slice and polarity (2: reference columns), copies averaged. */
export interface TwinLine {
  readonly output: number;
  readonly slice: number;
  /** Conductances that one converter sees [S]. */
  readonly cells: readonly number[];
  /** What is taken from the sum: 1, -1, or -1 / n for each of n reference columns. */
  readonly share: number;
  readonly name: string;
}

export function even(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  return rest < 0.5 || (rest === 0.5 && below % 2 === 0) ? below : below + 1;
}

const span = ({ onState, ratio }: TwinChip): number => onState * (1 - 1 / ratio);
const unit = (chip: TwinChip): number => (chip.analog ? span(chip) : chip.onState);

/** Drives of a row of activations as fractions, with what each counts; a bias is driven fully. */
function drivesOf({ inputs, largestInput, biasRow }: TwinChip, row: readonly number[]) {
  const { bits, signed, slice } = inputs;
  const full = biasRow ? [...row, largestInput] : row;
  if (bits === null) return [{ x: full.map((value) => value / largestInput), worth: 1 }];
  const top = 2 ** (signed ? bits - 1 : bits) - 1;
  const codes = full.map((value) => {
    const share = Math.min(1, Math.max(signed ? -1 : 0, value / largestInput));
    return even(share * top);
  });
  if (slice === null) return [{ x: codes.map((code) => code / top), worth: 1 }];
  const most = 2 ** slice - 1;
  return Array.from({ length: Math.ceil(Math.log2(top + 1) / slice) }, (_, i) => ({
    x: codes.map((code) => (Math.sign(code) * ((Math.abs(code) >> (i * slice)) & most)) / most),
    worth: (2 ** (i * slice) * most) / top,
  }));
}

/** The name of the range of a line in a row group. */
function rangeName({ tiles, adc }: TwinChip, line: TwinLine, first: number): string {
  const per = adc?.range.kind === 'calibrated' ? adc.range.per : 'layer';
  const tile = tiles.findIndex(([start, count]) => first >= start && first < start + count);
  if (per === 'layer') return `${line.slice}`;
  return per === 'tile' ? `${line.slice} ${tile}` : `${line.slice} ${tile} ${line.name}`;
}

function sumOf(
  chip: TwinChip,
  line: TwinLine,
  x: readonly number[],
  [first, count]: readonly [number, number],
) {
  let y = 0;
  for (let k = first; k < first + count; k++) y += (x[k] * line.cells[k]) / unit(chip);
  return y;
}

/** Full scales by name: the quantile of |y| of ideal cells over the calibration rows. */
export function twinScales(
  chip: TwinChip,
  lines: readonly TwinLine[],
  rows: readonly (readonly number[])[],
): Map<string, number> {
  const pools = new Map<string, number[]>();
  for (const row of rows)
    for (const { x } of drivesOf(chip, row))
      for (const group of chip.groups)
        for (const line of lines) {
          const name = rangeName(chip, line, group[0]);
          pools.set(name, pools.get(name) ?? []);
          pools.get(name)!.push(Math.abs(sumOf(chip, line, x, group)));
        }
  const keep = chip.adc?.range.kind === 'calibrated' ? chip.adc.range.keep : 1;
  return new Map(
    [...pools].map(([name, values]) => {
      const sorted = values.sort((a, b) => a - b);
      const at = (sorted.length - 1) * keep;
      const below = Math.floor(at);
      const above = sorted[Math.min(below + 1, sorted.length - 1)];
      return [name, sorted[below] + (above - sorted[below]) * (at - below)];
    }),
  );
}

function converted(chip: TwinChip, y: number, scale: number | undefined): number {
  const { adc, analog, inputs } = chip;
  if (adc === null) return y;
  const { range, bits } = adc;
  const bipolar = analog || inputs.signed;
  const most = bipolar ? 2 ** (bits - 1) - 1 : 2 ** bits - 1;
  const written = range.kind === 'fixed' ? range : { low: 0, high: scale! };
  const [low, high] = bipolar ? [0, Math.max(-written.low, written.high)] : [written.low, written.high];
  const lsb = (high - low) / most;
  const code = Math.min(most, Math.max(bipolar ? -most : 0, even((y - low) / lsb)));
  return low + code * lsb;
}

/** Outputs [N] of one row of activations, in units of the activation times W over w_max; without digital bias. */
export function twinOutputs(
  chip: TwinChip,
  lines: readonly TwinLine[],
  row: readonly number[],
  scales: ReadonlyMap<string, number>,
): number[] {
  const { weightBits, cellBits, onState, ratio } = chip;
  const sliced = weightBits !== undefined && cellBits !== undefined;
  const digits = sliced ? (2 ** cellBits - 1) / (2 ** (weightBits - 1) - 1) : chip.scheme === 'pair' ? 1 : 2;
  const middle = (onState * (1 + 1 / ratio)) / 2;
  const outputs: number[] = [];
  for (const { x, worth } of drivesOf(chip, row))
    for (const group of chip.groups)
      for (const line of lines) {
        const y = sumOf(chip, line, x, group);
        const decoded = converted(chip, y, scales.get(rangeName(chip, line, group[0])));
        const offset =
          chip.scheme === 'offset'
            ? sumOf(chip, { ...line, cells: line.cells.map(() => middle) }, x, group)
            : 0;
        const weight = worth * 2 ** ((cellBits ?? 0) * line.slice) * line.share * digits;
        outputs[line.output] =
          (outputs[line.output] ?? 0) + ((decoded - offset) * weight * unit(chip)) / span(chip);
      }
  return outputs.map((value) => value * chip.largestInput);
}
