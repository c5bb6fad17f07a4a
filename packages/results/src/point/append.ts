import { type Columns, pickRows, rowsOf } from '../columns.js';
import { writeSegment } from '../segment/write.js';
import { pointFolder } from './folder.js';

/** True where every row holds the trial after that of the row before. */
const ascending = (trials: Float64Array): boolean =>
  trials.every((trial, at) => at === 0 || trial === trials[at - 1]! + 1);

/** Runs of consecutive trials as tables, ascending. */
function consecutive(columns: Columns): Columns[] {
  const trials = columns.trial!;
  if (ascending(trials)) return [columns];
  const order = Array.from(trials.keys()).sort((a, b) => trials[a]! - trials[b]!);
  const runs: number[][] = [];
  for (const at of order) {
    const run = runs.at(-1);
    if (run !== undefined && trials[run.at(-1)!]! + 1 === trials[at]) run.push(at);
    else runs.push([at]);
  }
  return runs.map((places) => pickRows(columns, places));
}

/** Adds rows to a point: a segment per run of consecutive trials. What returns is on disk. Throws the system's error. */
export async function appendRows(store: string, point: string, columns: Columns): Promise<void> {
  if (rowsOf(columns) === 0) return;
  const folder = pointFolder(store, point);
  for (const run of consecutive(columns)) await writeSegment(folder, run);
}
