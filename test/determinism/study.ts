import { compile } from '@kirchhoff/compiler';
import { type DataReader, loadDataset, normalise } from '@kirchhoff/datasets';
import { diagnose } from '@kirchhoff/language';
import type { Host } from '@kirchhoff/model';
import type { NamedArrays, Plan } from '@kirchhoff/plan';
import { fold, key, type Key, normals } from '@kirchhoff/random';
import { summarise, summaryCsv, trialsCsv } from '@kirchhoff/report';
import { execute, type RunInputs, type RunOptions, weightsSources } from '@kirchhoff/runtime';

/** A study of a few chips: a conv and two dense layers on several arrays each, drawn digits, two repeats. */
export const text = `
data few from standard.digits { train_images = 30, test_images = 60, calibration_images = 20 }

network small {
  input = 28 x 28 x 1
  layers {
    edges: conv(3, 5 x 5, relu, stride = 3)
    max_pool(2 x 2)
    flatten
    hidden: dense(20, relu)
    answer: dense(10, softmax)
  }
}

train given { network = small, data = few, epochs = 1, repeats = 2, seed = 1 }

chip pilot from standard.rram_chip {
  device { programming_variation = normal(sigma = 10 % of target) }
  adc    { bits = 7, range = calibrated(keep = 99 %) }
  array  { size = 24 x 16 }
}

experiment first {
  train = given
  chip  = pilot
  sweep {
    chip.device.programming_variation.sigma as sigma = [0 % of target, 10 % of target, 10 % of target]
    chip.weights.scheme as scheme = [differential_pair, digital_offset]
  }
  trials = 5
  seed   = 3
}

experiment second { train = given, chip = pilot, trials = 3, seed = 4 }
`;

const host: Host = {
  read: () => undefined,
  resolve: (written) => written,
  describe: () => ({ kind: 'missing' }),
};

/** The plan of a text; it must have no fault. */
export function planOf(source: string): Plan {
  const { study, diagnostics } = diagnose({ uri: 'study.kir', text: source }, host);
  const { plan, problems } = compile(study, host);
  expect([...diagnostics.filter(({ severity }) => severity === 'error'), ...problems]).toEqual([]);
  return plan!;
}

function drawn(draw: Key, count: number): Float32Array {
  const out = new Float32Array(count);
  normals(draw, count, out);
  return out;
}

/** Weights of a repeat that no training made: normal, by name. */
function weightsOf(plan: Plan, repeat: number): NamedArrays {
  const arrays: Record<string, NamedArrays[string]> = {};
  const { nodes } = Object.values(plan.networks)[0]!;
  for (const node of nodes) {
    if (node.op !== 'dense' && node.op !== 'conv') continue;
    const shape =
      node.op === 'dense'
        ? [node.inputSize, node.outputSize]
        : [...node.size, node.inputChannels, node.outputChannels];
    const outputs = shape.at(-1)!;
    const count = shape.reduce((a, b) => a * b, 1);
    const draw = fold(fold(key(7), node.name), repeat);
    const deviation = Math.sqrt(outputs / count);
    arrays[`${node.name}.weights`] = { shape, data: drawn(draw, count).map((value) => value * deviation) };
    arrays[`${node.name}.bias`] = { shape: [outputs], data: drawn(fold(draw, 'bias'), outputs) };
  }
  return arrays;
}

const noFiles: DataReader = {
  read: () => Promise.resolve(undefined),
  list: () => Promise.resolve(undefined),
  searched: () => [],
};

/** Images and weights for a plan of `text` or one like it. */
export async function inputsOf(plan: Plan): Promise<RunInputs> {
  const data: Record<string, RunInputs['data'][string]> = {};
  for (const [id, spec] of Object.entries(plan.data)) {
    const set = await loadDataset(spec, noFiles);
    const images = (part: typeof set.test): Float32Array =>
      normalise(part.images, set.shape, { kind: 'unit' });
    data[id] = {
      test: { images: images(set.test), labels: set.test.labels, count: set.test.count },
      calibration: {
        images: images(set.train!).subarray(0, spec.calibrationImages * 28 * 28),
        count: spec.calibrationImages,
      },
      shape: set.shape,
      classes: set.classes,
    };
  }
  const weights = Object.fromEntries(
    weightsSources(plan).map((source) => [source, [weightsOf(plan, 0), weightsOf(plan, 1)]]),
  );
  return { data, weights };
}

export interface Tables {
  readonly summary: string;
  readonly trials: string;
}

/** The files of a run. */
export async function tablesOf(plan: Plan, inputs: RunInputs, options: RunOptions): Promise<Tables> {
  const results = await execute(plan, inputs, options);
  return { summary: summaryCsv(plan, summarise(plan, results)), trials: trialsCsv(plan, results) };
}
