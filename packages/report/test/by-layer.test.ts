import type { PlanEstimate, PlanReport } from '@kirchhoff/plan';
import { byLayer } from '../src/by-layer.js';
import { trialsCsv } from '../src/csv.js';
import { evaluate, titleOfEstimate } from '../src/estimate.js';
import { trialsByPoint } from '../src/group.js';
import { tableGrid } from '../src/table.js';
import { plan, results } from './fixtures.js';

const mean = (of: string): PlanEstimate => ({ kind: 'mean', of, level: null, when: null });
const measured = {
  ...results,
  trials: results.trials.map((trial) => ({
    ...trial,
    metrics: { 'fc1.signal_to_error': 20 + trial.point, 'fc2.signal_to_error': 30 + trial.trial },
  })),
};
const table = (
  rows: string[],
  columns: string[],
): Extract<PlanReport['items'][number], { kind: 'table' }> => ({
  kind: 'table',
  name: 'quality',
  of: 'spread',
  rows,
  columns,
  values: [mean('signal_to_error')],
});
const spread = plan.experiments[0]!;

describe('metrics per layer', () => {
  it('are shown layer by layer where an item names layer', () => {
    const item = table(['layer'], ['sigma']);
    const shown = byLayer(item, spread, measured);
    const grid = tableGrid(item, shown.experiment, shown.results);
    expect(grid.title).toBe('quality: mean signal-to-error ratio [dB]');
    expect(grid.rows).toEqual([
      ['fc1', '20.5', '22.5'],
      ['fc2', '31.5', '31.5'],
    ]);
  });

  it('are taken together where it does not', () => {
    const item = table(['sigma'], []);
    const shown = byLayer(item, spread, measured);
    expect(shown).toEqual({ experiment: spread, results: measured });
    expect(tableGrid(item, spread, measured).rows[0]).toEqual(['0 %', '26']);
  });

  it('leave an axis alone that is called layer', () => {
    const walked = { ...spread, axes: spread.axes.map((axis) => ({ ...axis, name: 'layer' })) };
    expect(byLayer(table(['layer'], []), walked, measured).experiment).toBe(walked);
  });

  it('that no trial recorded are no number', () => {
    const trials = trialsByPoint(spread, results)[0]!;
    expect(evaluate(mean('signal_to_error'), trials, spread, {})).toBeNaN();
  });

  it('carry their unit into conditions', () => {
    const condition = { operator: '>', bound: 20 } as const;
    expect(titleOfEstimate({ ...mean('signal_to_error'), kind: 'yield', when: condition })).toBe(
      'yield (signal-to-error ratio > 20 dB) [% of chips]',
    );
  });

  it('are the last columns of trials.csv, empty where an experiment does not record them', () => {
    const layer = { groups: 1, inputs: 2, outputs: 2, cellsPerWeight: 1, arrays: 1 };
    const pieces = { rowTiles: [[0, 2]], rowGroups: [[0, 2]], columnTiles: [[0, 2]] } as const;
    const mapped = {
      ...plan,
      mappings: {
        m: {
          layers: [{ node: 'fc1', ...layer, ...structuredClone(pieces) }],
          imagesPerTask: 1,
          bytesPerWorker: 0,
        },
      },
      experiments: plan.experiments.map((experiment, index) => ({
        ...experiment,
        metrics: index === 0 ? ['signal_to_error', 'clipped_share'] : null,
      })),
    } as unknown as typeof plan;
    const lines = trialsCsv(mapped, measured).trimEnd().split('\n');
    expect(lines[0]!.split(',').slice(-3)).toEqual([
      'agreement',
      'fc1.signal_to_error [dB]',
      'fc1.clipped_share',
    ]);
    expect(lines[1]!.split(',').slice(-2)).toEqual(['20', '']);
  });
});
