import { fold, key, normals } from '@kirchhoff/random';
import { type Finding, type Question, search, searchLines, type Values } from '@kirchhoff/statistics';
import { recordProof } from '../proof/record.js';

const full = process.env.KIRCHHOFF_FULL !== undefined;
const studies = full ? 4000 : 400;
/** Three standard errors above 5 %. */
const most = 0.05 + 3 * Math.sqrt((0.05 * 0.95) / studies);

const question: Question = {
  goal: 'largest',
  requires: [
    { left: { kind: 'yield', level: null, when: { operator: '<', bound: 0 } }, operator: '>=', bound: 0.95 },
  ],
  trials: { from: 60, to: 480 },
  confidence: 0.95,
};
const steps = 41;

const all = Array.from({ length: steps }, (_, index) => index);

/** The value at which a yield of 95 % is just met: 1.645 deviations of the chips below where half of them pass. */
const limit = 20.5;

/**
 * Chip c fails from its own value on, normal over the chips; `own` is the share of the deviation that is drawn anew at every point, as
 * where rounding lets a chip pass at 10 % and fail at 9.5 %.
 */
function studyOf(study: number, own: number, line: readonly number[] = all) {
  const quality = new Float32Array(question.trials.to);
  const noise = new Float32Array(question.trials.to);
  normals(fold(key(71), study), quality.length, quality);
  const spread = 6;
  const values: Values = (point, trials) => {
    normals(fold(fold(key(72), study), point), noise.length, noise);
    const of = (chip: number): number => Math.sqrt(1 - own * own) * quality[chip]! + own * noise[chip]!;
    return [[Array.from({ length: trials }, (_, chip) => point - limit + spread * (of(chip) - 1.6449))]];
  };
  const state = search(question, line, values);
  if (!('finding' in state)) throw new Error('the search is over at once when everything is known');
  return state.finding;
}

const chipsOf = ({ judged }: Finding): number => judged.reduce((sum, { trials }) => sum + trials, 0);

describe('an inverse question', () => {
  it.each([0, 0.3])('answers above the true limit in at most 5 of 100 studies (own noise %d)', (own) => {
    let wrong = 0;
    let near = 0;
    for (let study = 0; study < studies; study++) {
      const { answer } = studyOf(study, own);
      if (answer !== null && answer > limit) wrong++;
      if (answer !== null && answer > limit - 8) near++;
    }
    expect(wrong / studies).toBeLessThan(most);
    expect(near / studies).toBeGreaterThan(0.9);
  });

  it('as often where it begins at the answers of neighbouring lines, on the same chips', () => {
    const limits = [12.5, 16.5, 18.5, 19.5, limit];
    const lines = limits.map((_, outer) => ({
      outer: [outer],
      points: all.map((place) => outer * steps + place),
    }));
    let wrong = 0;
    for (let study = 0; study < studies; study++) {
      const quality = new Float32Array(question.trials.to);
      const noise = new Float32Array(question.trials.to);
      normals(fold(key(73), study), quality.length, quality);
      const values: Values = (point, trials) => {
        normals(fold(fold(key(74), study), point), noise.length, noise);
        const own = limits[Math.floor(point / steps)]!;
        const of = (chip: number): number => Math.sqrt(1 - 0.09) * quality[chip]! + 0.3 * noise[chip]!;
        return [
          [Array.from({ length: trials }, (_, chip) => (point % steps) - own + 6 * (of(chip) - 1.6449))],
        ];
      };
      const last = searchLines(question, lines, values).at(-1)!;
      if (!('finding' in last)) throw new Error('the search is over at once when everything is known');
      const { answer } = last.finding;
      if (answer !== null && answer % steps > limit) wrong++;
    }
    recordProof('Inverse question, lines that begin at their neighbours', {
      studies,
      'answers above the true limit': wrong / studies,
    });
    expect(wrong / studies).toBeLessThan(most);
  });

  it('a line that only gets harder is said to contradict that in at most 5 of 100 studies', () => {
    let contradicted = 0;
    for (let study = 0; study < studies; study++)
      contradicted += Number(studyOf(study, 0.3).against.length > 0);
    expect(contradicted / studies).toBeLessThan(most);
  });

  it('takes a fraction of the chips of the same test at every point, and of all chips at every point a twentieth', () => {
    const count = 20;
    let [searched, everywhere] = [0, 0];
    for (let study = 0; study < count; study++) {
      searched += chipsOf(studyOf(study, 0.3));
      for (let point = 0; point < steps; point++) everywhere += chipsOf(studyOf(study, 0.3, [point]));
    }
    expect(everywhere / searched).toBeGreaterThan(2);
    expect((count * steps * question.trials.to) / searched).toBeGreaterThan(10);
  });
});
