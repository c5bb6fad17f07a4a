import { compile } from '@kirchhoff/compiler';
import { diagnose } from '@kirchhoff/language';
import type { Host } from '@kirchhoff/model';
import { arraysOf, type NamedArrays, type Plan, type TrialResult } from '@kirchhoff/plan';
import { fold, key, normals, uniforms } from '@kirchhoff/random';
import { execute } from '@kirchhoff/runtime';
import { chipLogits, type Engine, loadEngine, train, type TrainingRequest } from '@kirchhoff/training';

const host: Host = {
  read: () => undefined,
  resolve: (written) => written,
  describe: () => ({ kind: 'missing' }),
};

const images = 24;
const shape = [9, 9, 2];
const classes = 4;

interface Setting {
  readonly device?: string;
  readonly chip?: string;
  readonly effects: string;
  /** Percent of the range; 10 unless given. */
  readonly sigma?: number;
  /** Whether the ranges are learned, over some epochs from the weights that all have. */
  readonly learned?: true;
}

const layers = {
  plain:
    'conv(6, 3 x 3, relu, stride = 2)\nconv(4, 3 x 3, relu, padding = same, groups = 2)\nflatten\ndense(12, tanh)\ndense(4, softmax)',
  normalised:
    'conv(6, 3 x 3, padding = same)\nbatch_norm\nrelu\ndepthwise_conv(3 x 3)\nbatch_norm\nrelu\nglobal_average_pool\ndense(4, softmax)',
};

const common = (network: keyof typeof layers): string => `
data own {
  train { images = npy("a.npy"), labels = npy("b.npy") }
  test  { images = npy("c.npy"), labels = npy("d.npy") }
  calibration_images = ${images}
}
network net { input = ${shape.join(' x ')}, layers {
${layers[network]}
} }
`;

const partOf = (
  { device = '', chip = '', effects, sigma = 10, learned }: Setting,
  number: number,
): string => `
device cells${number} {
  on_state = 100 uS, on_off_ratio = 6
  programming_variation = normal(sigma = ${sigma} % of range)
  ${device}
}
chip base${number} {
  device = cells${number}, adc { bits = 7, range = calibrated(keep = 99.5 %) }, array { size = 16 x 12 }
}
chip pilot${number} from base${number} {
${chip}
}
train given${number} { network = net, data = own, epochs = 4, learning_rate = constant(1e-2), learn_ranges = ${learned ? 'yes' : 'no'}
inject { chip = pilot${number}, effects = [${effects}] } }
experiment study${number} { train = given${number}, chip = pilot${number}, trials = 2, seed = 3 }
`;

function planOf(text: string): Plan {
  const { study, diagnostics } = diagnose({ uri: 'study.kir', text }, host);
  const { plan, problems } = compile(study, host);
  const faults = [...diagnostics.filter(({ severity }) => severity === 'error'), ...problems];
  if (plan === undefined || faults.length > 0) throw new Error(JSON.stringify(faults));
  return plan;
}

function weightsFor(plan: Plan): NamedArrays {
  const { nodes } = Object.values(plan.networks)[0]!;
  return Object.fromEntries(
    nodes.flatMap((node) =>
      Object.entries(arraysOf(node)).map(([ending, size]) => {
        const data = new Float32Array(size.reduce((a, b) => a * b, 1));
        normals(fold(fold(key(5), node.name), ending), data.length, data);
        const fan = data.length / size.at(-1)!;
        const values = data.map((value) =>
          ending === 'weights'
            ? value / Math.sqrt(fan)
            : ending === 'variance'
              ? 0.2 + value * value
              : 0.3 * value,
        );
        return [`${node.name}.${ending}`, { shape: size, data: values }];
      }),
    ),
  );
}

const pixels = new Float32Array(images * shape.reduce((a, b) => a * b, 1));
uniforms(fold(key(6), 'pixels'), pixels.length, pixels);
const set = {
  images: pixels,
  labels: Uint8Array.from({ length: images }, (_, i) => i % classes),
  count: images,
};

