/** Why a store gave no answer: a closed union by `kind`. */
export type StoreFailureKind =
  /** The record of a run cannot be understood; `file` names it. */
  | 'run'
  /** The checksum of a segment does not vouch for it; `file` names it. */
  | 'segment'
  /** The engine could not understand or answer a query; the message holds its words. */
  | 'query';

export class StoreFailure extends Error {
  constructor(
    readonly kind: StoreFailureKind,
    message: string,
    readonly file?: string,
  ) {
    super(message);
    this.name = 'StoreFailure';
  }
}
