import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectReport, kir, scratch, write } from './kir.js';
import { tiny } from './study.js';

const cwd = scratch();

describe('kir', () => {
  it('alone prints its help', () => {
    const { status, stdout } = kir([], { cwd });
    expect(status).toBe(0);
    for (const word of 'check format plan train run report probe data doctor init explain'.split(' '))
      expect(stdout).toContain(`\n  ${word}`);
  });

  it('tells its version', () => {
    expect(kir(['--version'], { cwd }).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('answers an unknown command or option with the near one', () => {
    const command = kir(['chek', 'a.kir'], { cwd });
    expect(command.status).toBe(1);
    expect(command.stderr).toContain("unknown command 'chek'");
    expect(command.stderr).toContain('check');
    const option = kir(['run', 'a.kir', '--worker', '2'], { cwd });
    expect(option.status).toBe(1);
    expect(option.stderr).toContain('--workers');
    expect(kir(['run', 'a.kir', '--workers', 'many'], { cwd }).status).toBe(1);
    expect(kir(['check'], { cwd }).status).toBe(1);
  });
});

describe('kir check', () => {
  it('says nothing is wrong', () => {
    write(cwd, 'good.kir', tiny);
    const { status, stdout, stderr } = kir(['check', 'good.kir'], { cwd });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: 'good.kir: no mistakes\n', stderr: '' });
  });

  it('reports a mistake in its frame', () => {
    write(cwd, 'bad.kir', tiny.replace('on_off_ratio          = 20', 'on_of_ratio           = 20'));
    const outcome = kir(['check', 'bad.kir'], { cwd });
    expect(outcome.status).toBe(1);
    expectReport(outcome);
    expect(outcome.stderr).toContain('error[K202]: a device has no field on_of_ratio');
    expect(outcome.stderr).toContain('--> bad.kir:26:3');
    expect(outcome.stderr).toContain('= fix: on_off_ratio');
    const { diagnostics } = JSON.parse(kir(['check', 'bad.kir', '--json'], { cwd }).stdout);
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({
      code: 'K202',
      severity: 'error',
      range: { start: { line: 26, column: 3 } },
    });
  });

  it('tells settings that are right alone and cannot stand together, before anything runs', () => {
    write(
      cwd,
      'together.kir',
      `data few from standard.digits { train_images = 400 }
network small { input = 28 x 28 x 1, layers { flatten, dense(10, softmax) } }
train given { network = small, data = few, learn_ranges = yes }
`,
    );
    const { status, stdout, stderr } = kir(['check', 'together.kir'], { cwd });
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('error[K506]: learn_ranges = yes does not fit this study');
    const report = JSON.parse(kir(['check', 'together.kir', '--json'], { cwd }).stdout);
    expect(report.diagnostics.map(({ code }: { code: string }) => code)).toEqual(['K506']);
  });

  it.each(['cst', 'ast', 'model'])('shows the %s', (what) => {
    const { status, stdout } = kir(['check', 'good.kir', '--show', what], { cwd });
    expect(status).toBe(0);
    expect(typeof JSON.parse(stdout)).toBe('object');
  });

  it('shows the defaults in the model', () => {
    const { stdout } = kir(['check', 'good.kir', '--show', 'model'], { cwd });
    expect(stdout).toContain('"differential_pair"');
    expect(stdout).toContain('"confidence"');
  });

  it('tells of a missing study', () => {
    const outcome = kir(['check', 'nowhere.kir'], { cwd });
    expect(outcome.status).toBe(1);
    expect(outcome.stderr).toContain('error[K601]: there is no file nowhere.kir');
    expect(kir(['check', '.'], { cwd }).stderr).toContain('error[K602]');
  });

  it('reads what a study imports, and names what is missing', () => {
    write(cwd, 'lab/cells.kir', 'device measured {\n  on_state = 112 uS\n  off_state = 5.3 uS\n}\n');
    const importing = `import "lab/cells.kir" as lab\n${tiny.replace('device = cells', 'device = lab.measured')}`;
    write(
      cwd,
      'importing.kir',
      importing.replace(/device cells \{[^}]*\}/, '').replace('sigma as sigma', 'sigma as sigma'),
    );
    write(cwd, 'lost.kir', `import "lab/none.kir" as lab\n${tiny}`);
    const lost = kir(['check', 'lost.kir'], { cwd });
    expect(lost.status).toBe(1);
    expect(lost.stderr).toContain('lab/none.kir');
    expect(lost.stderr).toContain('lost.kir:1:');
  });
});

