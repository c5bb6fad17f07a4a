// The chip of the reference workloads: 128 x 128 arrays, differential pairs, on/off ratio 20, 10 % of target, 8-bit inputs and converters
// with written ranges.
const errors = { gainError: 0, offsetError: 0, inl: 0, dnl: 0, noise: 0 };

/** Ranges that need no calibration [units of y]. */
export const written = { kind: 'fixed', low: -8, high: 8, unit: 'normalised' };

export const workloadChip = {
  device: {
    onState: 100e-6,
    onOffRatio: 20,
    levels: null,
    programming: { kind: 'normal', sigma: { of: 'target', fraction: 0.1 } },
    shared: { perChip: 0, perColumn: 0 },
    writeVerify: null,
    clip: 'nonnegative',
    stuckOn: 0,
    stuckOff: 0,
    readNoise: null,
    drift: null,
    relaxation: null,
  },
  weights: {
    scheme: 'differential_pair',
    centred: false,
    subtract: 'analog',
    cells: 1,
    columns: 1,
    bits: null,
    cellBits: null,
    scale: 'per_layer',
    keep: 1,
    bias: 'digital',
  },
  adc: { bits: 8, range: written, ...errors },
  inputs: {
    bits: 8,
    encoding: 'amplitude',
    sliceBits: 1,
    range: { kind: 'fixed', low: 0, high: 1 },
    readVoltage: 0.2,
  },
};

export const bitSerialChip = { ...workloadChip, inputs: { ...workloadChip.inputs, encoding: 'bit_serial' } };

/** The same converters with calibrated ranges, as the standard chips have them. */
export const calibratedAdc = {
  ...workloadChip.adc,
  range: { kind: 'calibrated', keep: 0.999, per: 'layer' },
};
