import type { MeasuredColumns } from '@kirchhoff/kernels';
import { identify, type NamedArrays, type Plan, type PlanPoint, type PlanTableLaw } from '@kirchhoff/plan';

/** Images [count x height x width x channels] as float32, normalised, and a label for each. */
export interface LabelledImages {
  readonly images: Float32Array;
  readonly labels: Uint8Array | Int32Array;
  readonly count: number;
}

export interface RunData {
  readonly test: LabelledImages;
  /** The first training images, which set ranges; count 0 where there are none. */
  readonly calibration: { readonly images: Float32Array; readonly count: number };
  /** [height, width, channels] */
  readonly shape: readonly number[];
  readonly classes: number;
}

/** Everything a plan needs from outside, by the plan's ids. */
export interface RunInputs {
  readonly data: Readonly<Record<string, RunData>>;
  /** By `weightsSource`; one entry per repeat (one for weights from a file). */
  readonly weights: Readonly<Record<string, readonly NamedArrays[]>>;
  /** Measured tables by `tableSource`; absent where no chip has one. */
  readonly tables?: Readonly<Record<string, MeasuredColumns>>;
}

/** The key under which the columns of a measured table are given: the file's content, or its name where that is unknown, and the columns. */
export function tableSource({ file, target, value, mean, sigma }: PlanTableLaw): string {
  return identify({ file: file.hash ?? file.name, target, value, mean, sigma });
}

/** The measured tables of the chips that a plan's points use. */
export function tableLaws({ experiments, chips }: Plan): PlanTableLaw[] {
  const used = new Set(experiments.flatMap(({ points }) => points.map(({ chip }) => chip)));
  return [...used].flatMap((chip) => {
    const { programming, readNoise } = chips[chip]!.device;
    return [programming, readNoise].filter((law) => law?.kind === 'table');
  });
}

/** The key under which a point's weights are given: the training's id, or `file:` and the hash of the file's content (its name where that is not known). */
export const weightsSource = ({ weights }: PlanPoint): string =>
  weights.kind === 'training' ? weights.training : `file:${weights.file.hash ?? weights.file.name}`;

/** Sources of weights that the plan's points use, in order of first use. */
export const weightsSources = (plan: Plan): string[] => [
  ...new Set(plan.experiments.flatMap((experiment) => experiment.points.map(weightsSource))),
];
