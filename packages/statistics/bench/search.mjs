// Chips that the inverse question of dsl-examples/4 needs, against every point of the grid at the same confidence: judged by the same
// sequential test, by that test with the chips the study asks for at least, and with the most chips at every point.
import { fold, key, normals } from '@kirchhoff/random';
import { search, searchLines } from '@kirchhoff/statistics';

const from = 60;
const to = 1000;
const required = 0.95;
const confidence = 0.95;
/** 0 % to 40 % within 0.5 %. */
const values = 81;
/** How far a line of the frontier reaches, from 3 bits to 12, for two schemes. */
const reaches = [0, 4, 10, 16, 20, 22, 23, 23.5, 24, 24];
const schemes = [1, 0.6];
/** Deviation of the value at which a chip begins to fail. */
const spread = 5;
const passing = {
  left: { kind: 'yield', level: null, when: { operator: '<', bound: 0 } },
  operator: '>=',
  bound: required,
};
const question = { goal: 'largest', requires: [passing], trials: { from, to }, confidence };

const lines = schemes.flatMap((_, scheme) =>
  reaches.map((_, bits) => ({
    outer: [scheme, bits],
    points: Array.from({ length: values }, (_, place) => (scheme * reaches.length + bits) * values + place),
  })),
);

function qualityOf(seed) {
  const quality = new Float32Array(to);
  normals(fold(key(9), seed), to, quality);
  return quality;
}
const qualities = lines.map((_, seed) => qualityOf(seed));

function losses(point, trials) {
  const line = Math.floor(point / values);
  const { outer } = lines[line];
  const reach = reaches[outer[1]] * schemes[outer[0]];
  const lossOf = (chip) => (point % values) - reach + spread * (qualities[line][chip] - 1.6449);
  return [[Array.from({ length: trials }, (_, chip) => lossOf(chip))]];
}

const chipsOf = (judged) => judged.reduce((sum, { trials }) => sum + trials, 0);

export function rows() {
  const searched = searchLines(question, lines, losses).flatMap(({ finding }) => finding.judged);
  const everywhere = lines.flatMap(({ points }) =>
    points.map((point) => chipsOf(search(question, [point], losses).finding.judged)),
  );
  const sum = (chips) => chips.reduce((total, each) => total + each, 0);
  const row = (name, reference) => ({
    name: `inverse question / ${name}`,
    technology: 'bisection',
    shape: `${lines.length} x ${values} points`,
    value: chipsOf(searched),
    unit: 'chips',
    reference,
    ratio: reference / chipsOf(searched),
  });
  return [
    row('same test at every point', sum(everywhere)),
    row(
      `same test, at least ${from} chips at every point`,
      sum(everywhere.map((chips) => Math.max(chips, from))),
    ),
    row(`${to} chips at every point`, lines.length * values * to),
  ];
}
