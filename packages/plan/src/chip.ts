import { z } from 'zod';
import { device } from './device.js';

const count = z.int().min(1);

/** Full-scale rules of model.md section 5. `fixed` is in normalised units, or amperes. */
export const converterRange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('worst_case') }),
  z.strictObject({
    kind: z.literal('calibrated'),
    keep: z.number().gt(0).max(1),
    per: z.enum(['layer', 'tile', 'column']),
  }),
  z.strictObject({
    kind: z.literal('fixed'),
    low: z.number(),
    high: z.number(),
    unit: z.enum(['normalised', 'ampere']),
  }),
]);

/** Errors in LSB (gain as a fraction); 0 is none. */
export const adc = z.strictObject({
  bits: count,
  range: converterRange,
  gainError: z.number().min(0),
  offsetError: z.number().min(0),
  inl: z.number().min(0),
  dnl: z.number().min(0),
  noise: z.number().min(0),
});

/** The hardware of one point (model.md sections 1 to 5), SI numbers. A null adc is ideal. */
export const chip = z.strictObject({
  device,
  adc: adc.nullable(),
  array: z.strictObject({
    rows: count,
    columns: count,
    activeRows: count.nullable(),
    partition: z.enum(['even', 'fill']),
    wireResistance: z.number().min(0),
    driverResistance: z.number().min(0),
    senseResistance: z.number().min(0),
  }),
  weights: z.strictObject({
    scheme: z.enum(['differential_pair', 'digital_offset', 'reference_column']),
    centred: z.boolean(),
    subtract: z.enum(['analog', 'digital']),
    cells: count,
    /** Reference columns per tile. */
    columns: count,
    bits: z.int().min(2).nullable(),
    cellBits: count.nullable(),
    scale: z.enum(['per_layer', 'per_output']),
    keep: z.number().gt(0).max(1),
    bias: z.enum(['digital', 'row']),
  }),
  inputs: z.strictObject({
    bits: count.nullable(),
    encoding: z.enum(['amplitude', 'bit_serial']),
    sliceBits: count,
    range: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('calibrated'), keep: z.number().gt(0).max(1) }),
      z.strictObject({ kind: z.literal('fixed'), low: z.number(), high: z.number() }),
    ]),
    /** [V] */
    readVoltage: z.number().positive(),
  }),
});

export type PlanChip = z.infer<typeof chip>;
export type PlanAdc = z.infer<typeof adc>;
export type PlanConverterRange = z.infer<typeof converterRange>;
