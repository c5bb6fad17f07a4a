import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brokenFile } from '@kirchhoff/language';
import {
  addedColumns,
  type Plan,
  readPlan,
  type Results,
  type TrainingEpoch,
  type TrialResult,
} from '@kirchhoff/plan';
import { exit } from '../exit.js';
import { fail, refuse } from '../failure.js';
import { csvRecords } from './csv-rows.js';
import { recordIn } from './out-folder.js';
import { imagesOf } from './pages.js';
import type { RunRecord } from './run-record.js';

export interface FinishedRun {
  readonly plan: Plan;
  readonly results: Results;
  readonly record: RunRecord;
}

/** A finished run, from its folder alone. Throws a Failure where the folder holds none or a broken one. */
export async function readRun(folder: string): Promise<FinishedRun> {
  const record = recordIn(folder);
  if (record === undefined)
    throw existsSync(join(folder, 'run.json'))
      ? refuse(brokenFile({ file: join(folder, 'run.json'), kind: 'the record of a run' }))
      : fail(exit.wrongText, `${folder} holds no finished run: there is no run.json in it`);
  const plan = await planIn(folder);
  return {
    plan,
    results: {
      trials: rowsOf(folder, 'trials.csv', (cells) => trialOf(cells, plan)),
      training: rowsOf(folder, 'training.csv', epochOf),
      baselines: record.baselines,
      images: imagesOf(record),
    },
    record,
  };
}

async function planIn(folder: string): Promise<Plan> {
  const file = join(folder, 'plan.json');
  const { plan, faults } = await readPlan(textOf(file));
  if (plan === undefined) throw refuse(brokenFile({ file, kind: 'a plan', reason: faults[0] }));
  return plan;
}

function rowsOf<Row>(folder: string, name: string, rowOf: (cells: Cells) => Row): Row[] {
  const file = join(folder, name);
  try {
    return csvRecords(textOf(file)).map(rowOf);
  } catch (cause) {
    if (cause instanceof RangeError)
      throw refuse(brokenFile({ file, kind: 'a table of this program', reason: cause.message }));
    throw cause;
  }
}

function textOf(file: string): string {
  if (!existsSync(file)) throw refuse(brokenFile({ file, kind: 'a file', reason: 'it is missing' }));
  return readFileSync(file, 'utf8');
}

type Cells = Readonly<Record<string, string>>;

function number(cells: Cells, name: string): number {
  const text = cells[name];
  const value = Number(text);
  if (text === undefined || text === '' || Number.isNaN(value))
    throw new RangeError(
      `${name} should be a number, but is ${text === undefined ? 'missing' : `"${text}"`}`,
    );
  return value;
}

function trialOf(cells: Cells, plan: Plan): TrialResult {
  const added = addedColumns(plan).filter(({ column }) => (cells[column] ?? '') !== '');
  return {
    experiment: cells.experiment ?? '',
    point: number(cells, 'point'),
    repeat: number(cells, 'repeat'),
    trial: number(cells, 'trial'),
    accuracy: number(cells, 'accuracy'),
    accuracyLossSoftware: number(cells, 'accuracy_loss_software'),
    accuracyLossIdealChip: number(cells, 'accuracy_loss_ideal_chip'),
    crossEntropy: number(cells, 'cross_entropy'),
    agreement: number(cells, 'agreement'),
    metrics: Object.fromEntries(added.map(({ key, column }) => [key, number(cells, column)])),
  };
}

function epochOf(cells: Cells): TrainingEpoch {
  return {
    training: cells.training ?? '',
    repeat: number(cells, 'repeat'),
    epoch: number(cells, 'epoch'),
    learningRate: number(cells, 'learning_rate'),
    trainingLoss: number(cells, 'training_loss'),
    trainingAccuracy: number(cells, 'training_accuracy'),
    testAccuracy: cells.test_accuracy === '' ? null : number(cells, 'test_accuracy'),
    testLoss: cells.test_loss === '' ? null : number(cells, 'test_loss'),
    gradientNorm: number(cells, 'gradient_norm'),
    noiseStrength: number(cells, 'noise_strength'),
    layers: layersOf(cells),
  };
}

/** A number where its cell is filled. */
const written = <Field extends string>(cells: Cells, name: string, field: Field) =>
  (cells[name] ?? '') === '' ? {} : { [field]: number(cells, name) };

const spreadColumn = '.weight_spread';

/** Layers by the columns that are filled for this training's network. */
function layersOf(cells: Cells): TrainingEpoch['layers'] {
  const names = Object.entries(cells)
    .filter(([name, cell]) => name.endsWith(spreadColumn) && cell !== '')
    .map(([name]) => name.slice(0, -spreadColumn.length));
  return Object.fromEntries(
    names.map((name) => [
      name,
      {
        weightSpread: number(cells, `${name}${spreadColumn}`),
        maxWeight: number(cells, `${name}.max_weight`),
        weightNoise: number(cells, `${name}.weight_noise`),
        ...written(cells, `${name}.input_range`, 'inputRange'),
        ...written(cells, `${name}.adc_range`, 'adcRange'),
      },
    ]),
  );
}
