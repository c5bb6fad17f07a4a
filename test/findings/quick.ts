import { readFileSync } from 'node:fs';
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
    'train_images       = 3000': 'train_images       = 1500',
    'test_images        = 500': 'test_images        = 200',
    'calibration_images = 200': 'calibration_images = 100',
    'epochs        = 10': 'epochs        = 8',
    'repeats       = 3': 'repeats       = 1',
    'from_epoch = 11': 'from_epoch = 9',
  },
};

/** A study with parts of its text replaced; throws where a part is not in it, so that a quick form cannot miss its study. */
export function replaced(text: string, parts: Readonly<Record<string, string>>): string {
  return Object.entries(parts).reduce((all, [part, by]) => {
    if (!all.includes(part)) throw new Error(`the study does not hold: ${part}`);
    return all.replaceAll(part, by);
  }, text);
}

/** The mean of a measured column at a point of the quick form, by the labels of its axes. */
export type Means = (labels: Readonly<Record<string, string>>, column?: string) => number;

/** Runs the quick form of a study in a folder whose store keeps the weights for the next one. */
export function quickly(
  folder: string,
  name: string,
  parts: Readonly<Record<string, string>>,
  studies: Studies = findings,
): Means {
  const shared = readFileSync(join(studies.folder, 'shared.kir'), 'utf8');
  write(folder, 'shared.kir', replaced(shared, studies.shared));
  const text = readFileSync(join(studies.folder, `${name}.kir`), 'utf8');
  write(folder, `${name}.kir`, replaced(text, parts));
  const out = join(folder, 'out', name);
  const run = kir(['run', `${name}.kir`, '--out', out, '--engine', 'wasm', '--quiet'], { cwd: folder });
  if (run.status !== 0) throw new Error(run.stderr);
  const rows = readCsv(summaryOf(out));
  return (labels, column = 'accuracy') => {
    const found = rows.filter((row) => Object.entries(labels).every(([axis, label]) => row[axis] === label));
    if (found.length !== 1) throw new Error(`${found.length} points have ${JSON.stringify(labels)}`);
    return Number(found[0]![column]);
  };
}