/** Mean cross-entropy of logits [images x classes], nat. */
function crossEntropyOf(logits: Float32Array): number {
  let sum = 0;
  for (let image = 0; image < images; image++) {
    const row = Array.from(logits.subarray(image * classes, (image + 1) * classes));
    const top = Math.max(...row);
    const total = row.reduce((all, value) => all + Math.exp(value - top), 0);
    sum += Math.log(total) + top - row[set.labels[image]!]!;
  }
  return sum / images;
}

let engine: Engine;
beforeAll(async () => {
  ({ engine } = await loadEngine('wasm'));
});

const ideal = 'adc = ideal\ninputs { bits = none }';

/** Every scheme, and every effect; what the chip has and the effects do not name is left out of it. */
const settings: Readonly<Record<string, Setting>> = {
  'differential pair': { chip: ideal, effects: 'programming_variation, tiles' },
  'centred pair': {
    chip: `${ideal}\nweights { scheme = differential_pair(centred) }`,
    effects: 'programming_variation, tiles',
  },
  'digital offset': {
    chip: `${ideal}\nweights { scheme = digital_offset }`,
    effects: 'programming_variation, tiles',
  },
  'two reference columns': {
    chip: `${ideal}\nweights { scheme = reference_column, columns = 2 }`,
    effects: 'programming_variation, tiles',
  },
  'levels, clip, stuck cells': {
    chip: ideal,
    device: 'levels = 8, clip = range, stuck_on = 2 % of cells, stuck_off = 3 % of cells',
    effects: 'programming_variation, stuck_cells, tiles',
  },
  'sliced weights, copies, scale per output': {
    chip: `${ideal}\nweights { bits = 5, cell_bits = 2, cells = 2, scale = per_output, keep = 98 % }`,
    effects: 'programming_variation, tiles',
  },
  'a bias on a row': { chip: `${ideal}\nweights { bias = row }`, effects: 'programming_variation, tiles' },
  'tiles, inputs and converters': { effects: 'programming_variation, tiles, adc, inputs' },
  'converters of an offset scheme': {
    chip: 'weights { scheme = digital_offset }',
    effects: 'programming_variation, tiles, adc, inputs',
  },
  'converters of reference columns, digitally subtracted': {
    chip: 'weights { scheme = reference_column, subtract = digital }',
    effects: 'programming_variation, tiles, adc, inputs',
  },
  'bit-serial inputs and a worst-case range': {
    chip: 'inputs { bits = 4, encoding = bit_serial }\nadc { bits = 9, range = worst_case }\nweights { bias = row }',
    effects: 'programming_variation, tiles, adc, inputs',
  },
  'read noise and errors of converters': {
    device: 'read_noise = normal(sigma = 2 % of range)',
    chip: 'adc { bits = 8, gain_error = 2 %, inl = 0.5 LSB }',
    effects: 'programming_variation, read_noise, tiles, adc, inputs',
  },
  'wires, where the fit is exact: cells at their targets': {
    chip: 'array { wire_resistance = 20 ohm, driver_resistance = 100 ohm }',
    sigma: 0,
    effects: 'programming_variation, tiles, adc, inputs, wire_resistance',
  },
  'drift and what cells share': {
    chip: ideal,
    device:
      'shared { per_chip = 20 %, per_column = 20 % }\ndrift { time = 1 day, nu = 0.05, nu_sigma = 0.01, t0 = 20 s }',
    effects: 'programming_variation, tiles',
  },
  'learned ranges': { effects: 'programming_variation, tiles, adc, inputs', learned: true },
  'learned ranges of inputs': {
    chip: 'adc = ideal',
    effects: 'programming_variation, tiles, inputs',
    learned: true,
  },
  'learned ranges of converters': {
    chip: 'inputs { bits = none }',
    effects: 'programming_variation, tiles, adc',
    learned: true,
  },
  'learned ranges of every tile, an offset scheme, bit-serial inputs': {
    chip: 'weights { scheme = digital_offset, bits = 5, cell_bits = 2 }\ninputs { bits = 4, encoding = bit_serial }\nadc { bits = 6, range = calibrated(keep = 99 %, per = tile) }',
    effects: 'programming_variation, tiles, adc, inputs',
    learned: true,
  },
  'learned ranges of every column, its references with their own, a bias on a row': {
    chip: 'weights { scheme = reference_column, columns = 2, subtract = digital, bias = row }\nadc { bits = 6, range = calibrated(keep = 99 %, per = column) }',
    effects: 'programming_variation, tiles, adc, inputs',
    learned: true,
  },
  'learned ranges under read noise, errors of converters and a written input range': {
    device: 'read_noise = normal(sigma = 2 % of range)',
    chip: 'adc { bits = 6, gain_error = 2 %, inl = 0.5 LSB }\ninputs { range = fixed(-1, 1) }',
    effects: 'programming_variation, read_noise, tiles, adc, inputs',
    learned: true,
  },
};

