// Training speed of one core: LeNet-5, an MLP and ResNet-20 in tensorflow.js's WebAssembly backend, plain beside the backend's bare matrix
// product, injections beside plain training, and on its cpu backend. Processor seconds, alternating with the reference: other work on the
// machine cancels out. `wanted` is the least ratio: images/s per GFLOP/s of the bare product, as 1,200, 85 and (native) 140 images/s are
// to 29 GFLOP/s; and plain training's speed over 1.3 with programming variation, over 2.5 with tiles, converters and inputs.
import { loadKernels } from '@kirchhoff/kernels';
import { loadEngine } from '@kirchhoff/training';
import { against } from '../../../bench/blas.mjs';
import { rateRow } from '../../../bench/row.mjs';
import { networks, training } from '../../../bench/training.mjs';

const PRODUCT = 29;
const wanted = {
  'LeNet-5': { wasm: 1200 / PRODUCT, native: 1200 / PRODUCT },
  'MLP 784-256-128-10': {},
  'ResNet-20': { wasm: 85 / PRODUCT, native: 140 / PRODUCT },
};

const injections = [
  { name: 'programming variation', effects: 'programming_variation', least: 1 / 1.3 },
  { name: 'tiles, converters, inputs', effects: 'tiles, adc, inputs', least: 1 / 2.5 },
];

/** Processor seconds of a run. */
async function seconds(run) {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

const SIDE = 512;
const PRODUCTS = 20;

/** Products of 512 x 512 matrices, ready to run. */
function products({ tf }) {
  const matrix = tf.randomUniform([SIDE, SIDE]);
  return () => {
    for (let i = 0; i < PRODUCTS; i++) tf.matMul(matrix, matrix).dispose();
  };
}

async function networkRows(engine, technology, [name, network], repeats) {
  const images = network.steps * network.batch;
  const plain = training(engine, network);
  const bare = products(engine);
  const measured = await against(
    () => seconds(plain),
    () => seconds(bare),
    repeats,
  );
  const work = { unit: 'img/s', work: images, other: (PRODUCTS * 2 * SIDE ** 3) / 1e9 };
  const of = { technology };
  const made = [
    {
      ...rateRow(`training/${name}, plain (GFLOP/s)`, of, `${network.batch} a step`, measured, work),
      wanted: wanted[name][technology],
    },
  ];
  for (const { name: what, effects, least } of injections) {
    const injected = training(engine, network, { effects });
    const cost = await against(
      () => seconds(injected),
      () => seconds(plain),
      repeats,
    );
    const rate = rateRow(`training/${name}, ${what} (plain)`, of, `${network.batch} a step`, cost, {
      unit: 'img/s',
      work: images,
    });
    made.push({ ...rate, wanted: least });
  }
  return made;
}

/** tensorflow.js's plain backend, some hundred times slower: one step of few images. */
const onCpu = { 'LeNet-5': 16, 'MLP 784-256-128-10': 128, 'ResNet-20': 1 };

async function cpuRows(found) {
  const { engine } = await loadEngine('cpu');
  const made = [];
  for (const [name, network] of Object.entries(networks)) {
    const images = onCpu[name];
    const value = images / (await seconds(training(engine, network, { images })));
    const { value: reference } = found.find((row) => row.name.startsWith(`training/${name}, plain`));
    const row = { name: `training/${name}, plain (wasm)`, technology: 'cpu', shape: `${images} in one step` };
    made.push({ ...row, value, unit: 'img/s', reference, ratio: value / reference });
  }
  return made;
}

/** All networks with the kernels of one technology: chips, convolutions and gradients take those that are loaded by default. */
async function technologyRows(technology) {
  process.env.KIRCHHOFF_KERNELS = technology;
  const { engine } = await loadEngine('wasm');
  const made = [];
  for (const entry of Object.entries(networks))
    made.push(...(await networkRows(engine, technology, entry, entry[0] === 'ResNet-20' ? 3 : 7)));
  return made;
}

export async function rows() {
  const { technology } = await loadKernels();
  const wasm = await technologyRows('wasm');
  // Native kernels stay with the engine once they are there, so they come second.
  const native = technology === 'native' ? await technologyRows('native') : [];
  return [...wasm, ...native, ...(await cpuRows(wasm))];
}
