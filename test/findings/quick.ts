import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { kir, root, write } from '../e2e/kir.js';
import { readCsv, summaryOf } from './tools.js';

const studies = join(root, 'dsl-examples/findings');

/** A study with parts of its text replaced; throws where a part is not in it, so that a quick form cannot miss its study. */
export function replaced(text: string, parts: Readonly<Record<string, string>>): string {
  return Object.entries(parts).reduce((all, [part, by]) => {
    if (!all.includes(part)) throw new Error(`the study does not hold: ${part}`);
    return all.replaceAll(part, by);
  }, text);
}

/** What all findings share, with few images and a short training. */
const shared = (): string =>
  replaced(readFileSync(join(studies, 'shared.kir'), 'utf8'), {
    'test_images = 500': 'train_images = 3000\n  test_images = 200',
    '  data = digits': '  data = digits\n  epochs = 4',
  });

/** The mean of a measured column at a point of the quick form, by the labels of its axes. */
export type Means = (labels: Readonly<Record<string, string>>, column?: string) => number;

/** Runs the quick form of a finding in a folder whose store keeps the weights for the next one. */
export function quickly(folder: string, name: string, parts: Readonly<Record<string, string>>): Means {
  write(folder, 'shared.kir', shared());
  const text = readFileSync(join(studies, `${name}.kir`), 'utf8');
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
