import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { kir, root, scratch, write } from '../e2e/kir.js';
import { type BrowserPage, chromium, startBrowser } from './chromium.js';
import { examples, importsOf, quickForm } from './quick.js';

const here = chromium === undefined ? describe.skip : describe;
const title = 'the pages of the examples';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Kept by CI. */
const screenshots = join(root, 'out/screenshots');

/** What a figure of a page shows, as the browser laid it out. */
interface Drawn {
  readonly name: string;
  /** Paths and texts of marks that have an extent. */
  readonly marks: number;
  /** Of those, the ones beyond the drawing's edges. */
  readonly outside: number;
  /** Labels along every axis, in order. */
  readonly axes: readonly (readonly string[])[];
}

const look = `[...document.querySelectorAll('figure')].map((figure) => {
  const svg = figure.querySelector('svg');
  const frame = svg.getBoundingClientRect();
  const boxes = [...svg.querySelectorAll('.role-mark > *')].map((mark) => mark.getBoundingClientRect());
  const seen = boxes.filter(({ width, height }) => width + height > 0);
  const beyond = (box) => box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1;
  const axes = [...svg.querySelectorAll('.role-axis')].map((axis) => [...axis.querySelectorAll('.role-axis-label text')].map((text) => text.textContent));
  return { name: figure.id, marks: seen.length, outside: seen.filter(beyond).length, axes };
})`;

const numbersOf = (labels: readonly string[]): number[] =>
  labels.filter((text) => text !== '').map((text) => Number(text.replace('−', '-').replaceAll(',', '')));

/** Labels that are numbers rise or fall all along their axis. */
function isScale(labels: readonly string[]): boolean {
  const numbers = numbersOf(labels);
  if (numbers.some(Number.isNaN)) return new Set(labels).size === labels.length;
  const steps = numbers.slice(1).map((value, index) => value - numbers[index]!);
  return steps.every((step) => step > 0) || steps.every((step) => step < 0);
}

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

here(chromium === undefined ? `${title} (skipped: there is no chromium)` : title, () => {
  const cwd = scratch();
  let page: BrowserPage | undefined;
  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    importsOf().forEach((folder) => cpSync(folder, join(cwd, basename(folder)), { recursive: true }));
    page = await startBrowser(chromium!, 1100);
  });
  afterAll(() => page?.close());

  it.each(examples)(
    '%s: figures drawn, nothing in the console, accessible on light and dark paper',
    async (name) => {
      write(cwd, `${name}.kir`, quickForm(name));
      const out = join(cwd, 'out', name);
      const { status, stderr } = kir(['run', `${name}.kir`, '--out', out, '--quiet'], { cwd });
      expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
      const files = readdirSync(out);
      if (page === undefined) throw new Error('the browser did not start');
      const pages = files.filter((file) => file.endsWith('.html'));
      expect(pages.length).toBeGreaterThan(0);
      for (const file of pages)
        for (const scheme of ['light', 'dark'] as const) {
          await page.open(pathToFileURL(join(out, file)).href, scheme);
          const drawn = await page.evaluate<readonly Drawn[]>(look);
          expect(drawn.length).toBeGreaterThan(1);
          for (const figure of drawn) {
            expect(figure).toMatchObject({ marks: expect.any(Number) as number, outside: 0 });
            expect({ ...figure, drawn: figure.marks > 0 }).toMatchObject({ drawn: true });
            expect(figure.axes.length).toBeGreaterThan(0);
            expect(figure.axes.filter((labels) => !isScale(labels))).toEqual([]);
            const stem = `${file.replace(/\.html$/, '')}-${figure.name}`;
            for (const ending of ['svg', 'png', 'vl.json']) expect(files).toContain(`${stem}.${ending}`);
          }
          expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
          writeFileSync(
            join(screenshots, `${name}-${file.replace(/\.html$/, '')}-${scheme}.png`),
            await page.screenshot(),
          );
          await page.evaluate(`${axe}; undefined`);
          const violations = await page.evaluate<readonly Violation[]>(
            'axe.run().then(({ violations }) => violations)',
          );
          expect(
            violations.map(({ id, nodes }) => ({ id, first: nodes[0]?.html, why: nodes[0]?.failureSummary })),
          ).toEqual([]);
          expect(page.faults()).toEqual([]);
        }
    },
  );
});
