import { bytes } from '../terminal/amount.js';
import { duration } from '../terminal/duration.js';
import type { RunRecord } from './run-record.js';

/** What a report's page says of the run: name and value, in the order to print. A pure function of `run.json`. */
export function pageRecord(record: RunRecord): [string, string][] {
  const { machine, engine } = record;
  return [
    ['kirchhoff', record.versions.kirchhoff ?? ''],
    [
      'plan',
      `${record.planHash} (plan version ${record.planVersion}, results version ${record.resultsVersion})`,
    ],
    ['study', record.study.name],
    ...Object.keys(record.imports).map((name): [string, string] => ['imports', name]),
    ...Object.entries(record.options).map(([name, value]): [string, string] => [
      `option ${name}`,
      String(value),
    ]),
    ...record.data.map((data): [string, string] => [
      'data',
      `${data.name}: ${data.trainImages} training and ${data.testImages} test images, sha256 ${data.hash}`,
    ]),
    ['training', engine === null ? 'none' : `tensorflow.js ${engine.version}, engine ${engine.name}`],
    ...record.weights.map((weights): [string, string] => [
      'weights',
      `${weights.key} (training ${weights.training}, repeat ${weights.repeat})`,
    ]),
    ['kernels', `${record.kernels}, ${record.workers} ${record.workers === 1 ? 'worker' : 'workers'}`],
    [
      'machine',
      `${machine.processor}, ${machine.cores} cores, ${bytes(machine.memory)}, ${machine.platform}`,
    ],
    ['Node', machine.node],
    ['started', record.started],
    ['duration', duration(record.duration)],
    ...record.warnings.map((text): [string, string] => ['warning', text]),
  ];
}
