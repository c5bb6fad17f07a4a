import { canonicalJson, hashOf } from './identity.js';
import type { Plan } from './plan.js';

export type ReadPlan =
  | { readonly plan: Plan; readonly faults?: undefined }
  | { readonly plan?: undefined; readonly faults: readonly string[] };

/**
 * Reads and checks plan JSON; faults name the place in the document and what was expected there. The schema is loaded here: threads that
 * are given a plan do without it.
 */
export async function readPlan(text: string): Promise<ReadPlan> {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return { faults: ['the plan is not JSON'] };
  }
  const version = versionOf(document);
  if (version !== undefined && version !== 1)
    return { faults: [`planVersion: this is a plan of version ${version}, but version 1 is read here`] };
  const { planSchema } = await import('./schema.js');
  const result = planSchema.safeParse(document);
  if (!result.success)
    return { faults: result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) };
  const dangling = danglingReferences(result.data);
  return dangling.length > 0 ? { faults: dangling } : { plan: result.data };
}

/** The version that a document gives itself, where it is a number. */
function versionOf(document: unknown): number | undefined {
  if (typeof document !== 'object' || document === null || !('planVersion' in document)) return undefined;
  return typeof document.planVersion === 'number' ? document.planVersion : undefined;
}

/** Canonical plan text: sorted keys, one line, a final newline. */
export const writePlan = (plan: Plan): string => `${canonicalJson(plan)}\n`;

/** A plan's identity. */
export const planHash = (plan: Plan): string => hashOf(plan);

function danglingReferences(plan: Plan): string[] {
  const faults: string[] = [];
  const need = (table: keyof Plan, id: string, where: string): void => {
    if (!Object.hasOwn(plan[table] as object, id)) faults.push(`${where}: ${String(table)} has no ${id}`);
  };
  for (const [id, training] of Object.entries(plan.trainings)) {
    const where = `trainings.${id}`;
    const { startFrom, inject } = training;
    need('networks', training.network, where);
    need('data', training.data, where);
    if (startFrom !== null && 'network' in startFrom) need('networks', startFrom.network, where);
    if (inject !== null && inject.chip !== null) need('chips', inject.chip, where);
  }
  for (const experiment of plan.experiments)
    experiment.points.forEach((point, index) => {
      const where = `${experiment.name} point ${index}`;
      need('networks', point.network, where);
      need('data', point.data, where);
      need('chips', point.chip, where);
      need('mappings', point.mapping, where);
      if (point.weights.kind === 'training') need('trainings', point.weights.training, where);
      const { axes } = experiment;
      const fits = axes.every(({ values }, axis) => (point.coordinates[axis] ?? Infinity) < values.length);
      if (!fits || point.coordinates.length !== axes.length)
        faults.push(`${where}: the coordinates ${point.coordinates.join(', ')} are no values of the axes`);
    });
  return faults;
}
