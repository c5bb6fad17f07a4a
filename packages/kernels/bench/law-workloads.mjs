// Cells by every law beside the definition, and normals beside rows of them. Processor seconds of one core.
import { loadKernels, mapWeights, programLayer } from '@kirchhoff/kernels';
import { key, normals } from '@kirchhoff/random';
import { against, processor, stayOnOneCore } from '../../../bench/blas.mjs';
import { workloadChip } from '../../../bench/chip.mjs';
import { drawn } from '../../../bench/drawn.mjs';
import { fastKernels } from '../../../bench/fast.mjs';
import { rateRow } from '../../../bench/row.mjs';

const laws = {
  normal: { kind: 'normal', sigma: { of: 'target', fraction: 0.1 } },
  uniform: { kind: 'uniform', halfWidth: { of: 'range', fraction: 0.1 } },
  lognormal: { kind: 'lognormal', sigma: 0.1, sigmaOn: null, sigmaOff: null, centre: 'mean' },
  'lognormal of resistance': {
    kind: 'lognormal',
    sigma: null,
    sigmaOn: 0.05,
    sigmaOff: 0.3,
    centre: 'median',
  },
  polynomial: { kind: 'polynomial', scale: 1e-6, sigma: [1e-7, 1e-8, -1e-11] },
  saturating: { kind: 'saturating', limit: 1e-6, at: 3e-6 },
};

const pairs = (side) => ({ side, cells: (2 * side * side) / 1e6, shape: `${side}x${side} pairs` });
const layer = pairs(512);
/** An array whose cells stay in the second cache: what the generator itself takes. */
const array = pairs(256);

/** Seconds of `draws` chips, one after the other. */
function programOf(kernels, law, { side } = layer, draws = 1) {
  const weights = { groups: 1, inputs: side, outputs: side, weights: drawn('weights', side * side) };
  const mapped = mapWeights(weights, workloadChip.weights, workloadChip.device);
  const device = { ...workloadChip.device, programming: law };
  const settings = { key: key(3), columnTiles: [[0, side]], kernels, readVoltage: 0.2 };
  let reuse;
  return () =>
    processor(() => {
      for (let i = 0; i < draws; i++) reuse = programLayer(mapped, device, { ...settings, reuse });
    });
}

async function programs(kernels, plain) {
  const rows = [];
  for (const [name, law] of Object.entries(laws)) {
    const measured = await against(programOf(kernels, law), programOf(plain, law), 7);
    const work = { unit: 'M/s', work: layer.cells };
    rows.push(rateRow(`kernels/cells by the law ${name} (plain)`, kernels, layer.shape, measured, work));
  }
  return rows;
}

async function generator(kernels) {
  const out = new Float32Array(1 << 18);
  const law = { kind: 'normal', sigma: { of: 'absolute', siemens: 1 } };
  const draws = 16;
  const measured = await against(
    programOf(kernels, law, array, draws),
    () => processor(() => normals(key(1), out.length, out)),
    15,
  );
  const work = { unit: 'M/s', work: draws * array.cells, other: out.length / 1e6 };
  return rateRow('random/normals, planes (plain rows)', kernels, array.shape, measured, work);
}

export async function rows() {
  stayOnOneCore();
  const plain = await loadKernels('plain');
  const made = [];
  for (const kernels of await fastKernels())
    made.push(await generator(kernels), ...(await programs(kernels, plain)));
  return made;
}
