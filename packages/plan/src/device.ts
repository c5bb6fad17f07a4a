import { z } from 'zod';
import { file } from './file.js';
import { spread } from './spread.js';

const finite = z.number();

/** A column of a CSV file by its heading, and the siemens of one unit. */
const tableColumn = z.strictObject({ heading: z.string(), siemens: finite.positive() });

/** Laws of model.md section 2, in siemens, amperes and seconds. */
export const programmingLaw = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('normal'), sigma: spread }),
  z.strictObject({
    kind: z.literal('lognormal'),
    sigma: finite.min(0).nullable(),
    sigmaOn: finite.min(0).nullable(),
    sigmaOff: finite.min(0).nullable(),
    centre: z.enum(['median', 'mean']),
  }),
  z.strictObject({ kind: z.literal('uniform'), halfWidth: spread }),
  z.strictObject({ kind: z.literal('polynomial'), scale: finite, sigma: z.array(finite) }),
  z.strictObject({ kind: z.literal('saturating'), limit: finite, at: finite }),
  z.strictObject({
    kind: z.literal('table'),
    file,
    target: tableColumn,
    value: tableColumn.nullable(),
    mean: tableColumn.nullable(),
    sigma: tableColumn.nullable(),
    /** Span of the targets [S]; null where it is not known before the file is read. */
    covers: z.strictObject({ low: finite, high: finite }).nullable(),
  }),
]);

export const readNoise = z.discriminatedUnion('kind', [
  ...programmingLaw.options,
  z.strictObject({
    kind: z.literal('one_over_f'),
    scale: finite,
    q: finite,
    power: finite,
    limit: finite,
    tRead: finite,
  }),
]);

const driftExponent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('number'), value: finite }),
  z.strictObject({
    kind: z.literal('clamped_log'),
    slope: finite,
    offset: finite,
    low: finite,
    high: finite,
  }),
]);

/** One memory cell's statistics. `onState` [S]; a null ratio is infinite; null means absent. */
export const device = z.strictObject({
  onState: finite.positive(),
  onOffRatio: finite.gt(1).nullable(),
  levels: z.int().min(2).nullable(),
  programming: programmingLaw.nullable(),
  shared: z.strictObject({ perChip: finite.min(0).max(1), perColumn: finite.min(0).max(1) }),
  writeVerify: z.strictObject({ tolerance: spread, attempts: z.int().min(1) }).nullable(),
  clip: z.enum(['nonnegative', 'range', 'none']),
  stuckOn: finite.min(0).max(1),
  stuckOff: finite.min(0).max(1),
  readNoise: readNoise.nullable(),
  drift: z
    .strictObject({
      time: finite,
      nu: driftExponent,
      nuSigma: driftExponent.nullable(),
      t0: finite,
      scale: finite.nullable(),
      compensate: z.enum(['none', 'global']),
    })
    .nullable(),
  relaxation: z
    .strictObject({ time: finite, meanPerLn: finite, sigmaPerLn: finite, sigma: finite })
    .nullable(),
});

export type PlanDevice = z.infer<typeof device>;
export type PlanProgrammingLaw = z.infer<typeof programmingLaw>;
/** A measured table: the file and its columns. */
export type PlanTableLaw = Extract<PlanProgrammingLaw, { kind: 'table' }>;
