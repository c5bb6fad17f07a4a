import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { kir, root, write } from '../e2e/kir.js';
import { readCsv, summaryOf } from './tools.js';

/** A folder of studies, and what makes the text that all of them share quick. */
interface Studies {
  readonly folder: string;
  readonly shared: Readonly<Record<string, string>>;
}

const findings: Studies = {
  folder: join(root, 'dsl-examples/findings'),
  shared: {
    'test_images = 500': 'train_images = 3000\n  test_images = 200',
    '  data = digits': '  data = digits\n  epochs = 4',
  },
};

/** The studies of training with few images of one kind, few epochs and a single repeat. */
export const trainings: Studies = {
  folder: join(root, 'dsl-examples/training'),
  shared: {
    'train_images       = 3000': 'train_images       = 1000',
    'test_images        = 500': 'test_images        = 200',
    'calibration_images = 200': 'calibration_images = 100',
    'epochs        = 10': 'epochs        = 8',
    'repeats       = 3': 'repeats       = 1',
  },
};

/** A study with parts of its text replaced; throws where a part is not in it, so that a quick form cannot miss its study. */
export function replaced(text: string, parts: Readonly<Record<string, string>>): string {
  return Object.entries(parts).reduce((all, [part, by]) => {
    if (!all.includes(part)) throw new Error(`the study does not hold: ${part}`);
    return all.replaceAll(part, by);
  }, text);
}

/** The mean of a measured column at a point, by the labels of its axes. */
export type Means = (labels: Readonly<Record<string, string>>, column?: string) => number;

function meansIn(summary: string): Means {
  const rows = readCsv(summary);
  return (labels, column = 'accuracy') => {
    const found = rows.filter((row) => Object.entries(labels).every(([axis, label]) => row[axis] === label));
    if (found.length !== 1) throw new Error(`${found.length} points have ${JSON.stringify(labels)}`);
    return Number(found[0]![column]);
  };
}

/** What a run gave, and what it said. */
export interface Ran {
  readonly means: Means;
  readonly text: string;
}

function ran(study: string, out: string, cwd: string, more: readonly string[] = []): Ran {
  const run = kir(['run', study, '--out', out, '--engine', 'wasm', '--quiet', ...more], { cwd });
  if (run.status !== 0) throw new Error(run.stderr);
  return { means: meansIn(summaryOf(out)), text: run.stdout };
}

/** Writes the quick form of a study, and of what it shares, into a folder whose store keeps the weights for the next one. */
function writeQuick(
  folder: string,
  name: string,
  parts: Readonly<Record<string, string>>,
  studies: Studies,
): void {
  const shared = readFileSync(join(studies.folder, 'shared.kir'), 'utf8');
  write(folder, 'shared.kir', replaced(shared, studies.shared));
  const text = readFileSync(join(studies.folder, `${name}.kir`), 'utf8');
  write(folder, `${name}.kir`, replaced(text, parts));
}

/** Runs the quick form of a study. */
export function quickly(
  folder: string,
  name: string,
  parts: Readonly<Record<string, string>>,
  studies: Studies = findings,
): Means {
  writeQuick(folder, name, parts, studies);
  return ran(`${name}.kir`, join(folder, 'out', name), folder).means;
}

/** The quick form of a study: what is replaced in it, and which experiment is run; none where others only import it. */
interface QuickForm {
  readonly parts: Readonly<Record<string, string>>;
  readonly experiment?: string;
}

/** Runs experiments of several studies in their quick forms as one study, which starts once and trains what they share once. */
export function together(folder: string, forms: Readonly<Record<string, QuickForm>>, studies: Studies): Ran {
  const imports: string[] = [];
  const experiments: string[] = [];
  for (const [name, { parts, experiment }] of Object.entries(forms)) {
    writeQuick(folder, name, parts, studies);
    if (experiment === undefined) continue;
    imports.push(`import "${name}.kir" as study_${experiment}`);
    experiments.push(`experiment ${experiment} from study_${experiment}.${experiment} { }`);
  }
  write(folder, 'together.kir', `${[...imports, ...experiments].join('\n')}\n`);
  return ran('together.kir', join(folder, 'out/together'), folder);
}

const [data, models] = ['data', 'models'].map((name) => join(root, '../shared', name)) as [string, string];
const anew = process.env.KIRCHHOFF_FULL !== undefined && existsSync(data) && existsSync(models);

/** A study with all its points, chips and trainings: as its page shows it, or run anew with KIRCHHOFF_FULL=1 where its images and networks are there. */
export function wholly(folder: string, name: string): Means {
  if (!anew) return meansIn(readFileSync(join(root, `docs/findings/training-${name}.csv`), 'utf8'));
  const places = ['--data', data, '--models', models, '--store', join(folder, 'whole')];
  return ran(join(trainings.folder, `${name}.kir`), join(folder, 'out/whole', name), folder, places).means;
}
