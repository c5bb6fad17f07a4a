import { linesOf } from '../../src/question/lines.js';
import type { Question, Values } from '../../src/question/points.js';
import { type Finding, search } from '../../src/question/search.js';
import { searchLines } from '../../src/question/searchLines.js';

const question: Question = {
  goal: 'largest',
  requires: [
    { left: { kind: 'yield', level: null, when: { operator: '>=', bound: 1 } }, operator: '>=', bound: 0.9 },
  ],
  trials: { from: 40, to: 160 },
  confidence: 0.95,
};

/** Chips that all pass at points where `passes` says so, and all fail elsewhere; counts what was asked. */
function run(line: readonly number[], asked: Question, passes: (point: number) => boolean) {
  const known = new Map<number, number>();
  const values: Values = (point, trials) =>
    (known.get(point) ?? 0) < trials ? undefined : [[new Array<number>(trials).fill(passes(point) ? 1 : 0)]];
  for (;;) {
    const state = search(asked, line, values);
    if ('finding' in state)
      return {
        finding: state.finding,
        points: known.size,
        chips: [...known.values()].reduce((a, b) => a + b, 0),
      };
    for (const { point, trials } of state.wants) known.set(point, trials);
  }
}
const line = Array.from({ length: 81 }, (_, index) => index);
const found = (finding: Finding) => [finding.answer, finding.beyond];

describe('search', () => {
  it.each([0, 1, 17, 40, 63, 79])('finds the last of 81 points that holds: %d', (last) => {
    const { finding, points } = run(line, question, (point) => point <= last);
    expect(found(finding)).toEqual([last, last + 1]);
    expect(finding.against).toEqual([]);
    expect(points).toBeLessThanOrEqual(11);
  });

  it('the smallest is the first that holds', () => {
    const { finding } = run(line, { ...question, goal: 'smallest' }, (point) => point >= 23);
    expect(found(finding)).toEqual([23, 22]);
  });

  it('says where all hold, none holds, and where there is a single point', () => {
    expect(found(run(line, question, () => true).finding)).toEqual([80, null]);
    expect(found(run(line, question, () => false).finding)).toEqual([null, 0]);
    expect(found(run([5], question, () => true).finding)).toEqual([5, null]);
    expect(found(run([5], question, () => false).finding)).toEqual([null, 5]);
  });

  it('says where the requirement does not only get harder', () => {
    expect(run(line, question, (point) => point > 0 && point <= 50).finding).toMatchObject({
      answer: 50,
      against: [0],
    });
    expect(run(line, question, (point) => point <= 33 || point === 80).finding).toMatchObject({
      answer: 33,
      against: [80],
    });
    expect(run(line, question, (point) => point === 80).finding).toMatchObject({
      answer: null,
      against: [80],
    });
  });

  it('looks where it did not go: a dip on the easier side, chips that do better beyond the answer', () => {
    expect(run(line, question, (point) => point <= 33 && point !== 9).finding).toMatchObject({
      answer: 33,
      against: [9],
    });
    expect(run(line, question, (point) => point <= 33 || point === 60).finding).toMatchObject({
      answer: 33,
      against: [60],
    });
    const few: Values = (point, trials) => [
      [Array.from({ length: trials }, (_, chip) => (point < 30 || (point === 60 && chip % 6 > 0) ? 1 : 0))],
    ];
    const state = search(question, line, few);
    expect('finding' in state && state.finding.judged.find(({ point }) => point === 60)!.verdict).toBe(
      'open',
    );
    expect('finding' in state && state.finding.against).toEqual([60]);
    expect('finding' in state && state.finding.judged.find(({ point }) => point === 30)!.trials).toBe(40);
  });

  it('a mean that gets better beyond the answer contradicts', () => {
    const mean: Question = {
      ...question,
      requires: [{ left: { kind: 'mean', level: null, when: null }, operator: '<', bound: 1 }],
    };
    const loss = (point: number): number => (point < 20 ? 0.5 : point < 50 ? 3 : 1.5);
    const values: Values = (point, trials) => [
      [Array.from({ length: trials }, (_, chip) => loss(point) + (chip % 7) / 100)],
    ];
    const state = search(mean, line, values);
    expect('finding' in state && state.finding.answer).toBe(19);
    expect('finding' in state && state.finding.against.every((point) => point >= 50)).toBe(true);
    expect('finding' in state && state.finding.against.length).toBeGreaterThan(0);
  });

  it('a few chips that all gain the same image contradict nothing', () => {
    const step = 1 / 100;
    const mean = (resolutionOf?: () => number): Question => ({
      ...question,
      trials: { from: 3, to: 3 },
      requires: [{ left: { kind: 'mean', level: null, when: null }, operator: '<', bound: 1 }],
      resolutionOf,
    });
    const loss = (point: number): number => (point < 20 ? 0.5 : point < 50 ? 3 : 3 - step);
    const values: Values = (point, trials) => [
      [Array.from({ length: trials }, (_, chip) => loss(point) + chip * 2 * step)],
    ];
    const against = (asked: Question): number => {
      const state = search(asked, line, values);
      return 'finding' in state ? state.finding.against.length : NaN;
    };
    expect(against(mean())).toBeGreaterThan(0);
    expect(against(mean(() => step))).toBe(0);
  });

  it.each([
    [33, 33],
    [30, 36],
    [0, 5],
    [70, 80],
    [-1, -1],
  ])('from a hint of %d to %d it ends at the same place', (from, to) => {
    for (const last of [-1, 0, 20, 33, 34, 79, 80]) {
      const everything: Values = (point, trials) => [[new Array<number>(trials).fill(point <= last ? 1 : 0)]];
      const state = search(question, line, everything, { from, to });
      expect('finding' in state && found(state.finding)).toEqual([
        last < 0 ? null : last,
        last === 80 ? null : last + 1,
      ]);
    }
  });

  it('draws more chips only where the verdict is open', () => {
    const { finding } = run(line, question, (point) => point <= 33);
    expect(finding.judged.filter(({ verdict }) => verdict === 'holds').map(({ trials }) => trials)).toEqual(
      finding.judged.filter(({ verdict }) => verdict === 'holds').map(() => 40),
    );
    expect(
      finding.judged.filter(({ verdict }) => verdict === 'fails').every(({ trials }) => trials === 5),
    ).toBe(true);
    const open: Values = (point, trials) => [
      [Array.from({ length: trials }, (_, chip) => (point === 0 || (point === 1 && chip % 23 > 0) ? 1 : 0))],
    ];
    const state = search(question, [0, 1, 2], open);
    expect('finding' in state && state.finding.judged.find(({ point }) => point === 1)).toEqual({
      point: 1,
      trials: 160,
      verdict: 'holds',
    });
  });

  it('every network must meet the requirement', () => {
    const two: Values = (point, trials) => [
      [new Array<number>(trials).fill(1), new Array<number>(trials).fill(point < 2 ? 1 : 0)],
    ];
    const state = search(question, [0, 1, 2, 3], two);
    expect('finding' in state && state.finding.answer).toBe(1);
  });
});

