// Trainings of the reference networks: one epoch of sgd with momentum on random images. Injections draw `standard.rram_chip`, differential
// pairs on 128 x 128 with 8-bit inputs and converters, for every batch.
import { compile } from '@kirchhoff/compiler';
import { diagnose } from '@kirchhoff/language';
import { train } from '@kirchhoff/training';

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

/** Layers, images of a step, and steps of one measurement. */
export const networks = {
  'LeNet-5': {
    input: [28, 28, 1],
    batch: 64,
    steps: 16,
    text: `conv(6, 5 x 5, relu, padding = same), max_pool(2 x 2), conv(16, 5 x 5, relu), max_pool(2 x 2), flatten
dense(120, relu), dense(84, relu), dense(10, softmax)`,
  },
  'MLP 784-256-128-10': {
    input: [28, 28, 1],
    batch: 128,
    steps: 32,
    text: 'flatten, dense(256, relu), dense(128, relu), dense(10, softmax)',
  },
  'ResNet-20': {
    input: [32, 32, 3],
    batch: 64,
    steps: 4,
    text: `conv(16, 3 x 3, padding = same), batch_norm, relu
${[16, 32, 64]
  .flatMap((channels, stage) => [0, 1, 2].map((block) => residual(channels, stage, block)))
  .join('\n')}
global_average_pool, dense(10, softmax)`,
  },
};

const host = { read: () => undefined, resolve: (name) => name, describe: () => ({ kind: 'missing' }) };

function planOf({ input, batch, text }, effects) {
  const inject = effects === undefined ? '' : `inject { chip = pilot, effects = [${effects}] }`;
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

/**
 * One epoch of `images`, ready to run. Ranges of converters are measured again every 16 steps on 500 images; an epoch of fewer steps measures
 * on fewer images, so that a step's share of it is the same.
 */
export function training(engine, network, { effects, images = network.steps * network.batch } = {}) {
  const plan = planOf(network, effects);
  const [id, job] = Object.entries(plan.trainings)[0];
  const { inject } = job;
  const calibration = imagesOf(Math.ceil((500 * Math.min(16, network.steps)) / 16), network.input);
  const chip =
    inject === null
      ? {}
      : { injected: { chip: plan.chips[inject.chip], mapping: plan.mappings[inject.mapping] } };
  const request = { id, training: job, network: plan.networks[job.network], repeat: 0, classes: 10 };
  const set = { shape: network.input, train: imagesOf(images, network.input), calibration };
  return () => train({ ...request, ...set, ...chip }, { engine });
}