describe.each(['plain', 'normalised'] as const)('the training forward pass of a %s network', (network) => {
  const names = Object.keys(settings);
  const plan = planOf([common(network), ...Object.values(settings).map(partOf)].join(''));
  const given = weightsFor(plan);
  const requests = plan.experiments.map(({ points }): TrainingRequest => {
    const { weights: origin } = points[0]!;
    const id = origin.kind === 'training' ? origin.training : '';
    const training = plan.trainings[id]!;
    const { chip, mapping } = training.inject!;
    return {
      id,
      training,
      network: plan.networks[training.network]!,
      repeat: 0,
      shape,
      classes,
      train: set,
      calibration: set,
      injected: { chip: plan.chips[chip!]!, mapping: plan.mappings[mapping!]! },
      start: given,
    };
  });
  const weights = new Map<string, NamedArrays>();
  const run = async (of: (id: string) => NamedArrays, workers: number): Promise<readonly TrialResult[]> => {
    const data = { test: set, calibration: set, shape: [9, 9, 2] as const, classes };
    const inputs = {
      data: Object.fromEntries(Object.keys(plan.data).map((id) => [id, data])),
      weights: Object.fromEntries(requests.map(({ id }) => [id, [of(id)]])),
    };
    return (await execute(plan, inputs, { workers })).trials;
  };
  const crossEntropiesOf = (trials: readonly TrialResult[], name: string): number[] =>
    trials
      .filter(({ experiment }) => experiment === plan.experiments[names.indexOf(name)]!.name)
      .map(({ crossEntropy }) => crossEntropy);
  let trials: readonly TrialResult[];
  beforeAll(async () => {
    for (const request of requests) {
      const { learnRanges } = request.training;
      weights.set(request.id, learnRanges ? (await train(request, { engine })).weights : given);
    }
    trials = await run((id) => weights.get(id)!, 1);
  });

  it.each(names)('is that of the same chip at inference: %s', async (name) => {
    const request = requests[names.indexOf(name)]!;
    const own = crossEntropiesOf(trials, name);
    for (const [trial, crossEntropy] of own.entries()) {
      const at = { trial: fold(fold(key(3), 'trial'), trial), strength: 1 };
      const logits = await chipLogits(engine, request, weights.get(request.id)!, set, at);
      expect(Math.abs(crossEntropyOf(logits) - crossEntropy)).toBeLessThan(2e-6 * Math.max(1, crossEntropy));
    }
    expect(new Set(own).size).toBe(settings[name]!.sigma === 0 ? 1 : 2);
  });

  it('is another one with calibrated ranges in place of learned ones, and the same from two workers', async () => {
    const calibrated = await run((id) => {
      const own = Object.entries(weights.get(id)!);
      return Object.fromEntries(own.filter(([name]) => !/_range$|_signed$/.test(name)));
    }, 1);
    for (const name of names) {
      const differs = crossEntropiesOf(calibrated, name)[0] !== crossEntropiesOf(trials, name)[0];
      expect(differs).toBe(settings[name]!.learned ?? false);
    }
    expect(await run((id) => weights.get(id)!, 2)).toEqual(trials);
  });
});
