import { linesOf } from '../../src/question/lines.js';
import { type Finding, type Question, search, type Values } from '../../src/question/search.js';

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
    expect(points).toBeLessThanOrEqual(9);
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

  it('draws more chips only where the verdict is open', () => {
    const { finding } = run(line, question, (point) => point <= 33);
    expect(finding.judged.every(({ trials }) => trials === 40)).toBe(true);
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
