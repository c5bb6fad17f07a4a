import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile, cost } from '@kirchhoff/compiler';
import { diagnose } from '@kirchhoff/language';
import { planHash, readPlan, writePlan } from '@kirchhoff/plan';
import { host } from './host.js';
import { byLine } from './pin.js';

const path = join(import.meta.dirname, 'version-1.json');

/** Until 0.1.0 is released the schema of version 1 may still change: `UPDATE=version-1` then plans the study again. */
function planAgain(): void {
  const text = readFileSync(join(import.meta.dirname, 'version-1.kir'), 'utf8');
  const { study, diagnostics } = diagnose({ uri: 'test/golden/version-1.kir', text }, host);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const { plan, problems } = compile(study, host);
  expect(problems).toEqual([]);
  writeFileSync(path, byLine(JSON.stringify({ hash: planHash(plan!), plan: JSON.parse(writePlan(plan!)) })));
}

if (process.env['UPDATE'] === 'version-1') planAgain();

const kept = JSON.parse(readFileSync(path, 'utf8')) as { readonly hash: string; readonly plan: unknown };

/** Values of a key, wherever it stands in the document. */
function valuesOf(key: string, document: unknown, found = new Set<unknown>()): Set<unknown> {
  if (typeof document !== 'object' || document === null) return found;
  for (const [name, value] of Object.entries(document)) {
    if (name === key) found.add(value);
    valuesOf(key, value, found);
  }
  return found;
}

const { plan, faults } = await readPlan(JSON.stringify(kept.plan));

describe('the plan of version 1 that is kept for ever', () => {
  it('is read without faults', () => {
    expect(faults).toBeUndefined();
  });

  it('is written as the same bytes and has the same hash', () => {
    expect(JSON.parse(writePlan(plan!))).toEqual(kept.plan);
    expect(byLine(writePlan(plan!))).toBe(byLine(JSON.stringify(kept.plan)));
    expect(planHash(plan!)).toBe(kept.hash);
  });

  it('costs what it cost', () => {
    const { points, chips, trainings } = cost(plan!);
    expect({ points, chips, trainings }).toEqual({ points: 4 + 3 + 3, chips: 4 * 5 + 3 * 30 * 2 + 3 * 3, trainings: 1 + 2 + 1 });
  });

  it.each([
    ['op', ['input', 'dense', 'conv', 'batch_norm', 'relu', 'relu6', 'leaky_relu', 'hard_swish', 'sigmoid']],
    ['op', ['tanh', 'softmax', 'max_pool', 'average_pool', 'global_average_pool', 'flatten', 'add', 'pad']],
    ['kind', ['normal', 'lognormal', 'uniform', 'polynomial', 'table', 'one_over_f']],
    ['kind', ['worst_case', 'calibrated', 'fixed', 'sgd', 'adam', 'adamw', 'step', 'cosine', 'one_cycle']],
    ['scheme', ['differential_pair', 'digital_offset', 'reference_column']],
    ['of', ['target', 'range', 'absolute']],
  ])('holds every kind of record: %s %j', (key, expected) => {
    const held = valuesOf(key, kept.plan);
    expect(expected.filter((value) => !held.has(value))).toEqual([]);
  });
});
