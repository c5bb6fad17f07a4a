/** Labels of the keys under which cells of one kind draw (model.md section 7). */
export interface Purposes {
  readonly variation: string;
  readonly column: string;
  readonly stuck: string;
  readonly relaxation: string;
  readonly drift: string;
  /** Whether every copy has a bit line of its own, as reference columns do. */
  readonly ownColumns: boolean;
}

export const weightPurposes: Purposes = {
  variation: 'programming',
  column: 'programming_column',
  stuck: 'stuck',
  relaxation: 'relaxation',
  drift: 'drift',
  ownColumns: false,
};

export const referencePurposes: Purposes = {
  variation: 'reference',
  column: 'reference_column',
  stuck: 'reference_stuck',
  relaxation: 'reference_relaxation',
  drift: 'reference_drift',
  ownColumns: true,
};

/** The draw that all cells of a chip share, under seed > trial. */
export const chipPurpose = 'programming_chip';
