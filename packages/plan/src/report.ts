import { z } from 'zod';
import { estimate } from './experiment.js';

const scale = z.enum(['linear', 'log']);
const names = z.array(z.string());

export const plot = z.strictObject({
  kind: z.literal('plot'),
  name: z.string(),
  of: z.string(),
  x: z.string(),
  xScale: scale,
  y: estimate,
  yScale: scale,
  band: z.number().nullable(),
  series: names,
  panels: names,
});

export const table = z.strictObject({
  kind: z.literal('table'),
  name: z.string(),
  of: z.string(),
  rows: names,
  columns: names,
  values: z.array(estimate),
});

export const histogram = z.strictObject({
  kind: z.literal('histogram'),
  name: z.string(),
  of: z.string(),
  x: z.string(),
  series: names,
  panels: names,
});

export const report = z.strictObject({
  name: z.string(),
  description: z.string().nullable(),
  items: z.array(z.discriminatedUnion('kind', [plot, table, histogram])),
  save: z.string().nullable(),
});

export type PlanPlot = z.infer<typeof plot>;
export type PlanTable = z.infer<typeof table>;
export type PlanHistogram = z.infer<typeof histogram>;
export type PlanReport = z.infer<typeof report>;
