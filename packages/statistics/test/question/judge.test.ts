import { asYield, judge, type Requirement } from '../../src/question/judge.js';

const once = (chips: number, risk = 0.05) => ({ looks: [chips], index: 0, risk });
const chips = (passing: number, failing: number): number[] => [
  ...new Array<number>(passing).fill(0.001),
  ...new Array<number>(failing).fill(0.2),
];
const nineFive: Requirement = {
  left: { kind: 'yield', level: null, when: { operator: '<', bound: 0.01 } },
  operator: '>=',
  bound: 0.95,
};

describe('judge', () => {
  it('a yield: 59 of 59 show 95 %, 58 of 59 leave it open, 50 of 59 show that it fails', () => {
    expect(judge(nineFive, chips(59, 0), once(59))).toBe('holds');
    expect(judge(nineFive, chips(58, 1), once(59))).toBe('open');
    expect(judge(nineFive, chips(50, 9), once(59))).toBe('fails');
  });

  it('a yield from above: at most 5 % of the chips lose 1 % or more', () => {
    const few: Requirement = {
      left: { kind: 'yield', level: null, when: { operator: '>=', bound: 0.01 } },
      operator: '<=',
      bound: 0.05,
    };
    expect(judge(few, chips(59, 0), once(59))).toBe('holds');
    expect(judge(few, chips(50, 9), once(59))).toBe('fails');
  });

  it('a quantile is the yield of the chips on its better side', () => {
    const lowest = {
      left: { kind: 'quantile', level: 0.05, when: null },
      operator: '>=',
      bound: 0.9,
    } as const;
    expect(asYield(lowest)!.required).toBe(0.95);
    expect(asYield(lowest)!.passes(0.9)).toBe(true);
    const highest = { ...lowest, operator: '<=' } as const;
    expect(asYield(highest)!.required).toBe(0.05);
    const median = { ...lowest, left: { ...lowest.left, kind: 'median' } } as const;
    expect(judge(median, [0.95, 0.95, 0.95, 0.95, 0.95], once(5))).toBe('holds');
    expect(judge(median, [0.95, 0.95, 0.95, 0.95], once(4))).toBe('open');
  });

  it('a mean by its one-sided bound, the risk divided by the looks', () => {
    const mean = { left: { kind: 'mean', level: null, when: null }, operator: '<', bound: 1 } as const;
    const values = [0.8, 0.9, 1, 0.7, 0.85];
    expect(judge(mean, values, once(5))).toBe('holds');
    expect(judge(mean, values, { looks: [5, 10, 20, 40, 80, 160], index: 0, risk: 0.05 })).toBe('open');
    expect(judge({ ...mean, bound: 0.5 }, values, once(5))).toBe('fails');
    expect(judge(mean, [0.5], once(1))).toBe('open');
  });

  it('before the first look that can show it, a yield may fail and nothing else is judged', () => {
    const early = { looks: [8, 60], first: 1, index: 0, risk: 0.05 };
    expect(judge(nineFive, chips(8, 0), early)).toBe('open');
    expect(judge(nineFive, chips(0, 8), early)).toBe('fails');
    const mean = { left: { kind: 'mean', level: null, when: null }, operator: '<', bound: 1 } as const;
    expect(judge(mean, chips(8, 0), early)).toBe('open');
  });

  it('a deviation by the bootstrap', () => {
    const spread = {
      left: { kind: 'deviation', level: null, when: null },
      operator: '<',
      bound: 0.5,
    } as const;
    const values = Array.from({ length: 40 }, (_, index) => (index % 2) * 0.2);
    expect(judge(spread, values, once(40))).toBe('holds');
    expect(judge({ ...spread, bound: 0.05 }, values, once(40))).toBe('fails');
  });
});
