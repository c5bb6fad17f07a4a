import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kir, root, scratch, write } from './kir.js';
import { tiny } from './study.js';

const data = join(root, '../shared/data');
const present = ['mnist', 'fashion-mnist', 'cifar10'].every((name) => existsSync(join(data, name)));
const here = present ? describe : describe.skip;
const cwd = scratch();

here(present ? 'real data' : 'real data (skipped: ../shared/data is not there)', () => {
  it('is found and described', () => {
    const { status, stdout } = kir(['data', '--data', data], { cwd });
    expect(status).toBe(0);
    expect(stdout).toMatch(/standard\.mnist.*60000.*10000.*10/);
    expect(stdout).toMatch(/standard\.fashion_mnist.*60000.*10000.*10/);
    expect(stdout).toMatch(/standard\.cifar10.*19000.*10000.*10/);
  });

  it('tells of a file that is not the published one', () => {
    const { sets } = JSON.parse(kir(['data', 'cifar10', '--data', data, '--json'], { cwd }).stdout);
    expect(sets[0].warnings.length).toBeGreaterThan(0);
    expect(
      JSON.parse(kir(['data', 'mnist', '--data', data, '--json'], { cwd }).stdout).sets[0].warnings,
    ).toEqual([]);
  });

  it.each(['mnist', 'fashion_mnist'])('%s trains and runs', (name) => {
    const study = tiny
      .replace('standard.digits', `standard.${name}`)
      .replace('train_images       = 400', 'train_images       = 5000')
      .replace('test_images        = 100', 'test_images        = 500');
    write(cwd, `${name}.kir`, study);
    const { status, stderr } = kir(['run', `${name}.kir`, '--data', data], { cwd });
    expect(stderr).not.toContain('warning');
    expect(status).toBe(0);
    const record = JSON.parse(readFileSync(join(cwd, 'out', name, 'run.json'), 'utf8'));
    expect(record.baselines[0].softwareAccuracy).toBeGreaterThan(0.7);
    expect(record.data[0].files.length).toBe(4);
    expect(JSON.stringify(record)).not.toContain(data);
  });
});
