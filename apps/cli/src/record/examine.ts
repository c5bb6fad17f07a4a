import { accessSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';
import { PRESETS } from '@kirchhoff/datasets';
import { loadKernels } from '@kirchhoff/kernels';
import { type EngineRefusal, loadEngine } from '@kirchhoff/training';
import type { Folders } from '../session.js';
import { bytes } from '../terminal/amount.js';
import { version } from '../version.js';
import { type Machine, thisMachine } from './machine.js';

/** What `kir doctor` found. */
export interface Examination extends Machine {
  readonly kirchhoff: string;
  readonly kernels: string;
  /** Why the kernels are not the fastest. */
  readonly kernelsRemark: string | null;
  /** Null where no engine loads. */
  readonly engine: { readonly name: string; readonly version: string } | null;
  /** Engines passed over. */
  readonly engineRemarks: readonly EngineRefusal[];
  readonly dataFolder: string | null;
  readonly dataSets: readonly string[];
  readonly writable: boolean;
}

export async function examine({ data }: Folders): Promise<Examination> {
  const kernels = await loadKernels();
  const { engine, refusals } = await loadEngine().catch((cause: Error) => ({
    engine: null,
    refusals: [{ name: 'cpu' as const, reason: cause.message }],
  }));
  return {
    ...thisMachine(),
    kirchhoff: version,
    kernels: kernels.technology,
    kernelsRemark: kernels.fallback,
    engine: engine === null ? null : { name: engine.name, version: engine.version },
    engineRemarks: refusals,
    dataFolder: data ?? null,
    dataSets: setsIn(data),
    writable: isWritable('.'),
  };
}

const setsIn = (folder: string | undefined): string[] =>
  Object.entries(PRESETS).flatMap(([name, facts]) =>
    !('folder' in facts) || (folder !== undefined && existsSync(join(folder, facts.folder)))
      ? [`standard.${name}`]
      : [],
  );

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** The examination for people. */
export function examinationText(found: Examination): string {
  const engine =
    found.engine === null ? 'none' : `${found.engine.name} (tensorflow.js ${found.engine.version})`;
  const rows: [string, string][] = [
    ['kir', found.kirchhoff],
    ['Node', found.node],
    ['machine', `${found.processor}, ${found.cores} cores, ${bytes(found.memory)} memory, ${found.platform}`],
    ['kernels', found.kernels],
    ...(found.kernelsRemark === null ? [] : [['', found.kernelsRemark] as [string, string]]),
    ['training engine', engine],
    ...found.engineRemarks.map(({ name, reason }): [string, string] => [
      '',
      `not ${name}: ${reason.replace(/ imported from .*/, '')}`,
    ]),
    ['data folder', found.dataFolder ?? 'none: --data FOLDER or KIRCHHOFF_DATA names one'],
    ['data sets', found.dataSets.join(', ')],
    [
      'this folder',
      found.writable ? 'can be written' : 'cannot be written: results need --out ANOTHER_FOLDER',
    ],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}\n`).join('');
}
