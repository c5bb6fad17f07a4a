import { fileURLToPath } from 'node:url';
import { fillNormals, fillUniforms, fold, key, normalAt, normals, uniformAt } from '@kirchhoff/random';

const REPEATS = 9;
const root = fold(key(1), 'bench');
const out = new Float32Array(1 << 16);

/** Million values per second: median of the repeats and their relative range. */
function measure(values, run) {
  run();
  const rates = Array.from({ length: REPEATS }, () => {
    const start = performance.now();
    run();
    return values / (performance.now() - start) / 1e3;
  }).sort((a, b) => a - b);
  const median = rates[REPEATS >> 1];
  return { median, spread: (rates[REPEATS - 1] - rates[0]) / median };
}

function rowsOf(fill, outputs, values) {
  const rows = Math.ceil(values / outputs);
  return measure(rows * outputs, () => {
    for (let row = 0; row < rows; row++)
      fill(root, { row, firstOutput: 0, count: outputs, polarity: 1 }, out);
  });
}

const oneByOne = (at) =>
  measure(100_000, () => {
    for (let i = 0; i < 100_000; i++)
      out[i & 0xffff] = at(root, { row: i >> 7, output: i & 127, polarity: 1 });
  });

/** One record per benchmark, for the collecting runner: rates in million values per second and core. */
export function rows() {
  const slowNormals = oneByOne(normalAt);
  const slowUniforms = oneByOne(uniformAt);
  const stream = measure(1 << 20, () => {
    for (let i = 0; i < 16; i++) normals(fold(root, i), 1 << 16, out);
  });
  const record = (name, shape, fast, reference) => ({
    name,
    technology: 'plain',
    shape,
    value: fast.median,
    unit: 'M/s',
    reference: reference.median,
    ratio: fast.median / reference.median,
    spread: fast.spread,
  });
  return [
    ...[10, 128, 512].map((n) =>
      record('random/normals of a row', `1x${n}`, rowsOf(fillNormals, n, 1 << 20), slowNormals),
    ),
    record('random/normals of a stream', '65536', stream, slowNormals),
    record('random/uniforms of a row', '1x512', rowsOf(fillUniforms, 512, 1 << 20), slowUniforms),
  ];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { name, shape, value, unit, ratio, spread } of rows())
    console.log(
      `${name.padEnd(28)} ${shape.padEnd(8)} ${value.toFixed(1).padStart(7)} ${unit}  ` +
        `${ratio.toFixed(1)} x one by one  spread ${(100 * spread).toFixed(0)} %`,
    );
}
