import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Device, outsideValid } from '@kirchhoff/model';
import { presetTexts } from '../../src/presets/texts.generated.js';
import { presetText } from '../../src/presets/text.js';
import { parse } from '../../src/syntax/parse.js';
import { read } from '../check/host.js';

const volts = { dimension: 'voltage', value: 0.2, text: '0.2 V' } as const;
const folder = join(import.meta.dirname, '../../presets');

describe('presets', () => {
  it.each(Object.keys(presetTexts))('%s is the embedded file and has nothing to report', (uri) => {
    const text = presetText(uri) ?? '';
    expect(text).toBe(readFileSync(join(folder, uri.replace('standard/', '')), 'utf8'));
    expect(parse({ uri, text }).diagnostics).toEqual([]);
    expect(read(text).diagnostics).toEqual([]);
  });

  const devices = read(presetText('standard/devices.kir') ?? '').study.devices;
  const device = (name: string): Device => {
    const found = devices.find((known) => known.name === name);
    if (!found) throw new Error(name);
    return found;
  };

  it('cite their source, and the range or that none is claimed', () => {
    for (const { name, description = '', valid } of devices) {
      expect(`${name}: ${description}`).toMatch(/\b(19|20)\d\d\b|[Ii]llustrative/);
      if (valid === undefined)
        expect(`${name}: ${description}`).toMatch(/[Ii]llustrative|no range is claimed/);
      else {
        const [from, to] = [valid.from, valid.to].map(({ text }) => text.split(' ')[0]);
        expect(`${name}: ${description}`).toContain(`${from} to ${to} `);
      }
    }
  });

  it.each([
    ['pcm_joshi', 'Fig. 3b'],
    ['rram_neurram', 'Extended Data Fig. 3'],
    ['rram_neurram_day', 'Extended'],
    ['rram_milo', 'Fig. 4'],
    ['sonos_40nm', 'Fig. 10a'],
    ['sonos_40nm_day', 'Fig. 10a'],
  ])('%s names its figure', (name, figure) => expect(device(name).description).toContain(figure));

  it('hold their own states', () => {
    for (const each of devices) expect(outsideValid(each, volts)).toBeUndefined();
  });

  it('say the laws of model.md section 10', () => {
    expect(device('rram_cmo_hfox').relaxation).toMatchObject({
      meanPerLn: { value: -0.089e-6 },
      sigmaPerLn: { value: 0.042e-6 },
      sigma: { value: 0.4118e-6 },
    });
    expect(device('pcm_joshi').readNoise).toMatchObject({
      kind: 'one_over_f',
      q: { value: 0.0088 },
      power: { value: 0.65 },
      limit: { value: 0.2 },
      tRead: { value: 250e-9 },
    });
    expect(device('rram_wang')).toMatchObject({ levels: 'continuous', onOffRatio: { value: 10 } });
    expect(device('mram_binary')).toMatchObject({ levels: { value: 2 }, onOffRatio: { value: 2.5 } });
  });

  it.each([
    ['device mine from standard.pcm_joshi { on_state = 30 uS }', ['K312']],
    ['device mine from standard.rram_milo { on_off_ratio = infinite }', ['K312']],
    ['device mine from standard.rram_milo { off_state = 49 uS }', ['K312']],
    ['device mine from standard.pcm_hermes_1 { on_state = 10.35 uS }', []],
    ['device mine from standard.rram_cmo_hfox { relaxation { time = 11 years } }', ['K312']],
    ['device mine from standard.rram_cmo_hfox { relaxation { time = 0.5 s } }', ['K312']],
    ['device mine from standard.rram_cmo_hfox { relaxation { time = 10 years } }', []],
    ['device mine from standard.pcm_joshi { drift { time = 10 s, t0 = 5 s } }', ['K312']],
    ['device mine from standard.pcm_joshi { drift { time = 1 year } }', []],
    ['chip c from standard.rram_chip { device = standard.sonos_40nm }', []],
    [
      'chip c from standard.rram_chip { device = standard.sonos_40nm, inputs { read_voltage = 0.25 V } }',
      ['K312'],
    ],
    ['chip c from standard.mram_chip', []],
  ])('%s', (text, codes) => {
    expect(read(text).diagnostics.map(({ code }) => code)).toEqual(codes);
  });

  it('train 784-128-10 with adam', () => {
    const { study } = read('train mine from standard.mnist_mlp');
    expect(study.trainings[0]).toMatchObject({
      epochs: { value: 10 },
      batch: { value: 128 },
      optimizer: { kind: 'adam' },
      learningRate: { kind: 'constant', rate: { value: 1e-3 } },
      seed: { value: 1 },
      data: { source: { kind: 'mnist' } },
    });
  });
});
