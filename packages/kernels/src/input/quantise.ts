import { roundEven } from '../map/round.js';
import { type InputCoding, type InputObservation, type InputSettings, quantiserOf } from './coding.js';
import { broken, must, mustCount, type Refusal, requireNone } from '../refusal.js';

const f = Math.fround;

/** What `inputCoding` refuses about the inputs of a chip. */
export function inputRefusals(settings: InputSettings): readonly Refusal[] {
  const { bits, encoding, sliceBits, range, readVoltage } = settings;
  const serial = encoding === 'bit_serial';
  const fixed = range.kind === 'fixed' ? range : { low: 0, high: 1 };
  const keep = range.kind === 'calibrated' ? range.keep : 1;
  return broken([
    mustCount('inputs.bits', bits ?? 1),
    must('inputs.bits', bits ?? 1, (bits ?? 1) <= 24, 'at most 24'),
    must('inputs.range.keep', keep, keep > 0 && keep <= 1, 'above 0 and at most 1'),
    must(
      'inputs.range.high',
      fixed.high,
      fixed.high > 0 && Number.isFinite(fixed.high),
      'finite and above 0',
    ),
    must('inputs.range.low', fixed.low, fixed.low === 0 || fixed.low === -fixed.high, '0 or -high'),
    must('inputs.readVoltage', readVoltage, readVoltage > 0, 'above 0 V'),
    must('inputs.bits', bits ?? 'none', !serial || bits !== null, 'given where inputs are bit-serial'),
    mustCount('inputs.sliceBits', sliceBits),
    must('inputs.sliceBits', sliceBits, !serial || sliceBits <= (bits ?? 1), 'at most inputs.bits'),
  ]);
}

/**
 * The coding of a layer's inputs (model.md section 4). Signed where a calibration input was negative or the fixed range
 * begins below zero; 2^bits - 1 levels either way. Throws a refusal for one signed bit.
 */
export function inputCoding(settings: InputSettings, observed: InputObservation): InputCoding {
  const { bits, range } = settings;
  const signed = observed.negative || (range.kind === 'fixed' && range.low < 0);
  const signedBits = must(
    'inputs.bits',
    bits ?? 2,
    !signed || bits === null || bits >= 2,
    '2 or more for signed inputs',
  );
  requireNone([...inputRefusals(settings), ...broken([signedBits])]);
  const maximum = range.kind === 'fixed' ? range.high : observed.quantile;
  if (bits === null) return { bits, signed, maximum, fullDrive: maximum };
  const magnitudeBits = signed ? bits - 1 : bits;
  const coding = { bits, signed, maximum, fullDrive: 2 ** magnitudeBits - 1 };
  if (settings.encoding === 'amplitude') return coding;
  const { sliceBits } = settings;
  return { ...coding, serial: { sliceBits, slices: Math.ceil(magnitudeBits / sliceBits) } };
}

/**
 * Driven inputs: integer codes rne(clamp(x inv)), inv the float32 of fullDrive / x_max, where inputs have bits (NaN drives
 * 0), else the activations themselves. `out` holds as many numbers as `activations` and may be the same array.
 */
export function quantiseInputs(
  activations: Float32Array,
  coding: InputCoding,
  out: Float32Array = new Float32Array(activations.length),
): Float32Array {
  if (coding.bits === null) {
    if (out !== activations) out.set(activations);
    return out;
  }
  const { inverse, low, high } = quantiserOf(coding);
  for (let i = 0; i < activations.length; i++) {
    const driven = f(activations[i] * inverse);
    out[i] = driven > low ? roundEven(driven < high ? driven : high) : driven <= low ? low : 0;
  }
  return out;
}
