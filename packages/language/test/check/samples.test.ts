import { diagnose } from '../../src/check/diagnose.js';
import { showModel } from '../../src/check/show.js';
import { lex } from '../../src/syntax/lexer.js';
import { programs, samples } from '../syntax/samples.js';
import { sampleHost } from './host.js';

const sample = (start: string) => {
  const found = samples.find(({ uri }) => uri.startsWith(start));
  if (!found) throw new Error(`no sample ${start}`);
  return diagnose(found, sampleHost).study;
};

describe('the programs of language.md section 3', () => {
  it.each(samples.map(({ uri, text }) => [uri, text]))('%s has nothing to report', (uri, text) => {
    expect(diagnose({ uri, text }, sampleHost).diagnostics).toEqual([]);
  });

  it('gives the first look its defaults', () => {
    const [experiment] = sample('0').experiments;
    expect(experiment.trials).toMatchObject({ from: { value: 100 }, to: { value: 100 } });
    expect(experiment).toMatchObject({
      confidence: { value: 0.95 },
      seed: { value: 1 },
      compareTo: 'software',
      vary: 'all_layers',
    });
    expect(experiment.chip.device.onOffRatio.value).toBe(20);
    const [axis] = experiment.sweeps[0].axes;
    expect(axis.path).toEqual(['chip', 'device', 'programmingVariation', 'sigma']);
    expect(axis.values.map(({ number }) => number)).toEqual([0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3]);
    expect(axis.unit).toEqual({ label: '% of target', scale: 100, si: '' });
  });

  it('sweeps over blocks as over numbers', () => {
    const [, measured] = sample('1').experiments;
    const [axis] = measured.sweeps[0].axes;
    expect(axis.values.map(({ label }) => label)).toEqual(['hfo2', 'lab.hfo2_measured']);
    expect(axis.values[1].value).toMatchObject({
      name: 'hfo2_measured',
      levels: { value: 16 },
      stuckOff: { value: 0.004, basis: 'cells' },
    });
    expect((axis.values[1].value as { onOffRatio: { value: number } }).onOffRatio.value).toBeCloseTo(
      112 / 5.3,
      12,
    );
  });

  it('counts 900 points in the five-axis sweep', () => {
    const [experiment] = sample('2').experiments;
    const sizes = experiment.sweeps.map(({ axes }) => axes[0].values.length);
    expect(sizes).toEqual([4, 5, 3, 5, 3]);
    expect(experiment.sweeps[1].axes[0].values.map(({ number }) => number)).toEqual([
      2, 6.324555320336759, 20, 63.245553203367585, 200,
    ]);
    expect(experiment.keepDigital).toEqual(['first_layer', 'last_layer']);
  });

  it('names schedules by their let', () => {
    const [experiment] = sample('3').experiments;
    expect(experiment.sweeps[0].axes[0].values.map(({ label }) => label)).toEqual([
      'one_rate',
      'stepped',
      'cosined',
      'warmed',
    ]);
    expect(experiment.train?.inject).toMatchObject({
      strength: { value: 1 },
      redraw: 'every_batch',
      fromEpoch: { value: 1 },
    });
  });

  it('keeps both searches of the inverse question', () => {
    const [experiment] = sample('4').experiments;
    expect(experiment.finds).toMatchObject([
      { goal: 'smallest', name: 'bits', from: { value: 3 }, to: { value: 12 } },
      { goal: 'largest', name: 'sigma', to: { value: 0.4, basis: 'target' }, within: { value: 0.005 } },
    ]);
    expect(experiment.requires[0]).toMatchObject({
      left: { kind: 'yield', of: 'accuracy_loss' },
      operator: '>=',
      bound: { value: 0.95 },
    });
  });

  it('shows the model with all defaults and without places', () => {
    const shown = showModel(sample('1'));
    expect(JSON.parse(shown).experiments[0].chip.inputs.sliceBits.text).toBe('1');
    expect(shown).not.toContain('"origin"');
    expect(showModel(sample('1'))).toBe(shown);
  });
});

/** Every token with KIRCHHOFF_FULL, else one of so many. */
const stride = process.env['KIRCHHOFF_FULL'] ? 1 : 7;

describe('deletion of single tokens', () => {
  const wounds = programs.flatMap(({ uri, text }) =>
    lex(text)
      .tokens.filter((_token, n) => n % stride === 0)
      .map((token) => {
        const gap = token.tokenType.name === 'Newline' ? ' ' : '';
        return { uri, text: text.slice(0, token.startOffset) + gap + text.slice((token.endOffset ?? 0) + 1) };
      }),
  );
  const counts = wounds.map((wound) => diagnose(wound, sampleHost).diagnostics.length);

  it('never throws, and gives at most one report in 99 of 100 cases', () => {
    const faulty = counts.filter((count) => count > 0);
    expect(counts.length).toBeGreaterThan(400);
    expect(faulty.filter((count) => count === 1).length / faulty.length).toBeGreaterThanOrEqual(0.99);
  });
});
