import { axisDifferences, axisShares } from '../src/effects.js';
import { differencesCsv, statisticsCsv, varianceCsv } from '../src/findings-csv.js';
import { confidenceOf, statistics } from '../src/statistics.js';
import { plan, results } from './fixtures.js';
import { searched, searchPlan, searchResults } from './search-fixtures.js';

const [spread] = plan.experiments;

describe('statistics', () => {
  const rows = statistics(plan, { ...results, images: { d: 400 } });

  it('gives every point its mean by two intervals, three quantiles, and the error of its images', () => {
    const own = rows.filter(({ experiment, point }) => experiment === 'spread' && point === 0);
    expect(own.map(({ name, method }) => [name, method])).toEqual([
      ['mean(accuracy)', 'student_t'],
      ['mean(accuracy)', 'bootstrap'],
      ['quantile(accuracy, 0.05)', 'order_statistics'],
      ['median(accuracy)', 'order_statistics'],
      ['quantile(accuracy, 0.95)', 'order_statistics'],
      ['mean(accuracy)', 'binomial_over_images'],
    ]);
    const [student, bootstrap] = own;
    expect(student!.estimate).toBeCloseTo(0.92, 12);
    expect(student!.interval.low).toBeLessThan(bootstrap!.interval.low);
    expect(own.at(-1)!.n).toBe(400);
    expect((own.at(-1)!.interval.high - own.at(-1)!.interval.low) / 2).toBeCloseTo(
      1.966 * Math.sqrt((0.92 * 0.08) / 400),
      4,
    );
  });

  it('gives the yield of a requirement its exact interval', () => {
    const own = statistics(searchPlan, searchResults).filter(({ method }) => method === 'clopper_pearson');
    expect(own).toHaveLength(36);
    expect(own[12]).toMatchObject({ estimate: 1, n: 10 });
    expect(own[12]!.interval.low).toBeCloseTo(0.6915, 4);
  });

  it('widens intervals where several looks decide when to stop', () => {
    expect(confidenceOf(spread!)).toBe(0.95);
    expect(confidenceOf({ ...spread!, trials: { from: 20, to: 400 } })).toBeGreaterThan(0.955);
  });

  it('writes them with the axes', () => {
    const [header, first] = statisticsCsv(plan, results).split('\n');
    expect(header).toBe(
      'experiment,point,sigma,ratio,scheme,voltage [V],statistic,method,estimate,interval_low,interval_high,confidence,n',
    );
    expect(first).toMatch(/^spread,0,0,3,,,mean\(accuracy\),student_t,0\.9/);
  });
});

describe('effects', () => {
  it('compares the values of an axis on the same chips', () => {
    const [sigma, ratio] = axisDifferences(spread!, results);
    expect(sigma!.difference).toBeCloseTo(-0.02, 12);
    expect(ratio!.difference).toBeCloseTo(-0.01, 12);
    expect(sigma).toMatchObject({ axis: 0, first: 0, second: 1, chips: 4 });
    expect(axisDifferences({ ...spread!, seedPerPoint: true }, results)).toEqual([]);
    expect(axisDifferences(searched, searchResults)).toEqual([]);
  });

  it('knows an accuracy to one image only: four chips that lose the same are no certainty', () => {
    const [certain] = axisDifferences(spread!, { ...results, images: {} });
    const { data } = spread!.points[0]!;
    const [known] = axisDifferences(spread!, { ...results, images: { [data]: 50 } });
    expect(known!.difference).toBe(certain!.difference);
    expect(known!.pValue).toBeGreaterThan(certain!.pValue);
    // t of 3 degrees; an image of 50, over two networks and two ratios, to one step at either value.
    const half = (3.182446305284263 * Math.SQRT2) / 50 / 4 / Math.sqrt(12) / Math.sqrt(4);
    expect(known!.high - known!.difference).toBeCloseTo(half, 9);
  });

  it('splits the variance: 4 to 1 between two axes whose steps are 2 to 1, without interaction', () => {
    const shares = axisShares(spread!, results)!;
    expect(shares.main[0]! / shares.main[1]!).toBeCloseTo(4, 9);
    expect(shares.pairs[0]!.share).toBeCloseTo(0, 12);
    expect(shares.main[0]! + shares.main[1]! + shares.chips).toBeCloseTo(1, 12);
  });

  it('writes both', () => {
    expect(differencesCsv(plan, results)!.split('\n')[1]).toMatch(/^spread,sigma,0,0\.1,-0\.0/);
    expect(varianceCsv(plan, results)!.split('\n')[0]).toBe('experiment,source,share,total_share');
    expect(differencesCsv(searchPlan, searchResults)).toBeUndefined();
  });
});
