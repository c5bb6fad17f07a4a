const mebibyte = 2 ** 20;

/** What a worker holds beside its chip: the runtime keeps to it, the compiler counts it. */
export const limits = {
  /** Inputs of the first layer, coded once for all chips that see them [bytes]. */
  drivenBytes: 32 * mebibyte,
  /** Cells of chips that run together with another one [bytes]. */
  togetherBytes: 64 * mebibyte,
  /** Chips that run together: they end together, and an interrupted run loses those under way. */
  chipsTogether: 8,
  /** A cell as programmed and as packed [bytes]. */
  cellBytes: 8,
  /** Activations of one pass through a network: they stay in the caches from node to node [bytes]. */
  passBytes: 4 * mebibyte,
} as const;
