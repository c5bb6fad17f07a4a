/** Fields of the record that assembly/job.ts names, in its order; addresses and distances in bytes. */
const FIELDS = [
  'x',
  'xStride',
  'rows',
  'y',
  'yStride',
  'panels',
  'groups',
  'groupCount',
  'terms',
  'termCount',
  'gain',
  'bias',
  'separate',
  'shared',
  'sharedStride',
  'sharedGroup',
  'sharedTile',
  'sharedMask',
  'eights',
  'bits',
  'places',
  'tables',
  'sums',
  'accumulators',
  'window',
  'narrow',
  'turned',
  'turnedRows',
  'quantiser',
  'coded',
  'codedEnd',
  'width',
] as const;

export type Job = Readonly<Record<(typeof FIELDS)[number], number>>;

export const JOB_WORDS = FIELDS.length;

/** Words of one term: plane, distance of its panels, conversion or 0, distance of its row groups, sign mask. */
export const TERM_WORDS = 5;

/** Flips the sign of a float32. */
export const SIGN_MASK = 0x80000000;

export function writeJob(words: Uint32Array, at: number, job: Job): void {
  FIELDS.forEach((field, i) => (words[at + i] = job[field]));
}
