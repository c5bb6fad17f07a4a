export type DatasetFailureKind =
  /** A file or folder is in none of the places searched. */
  | 'missing'
  /** A file is not what its format asks for; `cause` is the FormatError. */
  | 'broken'
  /** Images and labels, or counts asked for and present, do not agree. */
  | 'bad_count'
  | 'bad_label'
  | 'bad_shape'
  | 'bad_value';

export interface DatasetProblem {
  readonly kind: DatasetFailureKind;
  readonly file?: string;
  /** Names expected, for `missing`. */
  readonly expected?: readonly string[];
  /** Places where they were looked for. */
  readonly searched?: readonly string[];
  /** Where the files come from, an address. */
  readonly origin?: string;
  readonly cause?: unknown;
}

/** A data set cannot be read; `message` is one plain sentence. */
export class DatasetFailure extends Error {
  override readonly name = 'DatasetFailure';
  readonly kind: DatasetFailureKind;
  readonly file?: string;
  readonly expected: readonly string[];
  readonly searched: readonly string[];
  readonly origin?: string;

  constructor(message: string, problem: DatasetProblem) {
    super(message, { cause: problem.cause });
    this.kind = problem.kind;
    this.file = problem.file;
    this.expected = problem.expected ?? [];
    this.searched = problem.searched ?? [];
    this.origin = problem.origin;
  }
}

/** 60000 → `60,000`. */
export const wholeText = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');
