import type {
  Adc,
  Chip,
  Data,
  Device,
  Experiment,
  Histogram,
  Injection,
  Network,
  Plot,
  Report,
  Table,
  Training,
} from '@kirchhoff/model';
import { blocks } from '../../src/vocabulary/blocks.js';

type Camel<S extends string> = S extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : S;
type Names<T> = Camel<keyof T & string>;
type Block<K extends keyof typeof blocks> = Names<(typeof blocks)[K]['fields']>;
type Identity = 'name' | 'description' | 'origin';
type Same<A, B> = [A] extends [B]
  ? [B] extends [A]
    ? true
    : { readonly missing: Exclude<B, A> }
  : { readonly extra: Exclude<A, B> };

// These lines fail to compile when the vocabulary and the model drift apart.
const device: Same<Exclude<Block<'device'>, 'offState'>, Exclude<keyof Device, Identity>> = true;
const adc: Same<Block<'adc'>, Exclude<keyof Adc, Identity>> = true;
const chip: Same<Block<'chip'>, Exclude<keyof Chip, Identity>> = true;
const data: Same<Exclude<Block<'data'>, 'train' | 'test' | 'folder'>, Exclude<keyof Data, Identity>> = true;
const network: Same<Exclude<Block<'network'>, 'input' | 'layers'>, Exclude<keyof Network, Identity>> = true;
const train: Same<Block<'train'>, Exclude<keyof Training, Identity>> = true;
type Question = 'sweeps' | 'finds' | 'requires' | 'until';
const experiment: Same<Block<'experiment'>, Exclude<keyof Experiment, Identity | Question>> = true;
const report: Same<Exclude<Block<'report'>, 'of'>, Exclude<keyof Report, Identity | 'items'>> = true;

type Item<K extends keyof (typeof blocks)['report']['repeated']> = Names<
  (typeof blocks)['report']['repeated'][K]['fields']
>;
type OwnOfItem = 'kind' | 'name' | 'origin';
const plot: Same<Item<'plot'>, Exclude<keyof Plot, OwnOfItem>> = true;
const table: Same<Exclude<Item<'table'>, 'value'> | 'values', Exclude<keyof Table, OwnOfItem>> = true;
const histogram: Same<Item<'histogram'>, Exclude<keyof Histogram, OwnOfItem>> = true;

/** Nested blocks keep their names in values only; their keys are compared here. */
const nested: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'chip',
    'array',
    [
      'size',
      'activeRows',
      'partition',
      'wireResistance',
      'driverResistance',
      'senseResistance',
    ] satisfies (keyof Chip['array'])[],
  ],
  [
    'chip',
    'weights',
    [
      'scheme',
      'subtract',
      'cells',
      'columns',
      'bits',
      'cellBits',
      'scale',
      'keep',
      'bias',
    ] satisfies (keyof Chip['weights'])[],
  ],
  [
    'chip',
    'inputs',
    ['bits', 'encoding', 'sliceBits', 'range', 'readVoltage'] satisfies (keyof Chip['inputs'])[],
  ],
  [
    'train',
    'inject',
    ['chip', 'effects', 'strength', 'redraw', 'fromEpoch', 'ramp', 'law'] satisfies (keyof Injection)[],
  ],
  [
    'device',
    'drift',
    ['time', 'nu', 'nuSigma', 't0', 'scale', 'compensate'] satisfies (keyof NonNullable<Device['drift']>)[],
  ],
  [
    'device',
    'relaxation',
    ['time', 'meanPerLn', 'sigmaPerLn', 'sigma'] satisfies (keyof NonNullable<Device['relaxation']>)[],
  ],
  ['device', 'shared', ['perChip', 'perColumn'] satisfies (keyof NonNullable<Device['shared']>)[]],
  [
    'device',
    'write_verify',
    ['tolerance', 'attempts'] satisfies (keyof NonNullable<Device['writeVerify']>)[],
  ],
];

const camel = (name: string): string =>
  name.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

describe('field names of the vocabulary', () => {
  it('are the keys of the model', () => {
    expect([
      device,
      adc,
      chip,
      data,
      network,
      train,
      experiment,
      report,
      plot,
      table,
      histogram,
    ]).not.toContain(false);
  });

  it.each(nested)('%s { %s { … } } too', (block, field, keys) => {
    const { fields } = blocks[block as keyof typeof blocks] as {
      fields: Record<string, { type: { nested?: { fields: object } } }>;
    };
    expect(Object.keys(fields[field].type.nested?.fields ?? {}).map(camel)).toEqual(keys);
  });
});
