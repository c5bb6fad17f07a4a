import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kir, scratch, write } from './kir.js';
import { tiny } from './study.js';

const cwd = scratch();
const layers = `${tiny
  .replace('programming_variation', 'clip = none\n  programming_variation')
  .replaceAll('of target', 'of on_state')
  .replace('[0 % of on_state, 40 % of on_state]', '[1 % of on_state, 2 % of on_state]')
  .replace('chip.device.on_off_ratio                as ratio = [3, 30]', 'chip.adc as adc = [ideal, sar6]')
  .replace('array { size = 64 x 64 }', 'array { size = 64 x 64 }\n  inputs { bits = none }')
  .replace('seed   = 3', 'seed   = 3\n  metrics = [signal_to_error, clipped_share, top5_accuracy]')}
report layers {
  table quality { rows = [layer, adc], columns = sigma, value = mean(signal_to_error) }
  plot ratio    { x = sigma, y = median(signal_to_error), band = 90 %, series = layer, panels = adc }
  histogram ten { x = top5_accuracy }
}
`;

type Row = Readonly<Record<string, string>>;

function trials(out: string): Row[] {
  const [header, ...rows] = readFileSync(join(cwd, out, 'trials.csv'), 'utf8')
    .trimEnd()
    .split('\n');
  return rows.map((row) => {
    const cells = row.split(',');
    return Object.fromEntries(header!.split(',').map((name, index) => [name, cells[index]!]));
  });
}

const at = (rows: readonly Row[], adc: string, sigma: string): Row[] =>
  rows.filter((row) => row.adc === adc && row.sigma === sigma);

beforeAll(() => write(cwd, 'layers.kir', layers));

describe('metrics', () => {
  it('are columns behind those of every study', () => {
    const { status, stderr } = kir(['run', 'layers.kir', '--workers', '2'], { cwd });
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
    expect(Object.keys(trials('out/layers')[0]!).slice(-6)).toEqual([
      'agreement',
      'top5_accuracy',
      'fc1.signal_to_error [dB]',
      'fc1.clipped_share',
      'fc2.signal_to_error [dB]',
      'fc2.clipped_share',
    ]);
  });

  it('lose 20 log10(2) dB in the first layer where sigma doubles: same chips, errors linear in sigma', () => {
    const rows = trials('out/layers');
    const [small, large] = ['0.01', '0.02'].map((sigma) => at(rows, 'ideal', sigma));
    expect(small).toHaveLength(4);
    small!.forEach((row, trial) => {
      const fall =
        Number(row['fc1.signal_to_error [dB]']) - Number(large![trial]!['fc1.signal_to_error [dB]']);
      expect(Math.abs(fall - 20 * Math.log10(2))).toBeLessThan(0.01);
    });
  });

  it('have no clipped share without converters, and one of about 0.1 % with a calibrated range', () => {
    const rows = trials('out/layers');
    for (const row of at(rows, 'ideal', '0.01')) expect(row['fc1.clipped_share']).toBe('');
    for (const row of at(rows, 'sar6', '0.01')) {
      const share = Number(row['fc1.clipped_share']);
      expect(share).toBeGreaterThan(0);
      expect(share).toBeLessThan(0.02);
      expect(Number(row.top5_accuracy)).toBeGreaterThanOrEqual(Number(row.accuracy));
    }
  });

  it('are the same bytes with 3 workers and with the plain kernels', () => {
    for (const more of [
      ['--workers', '3'],
      ['--kernels', 'plain'],
    ]) {
      expect(kir(['run', 'layers.kir', ...more, '--out', 'out/again', '--force'], { cwd }).status).toBe(0);
      expect(trials('out/again')).toEqual(trials('out/layers'));
    }
  });

  it('are drawn again from the folder alone', () => {
    const page = (): string => readFileSync(join(cwd, 'out/layers/layers.html'), 'utf8');
    const before = page();
    expect(before).toContain('mean signal-to-error ratio [dB]');
    expect(kir(['report', 'out/layers'], { cwd }).status).toBe(0);
    expect(page()).toBe(before);
  });
});
