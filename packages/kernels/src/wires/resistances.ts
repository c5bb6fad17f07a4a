/** Resistances of an array's lines [ohm] (model.md section 3); a plan's array satisfies it. */
export interface WireResistances {
  /** Between neighbouring cells, on word lines and bit lines. */
  readonly wireResistance: number;
  /** Between driver and first cell of a word line. */
  readonly driverResistance: number;
  /** Between last cell of a bit line and virtual ground. */
  readonly senseResistance: number;
}

/** Whether any of an array's lines is not ideal. */
export const hasWires = (array: WireResistances): boolean =>
  array.wireResistance > 0 || array.driverResistance > 0 || array.senseResistance > 0;
