// Training speed of one core: LeNet-5, ResNet-20 and an MLP, plain and under injection, beside the bare matrix product of tensorflow.js's
// WebAssembly backend in the same run, and on its cpu backend; then two trainings at once. Processor seconds, not the clock: other work on
// the machine cancels out. A step is 64 images, of the MLP 128, the language's default; the ranges of converters are measured on 500 images.
// Rows of injections: images/s over those of the plain training alternating with it. About 3 minutes on an idle machine.
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { compile } from '@kirchhoff/compiler';
import { loadKernels } from '@kirchhoff/kernels';
import { diagnose } from '@kirchhoff/language';
import { loadEngine, train } from '@kirchhoff/training';

const residual = (channels, stage, block) => {
  const narrowing = stage > 0 && block === 0;
  const stride = narrowing ? ', stride = 2' : '';
  const shortcut = narrowing ? `shortcut { conv(${channels}, 1 x 1, stride = 2), batch_norm }` : '';
  return `residual {
conv(${channels}, 3 x 3, padding = same${stride}), batch_norm, relu, conv(${channels}, 3 x 3, padding = same), batch_norm
${shortcut}
}
relu`;
};

/** `images` of a measurement are whole periods of 16 steps, after which ranges are measured again. */
const networks = {
  'LeNet-5': {
    input: [28, 28, 1],
    batch: 64,
    images: 4096,
    repeats: 3,
    onCpu: 32,
    text: `conv(6, 5 x 5, relu, padding = same), max_pool(2 x 2), conv(16, 5 x 5, relu), max_pool(2 x 2), flatten
dense(120, relu), dense(84, relu), dense(10, softmax)`,
  },
  'MLP 784-256-128-10': {
    input: [28, 28, 1],
    batch: 128,
    images: 16384,
    repeats: 3,
    onCpu: 256,
    text: 'flatten, dense(256, relu), dense(128, relu), dense(10, softmax)',
  },
  'ResNet-20': {
    input: [32, 32, 3],
    batch: 64,
    images: 1024,
    repeats: 1,
    onCpu: 2,
    text: `conv(16, 3 x 3, padding = same), batch_norm, relu
${[16, 32, 64]
  .flatMap((channels, stage) => [0, 1, 2].map((block) => residual(channels, stage, block)))
  .join('\n')}
global_average_pool, dense(10, softmax)`,
  },
};

const effects = {
  plain: undefined,
  'programming variation': 'programming_variation',
  'tiles, converters, inputs': 'tiles, adc, inputs',
};

const host = { read: () => undefined, resolve: (name) => name, describe: () => ({ kind: 'missing' }) };

function planOf({ input, batch, text }, injected) {
  const inject = injected === undefined ? '' : `inject { chip = pilot, effects = [${injected}] }`;
  const study = diagnose(
    {
      uri: 'bench.kir',
      text: `data own { train { images = npy("a.npy"), labels = npy("b.npy") }, test { images = npy("c.npy"), labels = npy("d.npy") } }
network net { input = ${input.join(' x ')}, layers { ${text} } }
chip pilot from standard.rram_chip
train given { network = net, data = own, epochs = 1, batch = ${batch}, optimizer = sgd(momentum = 0.9), learning_rate = constant(1e-2)
${inject} }`,
    },
    host,
  ).study;
  return compile(study, host).plan;
}

/** Random images; what they show does not matter to the time. */
function imagesOf(count, shape) {
  const images = new Float32Array(count * shape[0] * shape[1] * shape[2]);
  for (let i = 0; i < images.length; i++) images[i] = ((i * 2654435761) >>> 0) / 2 ** 32;
  return { images, labels: Uint8Array.from({ length: count }, (_, i) => i % 10), count };
}

