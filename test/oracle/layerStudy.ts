import { compile } from '@kirchhoff/compiler';
import { diagnose } from '@kirchhoff/language';
import type { Technology } from '@kirchhoff/kernels';
import type { FileFacts, Host } from '@kirchhoff/model';
import type { NamedArrays, Plan } from '@kirchhoff/plan';
import { probe, type ProbeRequest, type RunInputs, weightsSources } from '@kirchhoff/runtime';

/** A network of one dense layer on a chip that a text describes. */
export interface LayerStudy {
  readonly inputs: number;
  readonly outputs: number;
  /** [inputs x outputs] */
  readonly weights: Float32Array;
  readonly bias: Float32Array;
  /** [count x inputs] */
  readonly images: Float32Array;
  readonly calibration: Float32Array;
  /** Blocks of the language before the chip, and the lines inside it. */
  readonly blocks?: string;
  readonly chip: string;
}

const textOf = ({ inputs, outputs, blocks = '', chip }: LayerStudy): string => `
${blocks}
data own {
  train { images = npy("train.npy"), labels = npy("train-labels.npy") }
  test  { images = npy("test.npy"), labels = npy("test-labels.npy") }
  classes   = ${outputs}
  normalise = none
}
network one {
  input = 1 x ${inputs} x 1
  layers { flatten, layer: dense(${outputs}) }
  weights = npz("weights.npz")
}
chip pilot {
  ${chip}
}
experiment study { network = one, data = own, chip = pilot, trials = 4, seed = 5 }
`;

/** The plan of the text, through the checker and the compiler; it must have no fault. */
export function planOf(study: LayerStudy): Plan {
  const arrays = { 'layer.weights': [study.inputs, study.outputs], 'layer.bias': [study.outputs] };
  const host: Host = {
    read: () => undefined,
    resolve: (written) => written,
    describe: ({ written }): FileFacts =>
      written.endsWith('.npz') ? { kind: 'arrays', arrays, hash: '0' } : { kind: 'other', hash: '0' },
  };
  const { study: model, diagnostics } = diagnose({ uri: 'study.kir', text: textOf(study) }, host);
  const { plan, problems } = compile(model, host);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (plan === undefined || errors.length + problems.length > 0)
    throw new Error(`${JSON.stringify([errors, problems])}\n${textOf(study)}`);
  return plan;
}

export function inputsOf(plan: Plan, study: LayerStudy): RunInputs {
  const { inputs, outputs } = study;
  const count = study.images.length / inputs;
  const data = {
    test: { images: study.images, labels: new Uint8Array(count), count },
    calibration: { images: study.calibration, count: study.calibration.length / inputs },
    shape: [1, inputs, 1],
    classes: outputs,
  };
  const weights: NamedArrays = {
    'layer.weights': { shape: [inputs, outputs], data: study.weights },
    'layer.bias': { shape: [outputs], data: study.bias },
  };
  return {
    data: Object.fromEntries(Object.keys(plan.data).map((id) => [id, data])),
    weights: { [weightsSources(plan)[0]!]: [weights] },
  };
}

/** What `kir probe` writes of the study. */
export async function probed(
  study: LayerStudy,
  what: ProbeRequest['what'],
  { trials = 1, technology }: { readonly trials?: number; readonly technology?: Technology } = {},
): Promise<NamedArrays> {
  const plan = planOf(study);
  const request = { experiment: 0, point: 0, trials, images: study.images.length / study.inputs, what };
  return probe(plan, inputsOf(plan, study), request, { technology });
}
