import type { Device } from './device.js';
import type { Origin } from './origin.js';
import type { Count, Fraction, Quantity } from './quantity.js';

export type ConverterRange =
  | { readonly kind: 'worst_case' }
  | { readonly kind: 'calibrated'; readonly keep: Fraction; readonly per: 'layer' | 'tile' | 'column' }
  | {
      readonly kind: 'fixed';
      readonly low: Quantity<'number' | 'current'>;
      readonly high: Quantity<'number' | 'current'>;
    };

/** An analog-to-digital converter (model.md section 5). */
export interface Adc {
  readonly name: string;
  readonly description?: string;
  readonly origin: Origin;
  readonly bits: Count;
  readonly range: ConverterRange;
  readonly gainError?: Fraction;
  readonly offsetError?: Quantity<'lsb'>;
  readonly inl?: Quantity<'lsb'>;
  readonly dnl?: Quantity<'lsb'>;
  readonly noise?: Quantity<'lsb'>;
}

export type SignedScheme =
  | { readonly kind: 'differential_pair'; readonly centred: boolean }
  | { readonly kind: 'digital_offset' }
  | { readonly kind: 'reference_column' };

/** The hardware described: device, converter, array, weights, inputs (model.md sections 1, 3, 4). */
export interface Chip {
  readonly name: string;
  readonly description?: string;
  readonly origin: Origin;
  readonly device: Device;
  readonly adc: Adc | 'ideal';
  readonly array: {
    /** [word lines, bit lines]. */
    readonly size: readonly number[];
    readonly activeRows: Count | 'all';
    readonly partition: 'even' | 'fill';
    readonly wireResistance?: Quantity<'resistance'>;
    readonly driverResistance: Quantity<'resistance'>;
    readonly senseResistance: Quantity<'resistance'>;
  };
  readonly weights: {
    readonly scheme: SignedScheme;
    /** `automatic`: analog for differential pairs and reference columns, digital for the offset scheme. */
    readonly subtract: 'automatic' | 'analog' | 'digital';
    readonly cells: Count;
    /** Reference columns per tile. */
    readonly columns: Count;
    readonly bits?: Count;
    readonly cellBits?: Count;
    readonly scale: 'per_layer' | 'per_output';
    readonly keep: Fraction;
    readonly bias: 'digital' | 'row';
  };
  readonly inputs: {
    readonly bits: Count | 'none';
    readonly encoding: 'amplitude' | 'bit_serial';
    readonly sliceBits: Count;
    readonly range:
      | { readonly kind: 'calibrated'; readonly keep: Fraction }
      | { readonly kind: 'fixed'; readonly low: Count; readonly high: Count };
    readonly readVoltage: Quantity<'voltage'>;
  };
}
