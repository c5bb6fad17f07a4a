import {
  calls,
  count,
  either,
  field,
  nested,
  number,
  percentage,
  quantity,
  required,
  spread,
  words,
} from './constructors.js';
import { attempts, driftExponent, programmingLaws, readLaws } from './distributions.js';
import type { BlockSpecification } from './specification.js';

const state = quantity(['resistance', 'conductance'], {
  above: 0,
  plausible: {
    between: { conductance: ['1 nS', '10 mS'], resistance: ['100 ohm', '1 Gohm'] },
    of: 'a memory cell',
    usually: 'cells are',
  },
});

const offState = quantity(['resistance', 'conductance'], {
  minimum: 0,
  plausible: {
    between: { conductance: ['0 S', '10 mS'], resistance: ['100 ohm', '1000 Gohm'] },
    of: 'a memory cell',
    usually: 'cells are',
  },
});

const shared = {
  per_chip: field(percentage(), 'Share of the variance that all cells of a chip have in common', '20 %'),
  per_column: field(
    percentage(),
    'Share of the variance that all cells of a bit line have in common',
    '10 %',
  ),
};

const writeVerify = {
  tolerance: field(spread, 'Accepted distance from the target', ['1 uS', '1 % of range'], required),
  attempts: field(attempts, 'Most programming attempts per cell; the last one stays', '10', required),
};

const drift = {
  time: field(quantity('time', { above: 0 }), 'Time between programming and read-out', '1 day', required),
  nu: field(driftExponent, 'Drift exponent: G falls as (t / t0)^(-nu)', '0.05', required),
  nu_sigma: field(driftExponent, 'Spread of the exponent from cell to cell', '0.01'),
  t0: field(
    quantity('time', { above: 0 }),
    'Time at which the programmed conductance was measured',
    '20 s',
    required,
  ),
  scale: field(quantity('conductance', { above: 0 }), 'Conductance that counts as 1 in clamped_log', '25 uS'),
  compensate: field(
    words({ none: 'no correction', global: 'the sum is divided by the measured mean decay' }),
    'Correction at read-out',
    'global',
    { default: 'none' },
  ),
};

const relaxation = {
  time: field(quantity('time', { above: 0 }), 'Time between programming and read-out', '1 day', required),
  mean_per_ln: field(
    quantity('conductance'),
    'Mean shift per ln of the time in seconds',
    '-0.089 uS',
    required,
  ),
  sigma_per_ln: field(
    quantity('conductance'),
    'Growth of the spread per ln of the time in seconds',
    '0.042 uS',
  ),
  sigma: field(quantity('conductance', { minimum: 0 }), 'Spread of the shift after one second', '0.41 uS'),
};

const valid = {
  lowest: field(
    quantity(['conductance', 'current'], { minimum: 0 }),
    'Smallest conductance the law was measured at, or smallest current at the read voltage',
    ['50 uS', '0 nA'],
    required,
  ),
  highest: field(
    quantity(['conductance', 'current'], { above: 0 }),
    'Largest conductance the law was measured at, or largest current at the read voltage',
    ['225 uS', '1600 nA'],
    required,
  ),
  earliest: field(
    quantity('time', { above: 0 }),
    'Shortest time since programming at which drift and relaxation were measured',
    '1 s',
  ),
  latest: field(
    quantity('time', { above: 0 }),
    'Longest time since programming for which drift and relaxation are published',
    '10 years',
  ),
};

const fields = {
  on_state: field(state, 'Conductance of a cell in its low-resistance state', ['10 kohm', '100 uS'], {
    required: true,
    says: 'how well a cell conducts in its low-resistance state',
  }),
  off_state: field(offState, 'Conductance of a cell in its high-resistance state', ['5 uS', '200 kohm'], {
    excludes: ['on_off_ratio'],
    says: 'how well a cell conducts in its high-resistance state',
  }),
  on_off_ratio: field(
    number({
      above: 1,
      infinite: true,
      countable: true,
      plausible: { between: { number: ['1.1', '1e9'] }, of: 'an on/off ratio', usually: 'ratios are' },
    }),
    'On-state conductance divided by off-state conductance',
    '20',
    {
      excludes: ['off_state'],
      because: 'at an on/off ratio of 1 both states conduct alike, and nothing can be stored',
      called: 'the ratio',
    },
  ),
  levels: field(
    either(count(2, 65_536), words({ continuous: 'any conductance between off and on' })),
    'Number of conductances a cell can be programmed to',
    '16',
    { default: 'continuous', because: 'one level cannot tell two weights apart' },
  ),
  programming_variation: field(
    calls(programmingLaws),
    'Difference between programmed and target conductance, drawn once per chip',
    'normal(sigma = 5 % of target)',
    { called: 'the variation' },
  ),
  shared: field(
    nested('shared', 'Part of the variation that cells have in common.', shared),
    'Correlated share of the variation',
    'shared { per_column = 10 % }',
  ),
  write_verify: field(
    nested('write_verify', 'Programming is repeated until the cell is close enough.', writeVerify),
    'Closed-loop programming',
    'write_verify { tolerance = 1 uS, attempts = 10 }',
  ),
  clip: field(
    words({
      nonnegative: 'a conductance is never negative',
      range: 'a conductance stays between off and on state',
      none: 'no limit',
    }),
    'Limits of the programmed conductance',
    'range',
    { default: 'nonnegative' },
  ),
  stuck_on: field(percentage(['cells']), 'Share of cells that stay in the on state', '0.1 % of cells'),
  stuck_off: field(percentage(['cells']), 'Share of cells that stay in the off state', '0.4 % of cells'),
  read_noise: field(
    calls(readLaws),
    'Part of the conductance drawn anew at every conversion',
    'normal(sigma = 1 % of target)',
  ),
  drift: field(
    nested('drift', 'Slow fall of the conductance after programming.', drift),
    'Change with time after programming',
    'drift { time = 1 day, nu = 0.05, t0 = 20 s }',
  ),
  relaxation: field(
    nested('relaxation', 'Shift and widening in the first time after programming.', relaxation),
    'Shift of the conductance with the logarithm of time',
    'relaxation { time = 1 day, mean_per_ln = -0.089 uS }',
  ),
  valid: field(
    nested(
      'valid',
      'Range of conductance or current, and of time, in which the numbers of this device hold.',
      valid,
    ),
    'Range in which the statistics were measured; states and times outside are refused',
    'valid { lowest = 50 uS, highest = 225 uS }',
  ),
};

/** `device`: statistics of one memory cell (model.md sections 1 and 2). */
export const device = {
  word: 'device',
  text: 'Statistics of one memory cell.',
  fields,
} as const satisfies BlockSpecification;