function seconds(before) {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** One epoch, ready to run. */
function training(engine, network, injected, count) {
  const plan = planOf(network, injected);
  const [id, job] = Object.entries(plan.trainings)[0];
  const { inject } = job;
  const [set, calibration] = [imagesOf(count, network.input), imagesOf(500, network.input)];
  const chip =
    inject === null
      ? {}
      : { injected: { chip: plan.chips[inject.chip], mapping: plan.mappings[inject.mapping] } };
  const request = { id, training: job, network: plan.networks[job.network], repeat: 0, classes: 10 };
  return () => train({ ...request, shape: network.input, train: set, calibration, ...chip }, { engine });
}

/** Images per processor second of one epoch. */
async function speed(engine, network, injected, count = network.images) {
  const run = training(engine, network, injected, count);
  const before = process.cpuUsage();
  await run();
  return count / seconds(before);
}

/** GFLOP per processor second of a product of 512 x 512 matrices. */
function product({ tf }) {
  const side = 512;
  const matrix = tf.randomUniform([side, side]);
  const run = () => tf.matMul(matrix, matrix).dispose();
  run();
  const before = process.cpuUsage();
  for (let i = 0; i < 20; i++) run();
  const rate = (20 * 2 * side ** 3) / seconds(before) / 1e9;
  matrix.dispose();
  return rate;
}

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

const spreadOf = (values) => (Math.max(...values) - Math.min(...values)) / median(values);

/** Plain training beside the bare product, injections beside plain training. */
async function besideProduct(engine, name, network) {
  const { technology } = await loadKernels();
  const rates = Object.fromEntries(Object.keys(effects).map((effect) => [effect, []]));
  const ratios = Object.fromEntries(Object.keys(effects).map((effect) => [effect, []]));
  const bare = [];
  for (const injected of Object.values(effects)) await speed(engine, network, injected, 2 * network.batch);
  for (let i = 0; i < network.repeats; i++) {
    bare.push(product(engine));
    for (const [effect, injected] of Object.entries(effects)) {
      rates[effect].push(await speed(engine, network, injected));
      ratios[effect].push(rates[effect].at(-1) / (effect === 'plain' ? bare.at(-1) : rates.plain.at(-1)));
    }
  }
  return Object.keys(effects).map((effect) => ({
    name: `train ${name}, ${effect}`,
    technology: effect === 'plain' ? 'wasm' : `wasm, chips ${technology}`,
    shape: effect === 'plain' ? 'bare product [GFLOP/s]' : 'plain',
    value: median(rates[effect]),
    unit: 'img/s',
    reference: median(effect === 'plain' ? bare : rates.plain),
    ratio: median(ratios[effect]),
    spread: spreadOf(ratios[effect]),
  }));
}

/** A thread of its own that trains when told to. */
async function worker() {
  const thread = new Worker(new URL(import.meta.url), { workerData: 'training' });
  const answer = () => new Promise((resolve) => thread.once('message', resolve));
  await answer();
  return {
    train: () => {
      const done = answer();
      thread.postMessage('go');
      return done;
    },
    end: () => thread.terminate(),
  };
}

/**
 * Independent trainings of LeNet-5 in threads of their own, as a sweep's are. What two at once cost each, in processor time, over what one
 * costs alone, says what they share that is not a core; by the clock the cores have to be free as well.
 */
async function twoAtOnce() {
  const threads = [await worker(), await worker()];
  const measure = async (running) => {
    const [clock, before] = [performance.now(), process.cpuUsage()];
    await Promise.all(running.map((thread) => thread.train()));
    return { clock: (performance.now() - clock) / 1000, processor: seconds(before) / running.length };
  };
  await measure(threads);
  const runs = [];
  for (let i = 0; i < 5; i++)
    runs.push({ alone: await measure(threads.slice(0, 1)), both: await measure(threads) });
  threads.forEach((thread) => thread.end());
  return ['processor', 'clock'].map((of) => {
    const gains = runs.map(({ alone, both }) => (2 * alone[of]) / both[of]);
    return {
      name: `two trainings of LeNet-5 at once, by the ${of === 'clock' ? 'clock' : 'processor time'}`,
      technology: 'wasm',
      shape: 'one alone',
      value: median(gains),
      unit: 'times',
      reference: 1,
      ratio: median(gains),
      spread: spreadOf(gains),
    };
  });
}

export async function rows() {
  const out = [];
  const { engine } = await loadEngine('wasm');
  for (const [name, network] of Object.entries(networks))
    out.push(...(await besideProduct(engine, name, network)));
  out.push(...(await twoAtOnce()));
  const { engine: cpu } = await loadEngine('cpu');
  for (const [name, network] of Object.entries(networks)) {
    const plain = out.find((row) => row.name === `train ${name}, plain`).value;
    const value = await speed(cpu, network, undefined, network.onCpu);
    out.push({
      name: `train ${name}, plain`,
      technology: 'cpu',
      shape: `wasm; ${network.onCpu} images`,
      value,
      unit: 'img/s',
      reference: plain,
      ratio: value / plain,
    });
  }
  return out;
}

if (!isMainThread && workerData === 'training') {
  const { engine } = await loadEngine('wasm');
  const network = networks['LeNet-5'];
  const run = training(engine, network, undefined, network.images);
  parentPort.on('message', async () => {
    await run();
    parentPort.postMessage('done');
  });
  parentPort.postMessage('ready');
}
