import { answerGrid, verdictOf } from '../src/answer-grid.js';
import { answersOf } from '../src/answer.js';
import { buildReports } from '../src/build.js';
import { answersCsv } from '../src/findings-csv.js';
import { frontierFigure } from '../src/frontier.js';
import { evidenceText } from '../src/requirement.js';
import { tableGrid } from '../src/table.js';
import { plan, results } from './fixtures.js';
import { limits, searched, searchPlan, searchResults } from './search-fixtures.js';

const estimate = (of: string) => ({ kind: 'value' as const, of, level: null, when: null });

describe('answers', () => {
  it('hold the last value that is shown along every line, the first line that can, and the knee', () => {
    const { answers, gridChips } = answersOf(searched, searchResults)!;
    expect(answers.map(({ finding }) => finding.answer)).toEqual(
      limits.map((limit, line) => (limit < 0 ? null : 9 * line + limit)),
    );
    expect(answers.map(({ first }) => first)).toEqual([false, true, false, false]);
    expect(answers.map(({ knee }) => knee)).toEqual([false, false, true, false]);
    expect(gridChips).toBe(360);
    expect(answersOf(plan.experiments[0]!, results)).toBeUndefined();
  });

  it('as a table, with what is known and what lies beyond', () => {
    const grid = answerGrid(searched, searchResults)!;
    expect(grid.title).toContain('largest sigma shown with 95 % confidence');
    expect(grid.header).toContain('yield (accuracy loss < 1 %) >= 50 %');
    expect(grid.rows[0]!.slice(0, 3)).toEqual(['4', 'none', '0 % fails']);
    expect(grid.rows[1]!.slice(0, 4)).toEqual(['5', '30 %', '40 % fails', '10 of 10 chips (69.2 – 100.0 %)']);
    expect(grid.rows.map((row) => row.at(-1))).toEqual(['', 'first that can', 'knee', '']);
  });

  it('count the chips once where several networks run on them, by the network that passes least', () => {
    const trials = [0, 1].flatMap((repeat) =>
      searchResults.trials
        .filter(({ point }) => point === 12)
        .map((trial) => ({ ...trial, repeat, accuracyLossSoftware: repeat * trial.trial > 7 ? 0.5 : 0 })),
    );
    const [condition] = searched.requires;
    expect(evidenceText(condition!, trials, searched, {})).toBe(
      '8 of 10 chips (44.4 – 97.5 %), the least of 2 networks',
    );
  });

  it('as sentences: what a frontier marks, confidence and cost', () => {
    const sentences = verdictOf(searched, searchResults)!;
    expect(sentences[0]).toBe(
      'With bits = 5: the largest sigma that reaches yield (accuracy loss < 1 %) >= 50 % is 30 % (10 of 10 chips (69.2 – 100.0 %)).',
    );
    expect(sentences[1]).toContain('the knee of the frontier');
    expect(sentences.at(-1)).toMatch(/95 % confidence and cost 360 chips in all/);
  });

  it('as a frontier, a row per line that has an answer', () => {
    const plot = {
      kind: 'plot' as const,
      name: 'frontier',
      of: 'limits',
      x: 'bits',
      xScale: 'linear' as const,
      y: estimate('sigma'),
      yScale: 'linear' as const,
      band: null,
      series: [],
      panels: [],
    };
    const { data, layer } = frontierFigure(plot, searched, searchResults) as {
      data?: { values: { x: number; y: number; mark: string }[] };
      layer?: readonly { encoding: { x: object } }[];
    };
    // Whole numbers of bits, the one without an answer among them.
    expect(layer![0]!.encoding.x).toMatchObject({
      scale: { domain: [4, 7] },
      axis: { values: [4, 5, 6, 7], format: 'd' },
    });
    expect(data!.values.map(({ x, y, mark }) => [x, y, mark])).toEqual([
      [5, 30, 'first that can'],
      [6, 50, 'knee'],
      [7, 60, ''],
    ]);
  });

  it('in a table of the report: the first answer of a row', () => {
    const table = {
      kind: 'table' as const,
      name: 'limits',
      of: 'limits',
      rows: [],
      columns: [],
      values: [estimate('bits'), estimate('sigma'), searched.requires[0]!.left],
    };
    expect(tableGrid(table, searched, searchResults).rows).toEqual([['', '5', '30 %', '100.00']]);
  });

  it('in answers.csv, numbers in SI, and on a page of their own', async () => {
    const [header, , second] = answersCsv(searchPlan, searchResults)!.split('\n');
    expect(header).toBe(
      'experiment,bits,sigma,point,next_value,next_verdict,confidence,chips,first,knee,contradictions',
    );
    expect(second).toBe('limits,5,0.3,12,0.4,fails,0.95,90,yes,no,0');
    const [page] = await buildReports(searchPlan, searchResults, {
      studyText: '',
      record: [],
      portraits: [],
    });
    expect(page!.text).toContain('<ul class="verdict">');
    expect(page!.text).toContain('first that can');
    expect(page!.text).toContain('100 test images stand for all images');
  });
});
