import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '@kirchhoff/compiler';
import { diagnose } from '@kirchhoff/language';
import type { PlanExperiment } from '@kirchhoff/plan';
import { host, root } from '../golden/host.js';
import { figuresIn, pageWith, readCsv, requestsIn } from './tools.js';

/** Studies by the names of their pages. */
const folders = { '': 'dsl-examples/findings', 'training-': 'dsl-examples/training' };
const pages = join(root, 'docs/findings');
const named = (place: string, ending: string, besides: string): string[] =>
  readdirSync(join(root, place))
    .filter((name) => name.endsWith(ending) && name !== besides)
    .map((name) => name.slice(0, -ending.length))
    .sort();
const studies = new Map(
  Object.entries(folders).flatMap(([prefix, folder]) =>
    named(folder, '.kir', 'shared.kir').map((name) => [prefix + name, `${folder}/${name}.kir`] as const),
  ),
);
const findings = named('docs/findings', '.md', 'README.md');
const index = readFileSync(join(pages, 'README.md'), 'utf8');

it('are a page for every study of the model, a study for every page, each in the index, nine at least', () => {
  for (const name of findings) expect([...studies.keys()]).toContain(name);
  expect(findings).toEqual(expect.arrayContaining(named(folders[''], '.kir', 'shared.kir')));
  expect(findings.length).toBeGreaterThanOrEqual(9);
  for (const name of findings) expect(index).toContain(`](${name}.md)`);
});

/** Labels of every point of an experiment, as its summary writes them. */
const pointsOf = ({ name, axes, points, trials }: PlanExperiment) =>
  points.map(({ coordinates }) => ({
    experiment: name,
    ...Object.fromEntries(axes.map((axis, at) => [axis.name, axis.values[coordinates[at]!]!.label])),
    chips: String(trials.from),
  }));

describe.each(findings)('%s', (name) => {
  const page = readFileSync(join(pages, `${name}.md`), 'utf8');
  const rows = readCsv(readFileSync(join(pages, `${name}.csv`), 'utf8'));

  it('was run as the study stands: every point with all its chips', () => {
    const uri = studies.get(name)!;
    const { study } = diagnose({ uri, text: readFileSync(join(root, uri), 'utf8') }, host);
    const planned = compile(study, host).plan!.experiments.flatMap(pointsOf);
    expect(rows).toHaveLength(planned.length);
    planned.forEach((point, at) => expect(rows[at]).toMatchObject(point));
  });

  it('shows the numbers of its summary', () => {
    expect(requestsIn(page).length).toBeGreaterThan(0);
    const numbers = (text: string): string[] =>
      text.match(/-?\d+\.\d\d \(-?\d+\.\d\d to -?\d+\.\d\d\)/g) ?? [];
    expect(numbers(page).length).toBeGreaterThan(0);
    expect(numbers(page)).toEqual(numbers(pageWith(page, rows)));
  });

  it('shows plots that are there, small and from its run, and how to make them', () => {
    expect(figuresIn(page).length).toBeGreaterThan(0);
    for (const figure of figuresIn(page)) {
      const path = join(pages, figure);
      expect(existsSync(path)).toBe(true);
      expect(statSync(path).size).toBeLessThan(200_000);
      expect(readFileSync(path, 'utf8')).toMatch(/^<svg/);
    }
    expect(page).toContain(`npx kir run ${studies.get(name)!}`);
  });
});
