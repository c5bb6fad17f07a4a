// Chips that the inverse question of dsl-examples/4 needs: bisection with chips where the verdict is open, against every point of the
// grid, judged by the same sequential test at the same confidence, and against the grid with the most chips at every point.
import { fold, key, normals } from '@kirchhoff/random';
import { search } from '@kirchhoff/statistics';

const from = 60;
const to = 1000;
const required = 0.95;
const confidence = 0.95;
/** 0 % to 40 % within 0.5 %. */
const values = 81;
/** Two schemes x ten resolutions: how far a line of the frontier reaches, from 3 bits to 12. */
const reaches = [0, 4, 10, 16, 20, 22, 23, 23.5, 24, 24].flatMap((reach) => [reach, reach * 0.6]);
/** Deviation of the value at which a chip begins to fail. */
const spread = 5;
const passing = {
  left: { kind: 'yield', level: null, when: { operator: '<', bound: 0 } },
  operator: '>=',
  bound: required,
};
const question = { goal: 'largest', requires: [passing], trials: { from, to }, confidence };

function line(reach, seed) {
  const quality = new Float32Array(to);
  normals(fold(key(9), seed), to, quality);
  const lossOf = (point, chip) => point - reach + spread * (quality[chip] - 1.6449);
  const losses = (point, trials) => [[Array.from({ length: trials }, (_, chip) => lossOf(point, chip))]];
  const { finding } = search(
    question,
    Array.from({ length: values }, (_, index) => index),
    losses,
  );
  const searched = finding.judged.reduce((sum, { trials }) => sum + trials, 0);
  let everywhere = 0;
  for (let point = 0; point < values; point++) {
    const { finding: alone } = search(question, [point], losses);
    everywhere += alone.judged.reduce((sum, { trials }) => sum + trials, 0);
  }
  return { searched, everywhere };
}

export function rows() {
  const lines = reaches.map((reach, seed) => line(reach, seed));
  const sum = (name) => lines.reduce((total, each) => total + each[name], 0);
  const shape = `${reaches.length} x ${values} points`;
  const row = (name, reference) => ({
    name,
    technology: 'bisection',
    shape,
    value: sum('searched'),
    unit: 'chips',
    reference,
    ratio: reference / sum('searched'),
  });
  return [
    row('inverse question / same test at every point', sum('everywhere')),
    row(`inverse question / ${to} chips at every point`, lines.length * values * to),
  ];
}
