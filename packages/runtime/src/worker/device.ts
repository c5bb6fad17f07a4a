import { type Device, type MeasuredTable, measuredTable, type ProgrammingLaw } from '@kirchhoff/kernels';
import type { PlanDevice, PlanProgrammingLaw, PlanTableLaw } from '@kirchhoff/plan';
import { RunFailure } from '../failure.js';
import { tableSource } from '../inputs.js';
import type { Context } from './context.js';

const known = new WeakMap<Context, Map<string, MeasuredTable>>();

/** The table of a law, its rows grouped by target once for each worker. */
function tableOf(context: Context, law: PlanTableLaw): MeasuredTable {
  const tables = known.get(context) ?? new Map<string, MeasuredTable>();
  known.set(context, tables);
  const source = tableSource(law);
  const found = tables.get(source);
  if (found !== undefined) return found;
  const columns = context.inputs.tables?.[source];
  if (columns === undefined)
    throw new RunFailure('refused', `the table ${law.file.name} was not given to the run`);
  const made = measuredTable(columns);
  tables.set(source, made);
  return made;
}

/** A law of the plan as kernels take it: the numbers of a table instead of its file. */
export function lawOf(context: Context, law: PlanProgrammingLaw): ProgrammingLaw {
  return law.kind === 'table' ? { kind: 'table', table: tableOf(context, law) } : law;
}

/** The law of fresh draws as kernels take it. */
function noiseOf(context: Context, noise: PlanDevice['readNoise']): Device['readNoise'] {
  if (noise === null || noise.kind === 'one_over_f') return noise;
  return lawOf(context, noise);
}

/** A device of the plan as kernels take it. */
export const deviceOf = (context: Context, device: PlanDevice): Device => ({
  ...device,
  programming: device.programming && lawOf(context, device.programming),
  readNoise: noiseOf(context, device.readNoise),
});
