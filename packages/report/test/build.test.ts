import type { PlanEstimate, PlanReport } from '@kirchhoff/plan';
import { buildReports } from '../src/build.js';
import { plan, results } from './fixtures.js';

const median: PlanEstimate = { kind: 'median', of: 'accuracy', level: null, when: null };
const report: PlanReport = {
  name: 'variation',
  description: null,
  save: 'out/variation.html',
  items: [
    {
      kind: 'plot',
      name: 'accuracy_vs_sigma',
      of: 'spread',
      x: 'sigma',
      xScale: 'linear',
      y: median,
      yScale: 'linear',
      band: 0.9,
      series: ['ratio'],
      panels: [],
    },
    {
      kind: 'plot',
      name: 'learning',
      of: 'spread',
      x: 'epoch',
      xScale: 'linear',
      y: { ...median, kind: 'value', of: 'training_loss' },
      yScale: 'linear',
      band: null,
      series: [],
      panels: [],
    },
    {
      kind: 'table',
      name: 'loss',
      of: 'spread',
      rows: ['sigma'],
      columns: ['ratio'],
      values: [{ ...median, kind: 'mean', of: 'accuracy_loss' }],
    },
  ],
};
const context = {
  studyText: 'experiment spread { } # <b>',
  record: [['node', 'v20']] as const,
  portraits: [],
};

describe('buildReports', () => {
  const build = () => buildReports({ ...plan, reports: [report] }, results, context);

  it('writes a page under its saved name, SVG files beside it, and a standard page for what no report shows', async () => {
    expect((await build()).map((file) => file.name)).toEqual([
      'variation.html',
      'variation-accuracy_vs_sigma.svg',
      'variation-learning.svg',
      'variation-knobs_of_spread.svg',
      'variation-training_of_spread.svg',
      'variation-accuracy_vs_sigma.vl.json',
      'variation-learning.vl.json',
      'variation-knobs_of_spread.vl.json',
      'variation-training_of_spread.vl.json',
      'schemes.html',
      'schemes-accuracy_against_voltage.svg',
      'schemes-yield_against_voltage.svg',
      'schemes-spread_of_the_chips.svg',
      'schemes-knobs_of_schemes.svg',
      'schemes-training_of_schemes.svg',
      'schemes-accuracy_against_voltage.vl.json',
      'schemes-yield_against_voltage.vl.json',
      'schemes-spread_of_the_chips.vl.json',
      'schemes-knobs_of_schemes.vl.json',
      'schemes-training_of_schemes.vl.json',
    ]);
  });

  it('draws the lines, the bands and their titles', async () => {
    const [, plot, learning] = await build();
    expect(plot!.text.match(/class="mark-line role-mark[^"]*"/g)).toHaveLength(2);
    expect(plot!.text.match(/class="mark-area role-mark[^"]*"/g)).toHaveLength(2);
    expect(plot!.text).toContain('sigma [% of target]');
    expect(plot!.text).toContain('median accuracy [%]');
    expect(learning!.text).toContain('training loss [nat]');
  });

  it.each([
    ['accuracy_loss', 'rect'],
    ['accuracy', 'symbol'],
  ])('draws the %s of words as %s marks', async (of, mark) => {
    const item = {
      kind: 'plot',
      name: 'by_scheme',
      of: 'schemes',
      x: 'scheme',
      xScale: 'linear',
      y: { kind: 'mean', of, level: null, when: null },
      yScale: 'linear',
      band: null,
    } as const;
    const bars: PlanReport = {
      name: 'bars',
      description: null,
      items: [{ ...item, series: [], panels: [] }],
      save: null,
    };
    const files = await buildReports({ ...plan, reports: [bars] }, results, {
      studyText: '',
      record: [],
      portraits: [],
    });
    const { text } = files.find(({ name }) => name === 'bars-by_scheme.svg')!;
    const group = new RegExp(`class="mark-${mark} role-mark[^"]*"[^>]*>(.*?)</g>`).exec(text)![1]!;
    expect(group.match(/<path /g)).toHaveLength(2);
    expect(text).toContain('differential_pair');
  });

  it('writes names of layers along an axis to their ends, which tell them apart', async () => {
    const names = ['conv1', 'conv2'].map((name) => `features_block_of_stage_3_unit_12_branch_${name}_Conv`);
    const values = names.map((label) => ({ label, number: null }));
    const layer = { name: 'layer', unit: { label: '', scale: 1, si: '' }, values };
    const experiments = plan.experiments.map((each) =>
      each.name === 'schemes' ? { ...each, axes: [layer, each.axes[1]!] } : each,
    );
    const report: PlanReport = {
      name: 'layers',
      description: null,
      items: [
        {
          kind: 'plot',
          name: 'losses',
          of: 'schemes',
          x: 'layer',
          xScale: 'linear',
          y: { kind: 'mean', of: 'accuracy_loss', level: null, when: null },
          yScale: 'linear',
          series: [],
          panels: [],
          band: null,
        },
      ],
      save: null,
    };
    const files = await buildReports({ ...plan, experiments, reports: [report] }, results, {
      studyText: '',
      record: [],
      portraits: [],
    });
    const { text } = files.find(({ name }) => name === 'layers-losses.svg')!;
    for (const name of names) expect(text).toContain(`>${name}</text>`);
  });

  it('makes a page that needs nothing from outside', async () => {
    const page = (await build())[0]!.text;
    expect(page).not.toMatch(/<script|<link|src=|url\((?!#)/);
    expect(page).toContain('How much variation?');
    expect(page).toContain(
      '<span class="kind">experiment</span> spread { } <span class="comment"># &lt;b&gt;</span>',
    );
    expect(page).toContain('loss: mean accuracy loss [%]');
    expect(page.match(/<svg /g)).toHaveLength(4);
  });

  it('gives the same bytes again', async () => {
    expect(await build()).toEqual(await build());
  });
});
