// Training speed of one core: LeNet-5 and ResNet-20, plain and under injection, beside the bare matrix product of tensorflow.js's WebAssembly
// backend in the same run, and LeNet-5 on its cpu backend. Processor seconds, not the clock: other work on the machine cancels out.
import { compile } from '@kirchhoff/compiler';
import { diagnose } from '@kirchhoff/language';
import { loadEngine, train } from '@kirchhoff/training';

const repeats = 3;

const layers = {
  'LeNet-5': {
    input: [28, 28, 1],
    text: `conv(6, 5 x 5, relu, padding = same), max_pool(2 x 2), conv(16, 5 x 5, relu), max_pool(2 x 2), flatten
dense(120, relu), dense(84, relu), dense(10, softmax)`,
  },
  'ResNet-20': {
    input: [32, 32, 3],
    text: `conv(16, 3 x 3, padding = same), batch_norm, relu
${[16, 32, 64]
  .map((channels, stage) =>
    [0, 1, 2]
      .map((block) => {
        const narrowing = stage > 0 && block === 0;
        const stride = narrowing ? ', stride = 2' : '';
        const shortcut = narrowing ? `shortcut { conv(${channels}, 1 x 1, stride = 2), batch_norm }` : '';
        return `residual {
conv(${channels}, 3 x 3, padding = same${stride}), batch_norm, relu, conv(${channels}, 3 x 3, padding = same), batch_norm
${shortcut}
}
relu`;
      })
      .join('\n'),
  )
  .join('\n')}
global_average_pool, dense(10, softmax)`,
  },
};

const effects = {
  plain: undefined,
  'programming variation': 'programming_variation',
  'tiles and converters': 'tiles, adc, inputs',
};

const host = { read: () => undefined, resolve: (name) => name, describe: () => ({ kind: 'missing' }) };

function planOf({ input, text }, injected) {
  const inject = injected === undefined ? '' : `inject { chip = pilot, effects = [${injected}] }`;
  const study = diagnose(
    {
      uri: 'bench.kir',
      text: `data own { train { images = npy("a.npy"), labels = npy("b.npy") }, test { images = npy("c.npy"), labels = npy("d.npy") } }
network net { input = ${input.join(' x ')}, layers { ${text} } }
chip pilot from standard.rram_chip
train given { network = net, data = own, epochs = 1, batch = 64, optimizer = sgd(momentum = 0.9), learning_rate = constant(1e-2)
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

/** Images per processor second of one epoch. */
async function speed(engine, plan, shape, count) {
  const [id, training] = Object.entries(plan.trainings)[0];
  const { inject } = training;
  const set = imagesOf(count, shape);
  const calibration = imagesOf(Math.min(count, 500), shape);
  const injected =
    inject === null
      ? {}
      : { injected: { chip: plan.chips[inject.chip], mapping: plan.mappings[inject.mapping] } };
  const request = { id, training, network: plan.networks[training.network], repeat: 0, shape, classes: 10 };
  const before = process.cpuUsage();
  await train({ ...request, train: set, calibration, ...injected }, { engine });
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

export async function rows() {
  const out = [];
  const { engine } = await loadEngine('wasm');
  for (const [name, network] of Object.entries(layers)) {
    const count = name === 'LeNet-5' ? 2048 : 512;
    const rates = Object.fromEntries(Object.keys(effects).map((effect) => [effect, []]));
    const bare = [];
    await speed(engine, planOf(network), network.input, 128);
    for (let i = 0; i < repeats; i++) {
      bare.push(product(engine));
      for (const [effect, injected] of Object.entries(effects))
        rates[effect].push(await speed(engine, planOf(network, injected), network.input, count));
    }
    const row = (effect, reference, against) => {
      const value = median(rates[effect]);
      const spread = (Math.max(...rates[effect]) - Math.min(...rates[effect])) / value;
      out.push({
        name: `train ${name}, ${effect}`,
        technology: 'wasm',
        shape: against,
        value,
        unit: 'img/s',
        reference,
        ratio: value / reference,
        spread,
      });
    };
    row('plain', median(bare), 'bare product [GFLOP/s]');
    for (const effect of Object.keys(effects).slice(1)) row(effect, median(rates.plain), 'plain');
  }
  const { engine: cpu } = await loadEngine('cpu');
  const value = await speed(cpu, planOf(layers['LeNet-5']), layers['LeNet-5'].input, 64);
  const plain = out[0].value;
  out.push({
    name: 'train LeNet-5, plain',
    technology: 'cpu',
    shape: 'wasm',
    value,
    unit: 'img/s',
    reference: plain,
    ratio: value / plain,
  });
  return out;
}