describe('kir format', () => {
  it('lays a text out in place, keeps remarks, and is then content', () => {
    const path = write(cwd, 'untidy.kir', '# why\nadc a{bits=8   # eight\n}\n');
    expect(kir(['format', 'untidy.kir', '--check'], { cwd }).status).toBe(1);
    expect(kir(['format', 'untidy.kir'], { cwd }).status).toBe(0);
    const text = readFileSync(path, 'utf8');
    expect(text).toContain('# why\n');
    expect(text).toContain('# eight');
    expect(kir(['format', 'untidy.kir', '--check'], { cwd }).status).toBe(0);
    expect(kir(['format', 'untidy.kir'], { cwd }).status).toBe(0);
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  it('leaves a broken text alone', () => {
    const path = write(cwd, 'broken.kir', 'adc a { bits = \n');
    const outcome = kir(['format', 'broken.kir'], { cwd });
    expect(outcome.status).toBe(1);
    expectReport(outcome);
    expect(readFileSync(path, 'utf8')).toBe('adc a { bits = \n');
  });

  it('prints the JSON image, which runs as a study', () => {
    const { status, stdout } = kir(['format', 'good.kir', '--json'], { cwd });
    expect(status).toBe(0);
    expect(JSON.parse(stdout).kirVersion).toBe(1);
    write(cwd, 'good.json', stdout);
    expect(kir(['check', 'good.json'], { cwd }).status).toBe(0);
    const hash = (file: string): string => JSON.parse(kir(['plan', file, '--json'], { cwd }).stdout).hash;
    expect(hash('good.json')).toBe(hash('good.kir'));
  });
});

describe('kir plan', () => {
  it('tells points, chips, arrays per layer, work and time before anything runs', () => {
    const { status, stdout, stderr } = kir(['plan', 'good.kir'], { cwd });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/4 points/);
    expect(stdout).toMatch(/16 chips/);
    expect(stdout).toContain('64 x 64');
    expect(stdout).toMatch(/fc1 +784 x 16 +13 +1 +13/);
    expect(stdout).toMatch(/multiply-accumulates/);
    expect(stdout).toMatch(/memory/);
    expect(stdout).toMatch(/about \d+/);
  });

  it('refuses what this version cannot do by name, all at once', () => {
    const refused = tiny
      .replace(
        '  trials = 4',
        `  find smallest chip.adc.bits as bits in 3 to 8
  require yield(accuracy_loss < 1 %) >= 30 %
  trials = 4 to 40
  until half_width(accuracy) <= 1 %`,
      )
      .replace('    flatten\n', '    conv(2, 3 x 3, dilation = 2)\n    flatten\n');
    write(cwd, 'refused.kir', refused);
    const plan = kir(['plan', 'refused.kir'], { cwd });
    expect(plan.status).toBe(0);
    const run = kir(['run', 'refused.kir'], { cwd });
    expect(run.status).toBe(1);
    expectReport(run);
    expect(run.stderr.match(/error\[K501\]/g)).toHaveLength(2);
    expect(run.stderr).toContain('uses until');
    expect(run.stderr).toContain('dilation');
    expect(existsSync(join(cwd, 'out'))).toBe(false);
  });
});

describe('kir explain', () => {
  it('prints the page behind a message', () => {
    const { status, stdout } = kir(['explain', 'k304'], { cwd });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^K304: /);
  });

  it('lists near codes for one that is not there', () => {
    const { status, stderr } = kir(['explain', 'K399'], { cwd });
    expect(status).toBe(1);
    expect(stderr).toContain('K304');
  });
});

describe('kir init', () => {
  it('writes a study that checks, is formatted, and is never overwritten', () => {
    expect(kir(['init'], { cwd }).status).toBe(0);
    expect(kir(['check', 'study.kir'], { cwd }).stdout).toBe('study.kir: no mistakes\n');
    expect(kir(['format', 'study.kir', '--check'], { cwd }).status).toBe(0);
    expect(kir(['plan', 'study.kir'], { cwd }).status).toBe(0);
    writeFileSync(join(cwd, 'study.kir'), '# mine\n');
    expect(kir(['init'], { cwd }).status).toBe(1);
    expect(readFileSync(join(cwd, 'study.kir'), 'utf8')).toBe('# mine\n');
    expect(kir(['init', 'other.kir'], { cwd }).status).toBe(0);
    expect(existsSync(join(cwd, 'other.kir'))).toBe(true);
  });
});

describe('kir doctor', () => {
  it('tells what the machine offers', () => {
    const { status, stdout } = kir(['doctor'], { cwd });
    expect(status).toBe(0);
    for (const word of ['Node', 'cores', 'kernels', 'training engine', 'data folder'])
      expect(stdout).toContain(word);
    expect(stdout).toMatch(/wasm|plain/);
    expect(JSON.parse(kir(['doctor', '--json'], { cwd }).stdout).node).toBe(process.versions.node);
  });
});

describe('kir data', () => {
  it('lists the data sets and what is expected of missing ones', () => {
    const { status, stdout } = kir(['data'], { cwd });
    expect(status).toBe(0);
    expect(stdout).toMatch(/standard\.digits.*12000.*2000.*10/);
    expect(stdout).toContain('train-images-idx3-ubyte');
    expect(stdout).toContain('KIRCHHOFF_DATA');
  });

  it('names what is missing with exit 2 when asked for one', () => {
    const outcome = kir(['data', 'mnist', '--data', join(cwd, 'none')], { cwd });
    expect(outcome.status).toBe(2);
    expectReport(outcome);
    expect(outcome.stderr).toContain('K604');
  });
});
