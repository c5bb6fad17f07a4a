import type { Diagnostic, Origin } from '@kirchhoff/model';
import { report } from './report.js';

/** K601: the study itself. */
export function studyNotFound(file: string): Diagnostic {
  return report({
    code: 'K601',
    title: `there is no file ${file}`,
    fixes: ['check the name; names are relative to the current folder', 'kir init  writes a first study'],
  });
}

/** K602: a folder, or no permission. */
export function unreadable(file: string, reason: 'folder' | 'permission' | string): Diagnostic {
  const because =
    reason === 'folder'
      ? 'is a folder, not a file'
      : reason === 'permission'
        ? 'may not be read'
        : `cannot be read: ${reason}`;
  const fix =
    reason === 'folder'
      ? 'name the study in it, for example  study.kir'
      : 'check the permissions of the file';
  return report({ code: 'K602', title: `${file} ${because}`, fixes: [fix] });
}

/** K603: a file that a study names. `searched` lists the places looked at. */
export function fileNotFound(at: Origin | undefined, file: string, searched: readonly string[]): Diagnostic {
  return report({
    code: 'K603',
    title: `there is no file ${file}`,
    at,
    label: 'not found',
    ...(searched.length === 0 ? {} : { note: `searched at ${searched.join(', ')}` }),
    fixes: ['names are relative to this text; then the folders of --models and --data are searched'],
  });
}

/** K604: a data set whose files are not there. */
export function dataNotFound(parts: {
  readonly data: string;
  readonly expected: readonly string[];
  readonly searched: readonly string[];
  /** Where the files come from. */
  readonly home?: string;
  readonly at?: Origin;
}): Diagnostic {
  const { data, expected, searched, home, at } = parts;
  return report({
    code: 'K604',
    title: `the files of ${data} were not found`,
    at,
    label: 'needs files',
    why: searched.length === 0 ? 'no data folder was named' : `searched in ${searched.join(', ')}`,
    note: `expected ${expected.join(', ')}, plain or .gz`,
    ...(home === undefined ? {} : { see: `the files come from ${home}` }),
    fixes: [
      '--data FOLDER  or the environment variable  KIRCHHOFF_DATA',
      'data digits from standard.digits   needs no files',
    ],
  });
}

/** K605: a data, weight, model or table file that is not what its kind says. */
export function brokenFile(parts: {
  readonly file: string;
  /** `an IDX file`. */
  readonly kind?: string;
  readonly reason?: string;
  readonly expected?: string;
  readonly found?: string;
  readonly at?: Origin;
}): Diagnostic {
  const { file, kind, reason, expected, found, at } = parts;
  const because =
    reason ??
    (expected === undefined
      ? undefined
      : `expected ${expected}${found === undefined ? '' : `, found ${found}`}`);
  return report({
    code: 'K605',
    title: kind === undefined ? `${file} cannot be read` : `${file} is not ${kind} that can be read`,
    at,
    label: 'broken',
    ...(because === undefined ? {} : { why: because }),
    fixes: ['fetch or write the file again; it may be truncated, or of another kind'],
  });
}

/** K606: the results of another study are in the folder. */
export function otherStudy(folder: string, study?: string): Diagnostic {
  return report({
    code: 'K606',
    title: `${folder} holds the results of another study`,
    ...(study === undefined ? {} : { note: `it was written by ${study}` }),
    why: 'results are never mixed, and never overwritten without being told to',
    fixes: ['--out ANOTHER_FOLDER', { text: '--force', meaning: 'replaces what is there' }],
  });
}

/** K607: no space left. */
export function diskFull(file: string): Diagnostic {
  return report({
    code: 'K607',
    title: `the disk is full: ${file} could not be written`,
    why: 'nothing half-written was left behind',
    fixes: ['free some space, then give the same command again'],
  });
}

/** K608: arrays that do not fit a layer. */
export function weightsDoNotFit(parts: {
  readonly file: string;
  readonly layer: string;
  readonly array: string;
  readonly expected: string;
  readonly found: string;
  readonly at?: Origin;
}): Diagnostic {
  const { file, layer, array, expected, found, at } = parts;
  return report({
    code: 'K608',
    title: `the weights in ${file} do not fit layer ${layer}`,
    at,
    label: 'do not fit',
    why: `${array} should be ${expected}, but is ${found}`,
    fixes: [
      'dense weights are [inputs x outputs], convolutions [height x width x channels in x channels out]',
    ],
  });
}

/** K609, a warning: files that are not those published; `remark` is a sentence about one of them. */
export function unusualData(data: string, remark: string): Diagnostic {
  return report({
    code: 'K609',
    severity: 'warning',
    title: `the files of ${data} are not those that were published`,
    why: remark.replace(/\.$/, ''),
    note: 'the results record this',
  });
}

/** K610: a place that cannot be written. */
export function unwritable(file: string, reason: string): Diagnostic {
  return report({
    code: 'K610',
    title: `${file} cannot be written`,
    why: reason,
    fixes: ['--out ANOTHER_FOLDER'],
  });
}

/** K611: a network with operators that cannot be executed, all of them. */
export function unsupportedOperators(file: string, operators: readonly string[], at?: Origin): Diagnostic {
  return report({
    code: 'K611',
    title: `${file} holds operators that cannot be executed`,
    at,
    label: operators.length === 1 ? 'one operator' : `${operators.length} operators`,
    why: operators.join(', '),
    fixes: ['export the network for inference, without layers that only training or another task needs'],
  });
}
