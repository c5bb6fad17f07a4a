import type { ChipPortrait } from '@kirchhoff/plan';
import { buildReports } from '../src/build.js';
import { withDarkColours } from '../src/dark.js';
import { cellsFigure, codesFigure } from '../src/inside.js';
import { plan, results } from './fixtures.js';

const portrait: ChipPortrait = {
  experiment: 'spread',
  point: 2,
  repeat: 0,
  trial: 0,
  images: 200,
  layers: [
    {
      layer: 'fc1',
      cells: {
        firstRow: 4,
        rows: 2,
        columns: 3,
        target: [1, 2, 3, 4, 5, 6].map((g) => g * 1e-6),
        programmed: [1, 2, 3, 4, 5, 7].map((g) => g * 1e-6),
      },
      codes: { lowest: -3, counts: [10, 20, 30, 80, 30, 20, 10], codesPerCount: 1, below: 4, above: 2 },
    },
    {
      layer: 'fc2',
      cells: { firstRow: 0, rows: 1, columns: 1, target: [1e-6], programmed: [2e-6] },
      codes: null,
    },
  ],
};
const valuesOf = (figure: unknown) => (figure as { data: { values: Record<string, unknown>[] } }).data.values;

describe('one chip from inside', () => {
  it('codes as shares of the conversions, with the clipped share of every layer that converts', () => {
    const values = valuesOf(codesFigure(portrait));
    expect(values).toHaveLength(7);
    expect(values[0]).toMatchObject({
      layer: 'fc1: 3.0 % clipped',
      from: -3,
      to: -2,
      share: 5,
      end: 'range ends',
    });
    expect(values.reduce((sum, { share }) => sum + (share as number), 0)).toBeCloseTo(100, 10);
    const ideal = { ...portrait, layers: portrait.layers.slice(1) };
    expect(codesFigure(ideal)).toBeUndefined();
  });

  it('cells beside their targets, in microsiemens at their word lines', () => {
    const values = valuesOf(cellsFigure(portrait.layers[0]!));
    expect(values).toHaveLength(12);
    expect(values.at(-1)).toEqual({ kind: 'programmed', row: 5, column: 2, conductance: 7 });
    expect(values[5]).toEqual({ kind: 'target', row: 5, column: 2, conductance: 6 });
  });

  it('stands on the page of its experiment alone, with its figures as files', async () => {
    const context = { studyText: '', record: [], images: {}, portraits: [portrait] };
    const files = await buildReports(plan, results, context);
    const page = (name: string) => files.find((file) => file.name === name)!.text;
    expect(page('spread.html')).toContain('<h2>Inside one chip</h2>');
    expect(page('spread.html')).toContain('chip 0 of spread at sigma = 10 %, ratio = 3');
    expect(page('schemes.html')).not.toContain('Inside one chip');
    const cells = files.find(({ name }) => name === 'spread-cells_of_fc1_of_spread.svg')!;
    expect(cells.text.match(/class="mark-rect role-mark[^"]*"/g)).toHaveLength(2);
    expect(cells.text).toBe(withDarkColours(cells.drawing!));
  });
});

describe('figures on dark paper', () => {
  it('every colour that a figure draws with has a dark one', async () => {
    const context = { studyText: '', record: [], images: {}, portraits: [] };
    const figures = (await buildReports(plan, results, context)).flatMap(({ drawing }) => drawing ?? []);
    const used = figures.flatMap((svg) =>
      [...svg.matchAll(/(?:fill|stroke)="(#[0-9a-fA-F]+)"/g)].map(([, colour]) => colour!),
    );
    const dark = withDarkColours('<svg x="">').toLowerCase();
    expect(used.length).toBeGreaterThan(100);
    for (const colour of new Set(used)) expect(dark).toContain(`="${colour.toLowerCase()}" i]`);
  });
});
