import { refusals } from '@kirchhoff/compiler';
import { reportProblem } from '@kirchhoff/language';
import { exit } from '../exit.js';
import { fail, Failure } from '../failure.js';
import { loadSets } from '../data/load.js';
import { remarksOn } from '../data/remarks.js';
import type { WeightsRecord } from '../record/run-record.js';
import type { Watcher } from '../run/events.js';
import { workersOf } from '../run/workers.js';
import { foldersOf, type Session } from '../session.js';
import { storeFolder } from '../store/folder.js';
import { namedFiles } from '../study/named-files.js';
import { planStudy } from '../study/planned.js';
import { trainingNames } from '../study/training-names.js';
import { tableText } from '../terminal/table.js';
import { obtainWeights } from './obtain.js';
import { wantedWeights } from './wanted.js';

/** Trains every network that a study declares or uses and prints how accurate they are. */
export async function trainStudy(path: string, session: Session, watch: Watcher): Promise<void> {
  const { terminal, options, signal } = session;
  const { study, plan, host, sources } = planStudy(path, options);
  const refused = refusals({ ...study, experiments: [] }).map(reportProblem);
  if (refused.length > 0) throw new Failure(exit.wrongText, refused, sources);
  const wanted = wantedWeights(plan, true);
  if (wanted.length === 0) throw fail(exit.wrongText, `${path} trains no network`);
  const ids = [...new Set(wanted.map(({ training }) => training.data))];
  const sets = await loadSets(plan, ids, { study, folders: foldersOf(options), sources, signal });
  const names = trainingNames(study, host, plan);
  remarksOn(sets).forEach(watch.report);
  const { engine, records } = await obtainWeights(wanted, {
    store: storeFolder(path, options),
    sets,
    engine: options.engine,
    workers: workersOf(options),
    signal,
    watch,
    named: namedFiles(study, foldersOf(options)),
    nameOfTraining: (id) => names.get(id) ?? id,
  });
  if (terminal.json) terminal.out(`${JSON.stringify({ engine, weights: records }, null, 2)}\n`);
  else terminal.out(tableText(gridOf(records, names)));
}

const percent = (share: number | null): string => (share === null ? '' : (share * 100).toFixed(2));

const gridOf = (records: readonly WeightsRecord[], names: ReadonlyMap<string, string>) => ({
  title: 'trained networks',
  header: ['training', 'repeat', 'test accuracy [%]', 'weights', ''],
  rows: records.map(({ training, repeat, testAccuracy, key, reused }) => [
    names.get(training) ?? training,
    String(repeat),
    percent(testAccuracy),
    `${key}.npz`,
    reused ? 'reused' : 'trained now',
  ]),
});
