/** Full-scale rules of model.md section 5. */
export type ConverterRange =
  | { readonly kind: 'worst_case' }
  | {
      readonly kind: 'calibrated';
      readonly keep: number;
      readonly per: 'layer' | 'tile' | 'column';
    }
  | {
      readonly kind: 'fixed';
      readonly low: number;
      readonly high: number;
      readonly unit: 'normalised' | 'ampere';
    };

/** One kind of analog-to-digital converter; errors in LSB, gain as a fraction. A chip's null adc is ideal. */
export interface Converter {
  readonly bits: number;
  readonly range: ConverterRange;
  readonly gainError: number;
  readonly offsetError: number;
  readonly inl: number;
  readonly dnl: number;
  readonly noise: number;
}
