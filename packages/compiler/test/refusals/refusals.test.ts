import type { FileFacts } from '@kirchhoff/model';
import { features } from '../../src/refusals/features.js';
import { refusals } from '../../src/refusals/refusals.js';
import { graphOf, hostOf, type Parts, planOf, studyOf, textOf } from '../study.js';

const csv: FileFacts = {
  kind: 'csv',
  hash: '0',
  columns: [
    { name: 'target [uS]', unit: 'uS' },
    { name: 'read [uS]', unit: 'uS' },
  ],
};
const graph: FileFacts = {
  kind: 'network',
  hash: '1',
  graph: graphOf(Object.values(planOf(textOf({})).networks)[0]!.nodes),
};
const host = hostOf({ 'cells.csv': csv, 'net.onnx': graph });

const device = (line: string): Parts => ({
  before: `device cells { on_state = 200 uS, on_off_ratio = 10\n${line}\n}`,
  chip: 'device = cells',
});
const chip = (line: string): Parts => ({ chip: line });
const train = (line: string): Parts => ({ train: line });
const layers = (line: string): Parts => ({ layers: `${line}\nflatten\ndense(10, softmax)` });
const imported: Parts = {
  before: 'network far { source = onnx("net.onnx") }\ntrain own { network = far, data = few }',
};

/** A study per feature that uses it and nothing else; by the word of the language under which it is refused. */
const uses: Readonly<Record<string, Parts>> = {
  polynomial: device('programming_variation = polynomial(scale = 40 uS, sigma = [1 uS, 2 uS])'),
  saturating: device('programming_variation = saturating(limit = 20 nA, at = 100 nA)'),
  table: device('programming_variation = table("cells.csv", target = "target [uS]", value = "read [uS]")'),
  shared: device('programming_variation = normal(sigma = 2 uS)\nshared { per_chip = 10 % }'),
  write_verify: device(
    'programming_variation = normal(sigma = 2 uS)\nwrite_verify { tolerance = 1 uS, attempts = 5 }',
  ),
  read_noise: device('read_noise = normal(sigma = 1 uS)'),
  drift: device('drift { time = 1 day, nu = 0.05, t0 = 20 s }'),
  relaxation: device('relaxation { time = 1 day, mean_per_ln = -0.1 uS }'),
  gain_error: chip('adc { gain_error = 1 % }'),
  offset_error: chip('adc { offset_error = 0.5 LSB }'),
  inl: chip('adc { inl = 0.5 LSB }'),
  dnl: chip('adc { dnl = 0.5 LSB }'),
  noise: chip('adc { noise = 0.5 LSB }'),
  wire_resistance: chip('array { wire_resistance = 1 ohm }'),
  driver_resistance: chip('array { driver_resistance = 1 ohm }'),
  sense_resistance: chip('array { sense_resistance = 1 ohm }'),
  'bias = row': chip('weights { bias = row }'),
  bit_serial: chip('inputs { encoding = bit_serial }'),
  source: imported,
  batch_norm: layers('repeat(2) { residual { conv(1, 3 x 3, padding = same), batch_norm } }'),
  'optimizer = adamw': train('optimizer = adamw'),
  weight_decay: train('weight_decay = 1e-4'),
  clip_gradients: train('clip_gradients = 1'),
  clip_weights: train('clip_weights = 2.5 sigma'),
  augment: train('augment { shift = 2 }'),
  start_from: train('start_from = net'),
  stop_when: train('stop_when = no_improvement(patience = 3 epochs)'),
  inject: train('inject { chip = pilot, effects = [programming_variation] }'),
  'table(…)': {
    before: `device measured { on_state = 200 uS, on_off_ratio = 10
programming_variation = table("cells.csv", target = "target [uS]", value = "read [uS]")
}
chip lab { device = measured, adc = ideal }`,
    train: 'inject { chip = lab, effects = [programming_variation] }',
  },
  learn_ranges: train('learn_ranges = yes\ninject { chip = pilot, effects = [tiles, inputs, adc] }'),
  recalibrate_batch_norm: train('recalibrate_batch_norm = yes'),
  groups: layers('conv(4, 3 x 3)\ndepthwise_conv(3 x 3)'),
  dilation: layers('conv(4, 3 x 3, dilation = 2)'),
  until: {
    experiment:
      'find smallest chip.adc.bits as bits in 3 to 8\nrequire yield(accuracy_loss < 1 %) >= 30 %\nuntil half_width(accuracy) <= 1 %',
  },
  find: {
    experiment: 'find smallest chip.adc.bits as bits in 3 to 8\nrequire yield(accuracy_loss < 1 %) >= 30 %',
  },
};

const studyFor = (parts: Parts): string => {
  const text = textOf(parts);
  const alone = parts === imported ? text.replace('train = given', 'train = own') : text;
  return parts === uses['until'] ? alone.replace('trials = 5', 'trials = 5 to 50') : alone;
};
const refused = (text: string): readonly string[] =>
  refusals(studyOf(text, host)).map((problem) => (problem.code === 'K501' ? problem.field : problem.code));
const isFeature = (field: string): boolean => features.some((feature) => feature.field === field);

describe('what this version cannot execute', () => {
  it('has an example for each feature', () => {
    expect(features.map(({ field }) => field).filter((field) => !(field in uses))).toEqual([]);
  });

  it.each(Object.keys(uses))(
    '%s is planned, and refused by its name while it is a feature to come',
    (field) => {
      const text = studyFor(uses[field]!);
      expect(planOf(text, host).experiments).toHaveLength(1);
      expect(refused(text)).toEqual(isFeature(field) ? [field] : []);
    },
  );

  it('is nothing in a study that uses none of it', () => {
    expect(refused(textOf({}))).toEqual([]);
  });

  it.each([
    [
      'written as nothing',
      { chip: 'adc { inl = 0 LSB, gain_error = 0 % }\narray { wire_resistance = 0 ohm }' },
    ],
    [
      'in a block that no point uses',
      { before: 'device apart from standard.rram_hfo2 { read_noise = normal(sigma = 1 uS) }' },
    ],
    [
      'in a training that no point uses',
      { before: 'train apart from standard.digits_mlp { optimizer = adamw }' },
    ],
    [
      'swept away',
      {
        ...chip('array { wire_resistance = 1 ohm }'),
        experiment: 'sweep { chip.array.wire_resistance as wire = [0 ohm] }',
      },
    ],
  ])('is nothing where it is %s', (_, parts) => {
    expect(refused(textOf(parts))).toEqual([]);
  });

  it('is found at any point of a sweep, once', () => {
    const experiment =
      'sweep {\nchip.array.wire_resistance as wire = [0 ohm, 1 ohm, 2 ohm]\nchip.adc.bits as bits = [4, 5]\n}';
    expect(refused(textOf({ experiment }))).toEqual(['wire_resistance'].filter(isFeature));
  });

  it('is found in the trainings of a text without experiments', () => {
    const text = textOf(train('optimizer = adamw')).replace(/experiment study \{[\s\S]*/, '');
    expect(refused(text)).toEqual(['optimizer = adamw'].filter(isFeature));
  });

  it('is told at the block that holds it', () => {
    const text = studyFor(uses['drift']!);
    for (const { origin } of refusals(studyOf(text, host)))
      expect(text.slice(origin.start, origin.end)).toBe('cells');
  });
});