describe('searchLines', () => {
  const lines = Array.from({ length: 9 }, (_, outer) => ({
    outer: [0, outer],
    points: line.map((place) => outer * 81 + place),
  }));
  const last = (outer: number): number => Math.min(40, 8 * outer) - 1;
  const everything: Values = (point, trials) => [
    [new Array<number>(trials).fill(point % 81 <= last(Math.floor(point / 81)) ? 1 : 0)],
  ];

  it.each(['largest', 'smallest'] as const)('gives every line its own answer: %s', (goal) => {
    const asked = { ...question, goal };
    const values: Values = (point, trials) =>
      goal === 'largest'
        ? everything(point, trials)
        : everything(81 * Math.floor(point / 81) + 80 - (point % 81), trials);
    const states = searchLines(asked, lines, values);
    states.forEach((state, index) => {
      const alone = search(asked, lines[index]!.points, values);
      expect('finding' in state && found(state.finding)).toEqual('finding' in alone && found(alone.finding));
    });
  });

  it('begins with the middle line, and takes fewer points than the lines do alone', () => {
    const first = searchLines(question, lines, () => undefined);
    expect(first.map((state) => 'wants' in state && state.wants.length > 0)).toEqual(
      lines.map((_, index) => index === 4),
    );
    const points = (states: readonly ReturnType<typeof search>[]): number =>
      states.reduce((sum, state) => sum + ('finding' in state ? state.finding.judged.length : NaN), 0);
    expect(points(searchLines(question, lines, everything))).toBeLessThan(
      points(lines.map((each) => search(question, each.points, everything))),
    );
  });
});

describe('linesOf', () => {
  it('groups points that differ in their last coordinate', () => {
    const points = [
      [0, 1],
      [0, 0],
      [1, 0],
      [1, 1],
    ].map((coordinates) => ({ coordinates }));
    expect(linesOf(points)).toEqual([
      { outer: [0], points: [1, 0] },
      { outer: [1], points: [2, 3] },
    ]);
  });
});
