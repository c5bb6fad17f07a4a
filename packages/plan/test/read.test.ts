import { readPlan, writePlan } from '../src/read.js';
import { smallPlan, withValue } from './fixture.js';

const plan = smallPlan();
const id = (table: 'data' | 'networks' | 'trainings' | 'chips' | 'mappings') => Object.keys(plan[table])[0]!;
const [data, network, training, chip, mapping] = [
  id('data'),
  id('networks'),
  id('trainings'),
  id('chips'),
  id('mappings'),
];
const faultsOf = async (path: readonly (string | number)[], value: unknown): Promise<readonly string[]> =>
  (await readPlan(JSON.stringify(withValue(plan, path, value)))).faults ?? [];

describe('the reader', () => {
  it('gives back what was written', async () => {
    expect(await readPlan(writePlan(plan))).toEqual({ plan });
    expect(await readPlan(JSON.stringify(plan, null, 4))).toEqual({ plan });
  });

  it.each(['', '{', '{"planVersion": 1,}', writePlan(plan).slice(0, -20), 'plan', '\u0000\u0001'])(
    'says of %j that it is no JSON, in one line',
    async (text) => {
      expect(await readPlan(text)).toEqual({ faults: ['the plan is not JSON'] });
    },
  );

  it.each([2, 0, '1', null, undefined])(
    'says of a plan of version %j which version it expects',
    async (version) => {
      const faults = await faultsOf(['planVersion'], version);
      expect(faults).toHaveLength(1);
      expect(faults[0]).toMatch(/^planVersion: .*1/);
    },
  );

  it('says of another version nothing else, whatever else that version holds', async () => {
    expect(await readPlan('{"planVersion": 2, "chips": [], "wafers": {}}')).toEqual({
      faults: ['planVersion: this is a plan of version 2, but version 1 is read here'],
    });
  });

  it.each(['null', '[]', '7', '"plan"'])('wants an object, not %s', async (text) => {
    const { faults } = await readPlan(text);
    expect(faults).toHaveLength(1);
    expect(faults![0]).toContain('object');
  });

  it('wants every table', async () => {
    const { faults } = await readPlan('{"planVersion": 1}');
    const tables = [
      'resultsVersion',
      'data',
      'networks',
      'trainings',
      'chips',
      'mappings',
      'experiments',
      'reports',
    ];
    expect(faults!.map((fault) => fault.slice(0, fault.indexOf(':')))).toEqual(tables);
  });

  const experiment = ['experiments', 0];
  const point = [...experiment, 'points', 0];
  it.each<[readonly (string | number)[], unknown]>([
    [['resultsVersion'], 0],
    [['data', data, 'testImages'], 0],
    [['data', data, 'classes'], 1],
    [['data', data, 'source'], { kind: 'imagenet' }],
    [['data', data, 'normalise'], { kind: 'standard', mean: [0] }],
    [['networks', network, 'nodes'], [{ op: 'input', name: 'input', inputs: [], shape: [4] }]],
    [['networks', network, 'nodes', 1, 'op'], 'recurrent'],
    [['networks', network, 'nodes', 1, 'ordinal'], -1],
    [['networks', network, 'nodes', 1, 'inputSize'], 4.5],
    [['networks', network, 'nodes', 1, 'shape'], [0]],
    [['networks', network, 'nodes', 1, 'outputSize'], undefined],
    [['trainings', training, 'epochs'], 0],
    [['trainings', training, 'learningRate'], { kind: 'step', start: 1, factor: 1, every: 0, warmUp: 0 }],
    [['trainings', training, 'optimizer'], { kind: 'sgd', momentum: 1, nesterov: false }],
    [['chips', chip, 'device', 'onState'], 0],
    [['chips', chip, 'device', 'onState'], null],
    [['chips', chip, 'device', 'onOffRatio'], 1],
    [['chips', chip, 'device', 'levels'], 1],
    [['chips', chip, 'device', 'stuckOn'], 1.5],
    [['chips', chip, 'device', 'programming'], { kind: 'normal', sigma: { of: 'target', fraction: -0.1 } }],
    [['chips', chip, 'device', 'programming'], { kind: 'normal', sigma: { of: 'absolute' } }],
    [['chips', chip, 'device', 'programming'], { kind: 'cauchy' }],
    [['chips', chip, 'device', 'unknown'], 1],
    [['chips', chip, 'adc', 'bits'], 0],
    [['chips', chip, 'adc', 'range'], { kind: 'calibrated', keep: 0, per: 'layer' }],
    [['chips', chip, 'adc', 'inl'], -1],
    [['chips', chip, 'array', 'rows'], 0],
    [['chips', chip, 'array', 'partition'], 'odd'],
    [['chips', chip, 'weights', 'scheme'], 'balanced'],
    [['chips', chip, 'weights', 'bits'], 1],
    [['chips', chip, 'inputs', 'readVoltage'], 0],
    [['mappings', mapping, 'imagesPerTask'], 0],
    [['mappings', mapping, 'layers', 0, 'rowTiles'], []],
    [
      ['mappings', mapping, 'layers', 0, 'rowTiles', 0],
      [0, 0],
    ],
    [[...experiment, 'points'], []],
    [[...experiment, 'confidence'], 1],
    [[...experiment, 'trials'], { from: 0, to: 3 }],
    [[...experiment, 'seed'], 0.5],
    [[...experiment, 'compareTo'], 'hardware'],
    [[...experiment, 'axes', 0, 'values'], []],
    [[...point, 'coordinates'], [-1]],
    [[...point, 'weights'], { kind: 'training' }],
    [['reports', 0, 'items'], [{ kind: 'pie' }]],
    [['extra'], 1],
  ])('refuses %j = %j and names the place', async (path, value) => {
    const faults = await faultsOf(path, value);
    expect(faults).toHaveLength(1);
    const place = faults[0]!.slice(0, faults[0]!.indexOf(':'));
    const written = path.join('.');
    expect(written.startsWith(place) || place.startsWith(written)).toBe(true);
    expect(faults[0]!.slice(place.length)).toMatch(/^: \S.*/);
  });

  it.each([[[]], [[1]], [[0, 0]]])(
    'names coordinates that are no values of the axes: %j',
    async (coordinates) => {
      expect(await faultsOf(['experiments', 0, 'points', 0, 'coordinates'], coordinates)).toEqual([
        `first point 0: the coordinates ${coordinates.join(', ')} are no values of the axes`,
      ]);
    },
  );

  it.each([
    [['experiments', 0, 'points', 0, 'network'], 'networks', 'first point 0'],
    [['experiments', 0, 'points', 0, 'data'], 'data', 'first point 0'],
    [['experiments', 0, 'points', 0, 'chip'], 'chips', 'first point 0'],
    [['experiments', 0, 'points', 0, 'mapping'], 'mappings', 'first point 0'],
    [['experiments', 0, 'points', 0, 'weights', 'training'], 'trainings', 'first point 0'],
    [['trainings', training, 'network'], 'networks', `trainings.${training}`],
    [['trainings', training, 'data'], 'data', `trainings.${training}`],
  ])('names a reference that leads nowhere: %j', async (path, table, where) => {
    expect(await faultsOf(path, 'feed')).toEqual([`${where}: ${table} has no feed`]);
    expect(await faultsOf(path, 'toString')).toEqual([`${where}: ${table} has no toString`]);
  });

  it.each([
    [{ startFrom: { network: 'feed' } }, 'networks'],
    [
      {
        inject: {
          chip: 'feed',
          effects: [],
          strength: 1,
          redraw: 'every_batch',
          fromEpoch: 1,
          ramp: 0,
          law: null,
        },
      },
      'chips',
    ],
  ])('names a reference of a training that leads nowhere: %j', async (change, table) => {
    const [key, value] = Object.entries(change)[0]!;
    expect(await faultsOf(['trainings', training, key], value)).toEqual([
      `trainings.${training}: ${table} has no feed`,
    ]);
  });
});
