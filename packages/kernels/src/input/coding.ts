/** How activations drive word lines (model.md section 4); a plan's chip satisfies it. */
export interface InputSettings {
  readonly bits: number | null;
  readonly encoding: 'amplitude' | 'bit_serial';
  readonly sliceBits: number;
  readonly range:
    | { readonly kind: 'calibrated'; readonly keep: number }
    | { readonly kind: 'fixed'; readonly low: number; readonly high: number };
  /** [V] */
  readonly readVoltage: number;
}

/** What the calibration images say about one layer's inputs. */
export interface InputObservation {
  /** True if any input was below zero. */
  readonly negative: boolean;
  /** The `keep` quantile of |x|. */
  readonly quantile: number;
}

/** The coding of one layer's inputs. */
export interface InputCoding {
  readonly bits: number | null;
  readonly signed: boolean;
  /** x_max, in units of the activation. */
  readonly maximum: number;
  /** Value of a driven input at full drive: the largest code, or x_max where inputs are floats. */
  readonly fullDrive: number;
  /** Absent where all bits are driven at once. */
  readonly serial?: SerialDrive;
}

/** Bit-serial driving: the magnitude of a code is cut into slices, each a drive and a conversion of its own. */
export interface SerialDrive {
  readonly sliceBits: number;
  /** Slices of one input, least significant first. */
  readonly slices: number;
}

/** What an activation drives: rne(clamp(fround(x inverse), low, high)). */
export interface Quantiser {
  readonly inverse: number;
  readonly low: number;
  readonly high: number;
}

/** `inverse` is the float32 of fullDrive / x_max; 0 where x_max is. */
export const quantiserOf = ({ fullDrive, maximum, signed }: InputCoding): Quantiser => ({
  inverse: maximum > 0 ? Math.fround(fullDrive / maximum) : 0,
  low: signed ? -fullDrive : 0,
  high: fullDrive,
});

/** Times that an input drives its word line. */
export const drivesOf = ({ serial }: InputCoding): number => serial?.slices ?? 1;

/** Value of one drive at full drive: the largest slice, or the largest code. model.md section 5. */
export const fullDriveOf = ({ serial, fullDrive }: InputCoding): number =>
  serial === undefined ? fullDrive : 2 ** serial.sliceBits - 1;
