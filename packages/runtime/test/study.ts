import { compile } from '@kirchhoff/compiler';
import { diagnose } from '@kirchhoff/language';
import { isAnalogNode, type NamedArrays, type Plan, type PlanNetwork } from '@kirchhoff/plan';
import { fold, key, normals } from '@kirchhoff/random';
import { type RunInputs, weightsSources } from '../src/inputs.js';

const text = `
data few from standard.digits { train_images = 20, test_images = 12, calibration_images = 8 }
network small {
  input = 28 x 28 x 1
  layers {
    max_pool(4 x 4)
    edges: conv(4, 3 x 3, relu, padding = same)
    residual { inner: conv(4, 3 x 3, padding = same), relu }
    average_pool(2 x 2)
    flatten
    hidden: dense(6, tanh)
    answer: dense(10, softmax)
  }
}
train given { network = small, data = few, epochs = 1 }
chip pilot from standard.rram_chip { array { size = 16 x 16 } }
experiment study {
  train  = given
  chip   = pilot
  sweep { chip.device.programming_variation.sigma as sigma = [0 % of target, 20 % of target] }
  trials = 4
}
`;

/** A plan of a small network of all kinds of nodes on two points of four chips; `change` edits its text. */
export function planOf(change: (written: string) => string = (written) => written): Plan {
  const host = {
    read: () => undefined,
    resolve: (written: string) => written,
    describe: () => ({ kind: 'missing' as const }),
  };
  const { study, diagnostics } = diagnose({ uri: 'study.kir', text: change(text) }, host);
  const { plan, problems } = compile(study, host);
  expect([...diagnostics.filter(({ severity }) => severity === 'error'), ...problems]).toEqual([]);
  return plan!;
}

/** `count` standard normals, by name. */
export function drawn(name: string, count: number): Float32Array {
  const out = new Float32Array(count);
  normals(fold(key(11), name), count, out);
  return out;
}

/** Weights of a network, normal and scaled by their inputs. */
export function weightsOf({ nodes }: PlanNetwork): NamedArrays {
  return Object.fromEntries(
    nodes.filter(isAnalogNode).flatMap((node) => {
      const shape =
        node.op === 'dense'
          ? [node.inputSize, node.outputSize]
          : [...node.size, node.inputChannels / node.groups, node.outputChannels];
      const outputs = shape.at(-1)!;
      const count = shape.reduce((a, b) => a * b, 1);
      const weights = drawn(node.name, count).map((value) => value * Math.sqrt(outputs / count));
      return [
        [`${node.name}.weights`, { shape, data: weights }],
        [`${node.name}.bias`, { shape: [outputs], data: drawn(`${node.name} bias`, outputs) }],
      ];
    }),
  );
}

/** Images of noise in [0, 1] and weights for a plan. */
export function inputsOf(plan: Plan): RunInputs {
  const [network] = Object.values(plan.networks);
  const images = (name: string, count: number): Float32Array =>
    drawn(name, count * 784).map((value) => Math.min(1, Math.abs(value)));
  const data = {
    test: {
      images: images('test', 12),
      labels: Uint8Array.from({ length: 12 }, (_, i) => i % 10),
      count: 12,
    },
    calibration: { images: images('calibration', 8), count: 8 },
    shape: [28, 28, 1],
    classes: 10,
  };
  return {
    data: Object.fromEntries(Object.keys(plan.data).map((id) => [id, data])),
    weights: Object.fromEntries(weightsSources(plan).map((source) => [source, [weightsOf(network!)]])),
  };
}
