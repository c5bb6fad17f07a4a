import { call, calls, count, field, percentage, quantity, required, words } from './constructors.js';
import type { BlockSpecification } from './specification.js';

const lsb = (sentence: string, example: string) =>
  field(
    quantity('lsb', {
      minimum: 0,
      plausible: { between: { lsb: ['0 LSB', '64 LSB'] }, of: 'a converter', usually: 'errors are' },
    }),
    sentence,
    example,
  );

const end = quantity(['number', 'current']);

const range = calls({
  calibrated: call('Set from the sums that ideal cells give on the calibration images.', {
    keep: field(
      percentage(undefined, { above: 0.5 }),
      'Share of the sums that lie inside the range',
      '99.9 %',
      { default: '99.9 %' },
    ),
    per: field(
      words({ layer: 'one range per layer', tile: 'one per tile', column: 'one per bit line' }),
      'What has a range of its own',
      'layer',
      { default: 'layer' },
    ),
  }),
  worst_case: call('Wide enough for every word line driven fully into on-state cells.', {}),
  fixed: call(
    'The two ends, in units of one fully driven cell or in amperes.',
    {
      low: field(end, 'Lower end', '-8', required),
      high: field(end, 'Upper end', '8', required),
    },
    2,
  ),
});

const fields = {
  bits: field(count(1, 24), 'Number of output bits', '8', required),
  range: field(range, 'Full-scale range: the sums that map to all codes', 'calibrated(keep = 99.9 %)', {
    default: 'calibrated(keep = 99.9 %, per = layer)',
  }),
  gain_error: field(percentage(), 'Standard deviation of the gain from converter to converter', '0.5 %'),
  offset_error: lsb('Standard deviation of the offset from converter to converter', '0.5 LSB'),
  inl: lsb('Largest deviation from the straight line', '0.5 LSB'),
  dnl: lsb('Largest deviation of a step from one LSB', '0.5 LSB'),
  noise: lsb('Noise drawn anew at every conversion, rms', '0.3 LSB'),
};

/** `adc`: an analog-to-digital converter (model.md section 5). */
export const adc = {
  word: 'adc',
  text: 'The converter that reads the bit lines.',
  fields,
} as const satisfies BlockSpecification;
