import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { otherStudy, unwritable } from '@kirchhoff/language';
import { refuse } from '../failure.js';
import type { RunRecord } from './run-record.js';

/** `out/<name of the study>`, where nothing else is asked for. */
export const defaultOut = (study: string): string =>
  join('out', basename(study).replace(/\.(kir|json)$/i, ''));

/** The record in a folder, or undefined where there is none or it cannot be understood. */
export function recordIn(folder: string): RunRecord | undefined {
  try {
    const record = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')) as Partial<RunRecord>;
    const { planHash, portraits = [] } = record;
    return typeof planHash === 'string' ? ({ ...record, portraits } as RunRecord) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Refuses a folder that holds another study's run (K606, unless `force`) or that cannot be written (K610), before anything runs.
 */
export function requireOut(folder: string, planHash: string, force: boolean): void {
  const fault = faultOf(folder);
  if (fault !== undefined) throw refuse(unwritable(folder, fault));
  if (force || !existsSync(join(folder, 'run.json'))) return;
  const record = recordIn(folder);
  if (record?.planHash !== planHash) throw refuse(otherStudy(folder, record?.study.name));
}

/** Why a folder cannot be written: what stands in its way, or the permissions of the nearest one that exists. */
function faultOf(folder: string): string | undefined {
  for (let path = resolve(folder); ; path = dirname(path)) {
    if (!existsSync(path)) continue;
    if (!statSync(path).isDirectory()) return `${path} is a file`;
    try {
      accessSync(path, constants.W_OK);
      return undefined;
    } catch {
      return `nothing may be written in ${path}`;
    }
  }
}
