import {
  call,
  calls,
  count,
  either,
  field,
  file,
  list,
  number,
  quantity,
  required,
  spread,
  text,
  words,
} from './constructors.js';

const sigma = field(spread, 'Standard deviation of the spread', ['5 % of target', '2 uS']);

const normal = call(
  'Gaussian spread; a percentage says of what.',
  { sigma: { ...sigma, required: true } },
  1,
);

const lognormal = call(
  'Log-normal spread: ln G is Gaussian.',
  {
    sigma: field(number({ minimum: 0, maximum: 5 }), 'Standard deviation of ln G', '0.10'),
    sigma_on: field(number({ minimum: 0, maximum: 5 }), 'Standard deviation of ln R in the on state', '0.05'),
    sigma_off: field(
      number({ minimum: 0, maximum: 5 }),
      'Standard deviation of ln R in the off state',
      '0.5',
    ),
    centre: field(
      words({ median: 'the median is the target', mean: 'the mean is the target' }),
      'What the target fixes: the median or the mean of the conductance',
      'mean',
      { default: 'median' },
    ),
  },
  1,
  [['sigma', 'sigma_on', 'sigma_off']],
);

const uniform = call(
  'Every value within the half width is equally likely.',
  { half_width: field(spread, 'Largest deviation to either side', '5 % of target', required) },
  1,
);

const polynomial = call('Standard deviation as a polynomial of the target: the sum of c_i (G / scale)^i.', {
  scale: field(
    quantity('conductance', { above: 0 }),
    'Conductance that counts as 1 in the polynomial',
    '25 uS',
    required,
  ),
  sigma: field(
    list(quantity('conductance')),
    'Coefficients c_0, c_1, … of the standard deviation',
    '[0.26348 uS, 1.9650 uS, -1.1731 uS]',
    required,
  ),
});

const saturating = call('Standard deviation of the read current: limit (1 - exp(-I / at)).', {
  limit: field(
    quantity('current', { above: 0 }),
    'Standard deviation of large currents',
    '19.88665 nA',
    required,
  ),
  at: field(
    quantity('current', { above: 0 }),
    'Current at which the spread has reached 63 % of its limit',
    '176.3115 nA',
    required,
  ),
});

const table = call(
  'Measured cells from a CSV file: pairs of target and value, or mean and sigma per target.',
  {
    file: field(file, 'CSV file with one header line; units stand in the header', '"hfo2.csv"', required),
    target: field(text, 'Column of the target conductance', '"target [uS]"', required),
    value: field(text, 'Column of the conductance read back', '"read back [uS]"', {
      excludes: ['mean', 'sigma'],
    }),
    mean: field(text, 'Column of the mean conductance', '"mean [uS]"'),
    sigma: field(text, 'Column of the standard deviation', '"sigma [uS]"'),
  },
  1,
  [['value', 'mean', 'sigma']],
);

const oneOverF = call('1/f noise of phase-change cells, growing with the time since programming.', {
  scale: field(quantity('conductance', { above: 0 }), 'Conductance that counts as 1', '25 uS', required),
  q: field(number({ above: 0 }), 'Noise amplitude Q at the scale', '0.0088', required),
  power: field(number(), 'Q falls with (G / scale) to this power', '0.65', required),
  limit: field(number({ above: 0 }), 'Largest Q', '0.2', required),
  t_read: field(quantity('time', { above: 0 }), 'Duration of one read', '250 ns', required),
});

/** Laws of `programming_variation` (model.md section 2). */
export const programmingLaws = { normal, lognormal, uniform, polynomial, saturating, table };

/** Laws of `read_noise`. */
export const readLaws = { normal, lognormal, uniform, polynomial, table, one_over_f: oneOverF };

const clampedLog = call('slope · ln(G / scale) + offset, kept between low and high.', {
  slope: field(number(), 'Slope in ln(G / scale)', '-0.0155', required),
  offset: field(number(), 'Value at G = scale', '0.0244', required),
  low: field(number({ minimum: 0 }), 'Smallest value', '0.049', required),
  high: field(number({ minimum: 0 }), 'Largest value', '0.1', required),
});

/** A drift exponent or its spread. */
export const driftExponent = either(number({ minimum: 0, maximum: 2 }), calls({ clamped_log: clampedLog }));

export const attempts = count(1, 10_000);
