import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { kir, scratch, startKir, write } from './kir.js';

const cwd = scratch();

const text = (train: string): string => `
data few from standard.digits { train_images = 400, test_images = 100, calibration_images = 50 }
network small {
  input = 28 x 28 x 1
  layers { conv(4, 5 x 5, stride = 3), batch_norm, relu, flatten, dense(10, softmax) }
}
chip pilot from standard.rram_chip
train given {
  network = small, data = few, batch = 50
  ${train}
}
`;

const injected = `epochs = 12, optimizer = sgd(momentum = 0.9, nesterov = yes)
  learning_rate = one_cycle(5e-2, warm_up = 1 epochs)
  augment { shift = 1 }
  inject { chip = pilot, from_epoch = 3, ramp = 2 epochs }`;

const weightsIn = (store: string): string[] => {
  const folder = join(cwd, store, 'weights');
  return existsSync(folder) ? readdirSync(folder).sort() : [];
};

const checkpoint = (name: string): boolean => name.endsWith('.checkpoint.json');

const learning = `epochs = 6, learn_ranges = yes
  inject { chip = pilot, effects = [programming_variation, tiles, inputs, adc] }`;

describe('a training that is killed', () => {
  it.each([
    ['as under injection', injected],
    ['with learned ranges', learning],
  ])(
    'goes on from its last epoch to the same weights as an unbroken one, and leaves no checkpoint behind, %s',
    async (_, how) => {
      write(cwd, 'study.kir', text(how));
      for (const store of ['broken', 'whole']) rmSync(join(cwd, store), { recursive: true, force: true });
      const { child, ended } = startKir(['train', 'study.kir', '--store', 'broken', '--engine', 'wasm'], {
        cwd,
      });
      for (let turn = 0; turn < 12_000 && !weightsIn('broken').some(checkpoint); turn++) await wait(20);
      child.kill('SIGKILL');
      await ended;
      expect(weightsIn('broken').some(checkpoint)).toBe(true);
      expect(weightsIn('broken').filter((name) => /^[0-9a-f]+\.json$/.test(name))).toEqual([]);

      const resumed = kir(['train', 'study.kir', '--store', 'broken', '--engine', 'wasm'], { cwd });
      expect(resumed).toMatchObject({ status: 0 });
      expect(resumed.stderr).toContain('1 of 1 trainings go on from their last epoch');
      expect(kir(['train', 'study.kir', '--store', 'whole', '--engine', 'wasm'], { cwd }).status).toBe(0);
      expect(weightsIn('broken')).toEqual(weightsIn('whole'));
      expect(weightsIn('whole')).toHaveLength(2);
      for (const name of weightsIn('whole'))
        expect(readFileSync(join(cwd, 'broken/weights', name))).toEqual(
          readFileSync(join(cwd, 'whole/weights', name)),
        );
    },
  );
});

describe('a training that learns ranges', () => {
  const study = `${text(learning.replace('epochs = 6', 'epochs = 2'))}
experiment deployed {
  train = given
  chip  = pilot
  sweep { chip.adc.bits as bits = [8, 5] }
  trials = 2
}
`;
  const run = (out: string): string[][] => {
    const { status, stderr } = kir(['run', 'ranges.kir', '--out', out, '--engine', 'wasm'], { cwd });
    expect([status, stderr.match(/error.*/)]).toEqual([0, null]);
    const rows = readFileSync(join(cwd, out, 'training.csv'), 'utf8')
      .trim()
      .split('\n');
    return rows.map((row) => row.split(','));
  };

  it('shows them epoch by epoch, keeps them with the weights and deploys them', () => {
    write(cwd, 'ranges.kir', study);
    const [header, first, second] = run('ranges') as [string[], string[], string[]];
    const columns = header.filter((name) => name.endsWith('_range'));
    expect(columns).toEqual(
      ['conv_1', 'dense_1'].flatMap((layer) => [`${layer}.input_range`, `${layer}.adc_range`]),
    );
    for (const name of columns) {
      const at = header.indexOf(name);
      expect(Number(first[at])).toBeGreaterThan(0);
      expect(second[at]).not.toBe(first[at]);
    }
    const again = run('again');
    expect(again).toEqual([header, first, second]);
    const trials = (out: string): string => readFileSync(join(cwd, out, 'trials.csv'), 'utf8');
    expect(trials('again')).toBe(trials('ranges'));
    expect(kir(['plan', 'ranges.kir'], { cwd }).stdout).toContain('redrawn every batch, ranges learned');
  });
});

describe('a training that diverges', () => {
  it('stops with its epoch, its weights and what to change; nothing of it is kept as trained', () => {
    write(
      cwd,
      'wild.kir',
      text('epochs = 5, optimizer = sgd(momentum = 0.9), learning_rate = constant(9)')
        .replace('calibration_images = 50', 'calibration_images = 50, normalise = none')
        .replace(/layers \{.*\}/, 'layers { flatten, dense(16), leaky_relu, dense(10, softmax) }'),
    );
    const { status, stderr } = kir(['train', 'wild.kir', '--store', 'wild', '--engine', 'wasm'], { cwd });
    expect(status).toBe(2);
    expect(stderr).toMatch(/error\[K414\]: training given gave no network \(repeat 0\)/);
    expect(stderr).toMatch(/in epoch \d/);
    expect(stderr).toContain('max|W|');
    expect(stderr).toContain('a smaller learning_rate (its largest value is 9)');
    expect(weightsIn('wild').filter((name) => /^[0-9a-f]+\.(npz|json)$/.test(name))).toEqual([]);
  });
});

describe('a training that learns nothing', () => {
  it('is told, whether it was trained now or before', () => {
    write(cwd, 'idle.kir', text('epochs = 1, learning_rate = constant(1e-9)'));
    const run = () => kir(['train', 'idle.kir', '--store', 'idle', '--engine', 'wasm'], { cwd });
    for (const { status, stderr } of [run(), run()]) {
      expect(status).toBe(0);
      expect(stderr).toMatch(
        /training given, repeat 0: its loss ends at 2\.\d\d, which guessing would give \(2\.30\)/,
      );
    }
  });
});

describe('a sweep in which some trainings diverge', () => {
  it('tells every one of them by its values, and keeps the others', () => {
    const study = (rates: string): string => `${text(
      'epochs = 2, optimizer = sgd(momentum = 0.9), learning_rate = constant(1e-4)',
    )
      .replace('calibration_images = 50', 'calibration_images = 50, normalise = none')
      .replace(/layers \{.*\}/, 'layers { flatten, dense(16), leaky_relu, dense(10, softmax) }')}
experiment rates {
  train = given
  chip  = pilot
  sweep { train.learning_rate as rate = [${rates}] }
  trials = 1
}
`;
    const run = (rates: string) => {
      write(cwd, 'rates.kir', study(rates));
      return kir(['run', 'rates.kir', '--out', 'rates', '--store', 'rates-store', '--engine', 'wasm'], {
        cwd,
      });
    };
    const { status, stderr } = run('constant(1e-4), constant(9), constant(12)');
    expect(status).toBe(2);
    const failed = [...stderr.matchAll(/error\[K414\]: training (.*) gave no network/g)].map(
      ([, name]) => name,
    );
    expect(failed).toEqual(['given (rate = constant(9))', 'given (rate = constant(12))']);
    expect(stderr).toContain('one other network of the study is trained and kept');
    const weights = () => weightsIn('rates-store').filter((name) => /^[0-9a-f]+\.(npz|json)$/.test(name));
    const kept = weights();
    expect(kept).toHaveLength(2);
    expect(run('constant(1e-4)').status).toBe(0);
    expect(weights()).toEqual(kept);
  });
});

describe('kir plan', () => {
  it('draws the schedule of every training', () => {
    write(cwd, 'plan.kir', text(injected));
    const { status, stdout } = kir(['plan', 'plan.kir'], { cwd });
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /training given\n {2}12 epochs in batches of 50, sgd with momentum 0.9, nesterov\n/,
    );
    expect(stdout).toMatch(/learning rate {2}▁[▁-█]+▁ {2}0 to 0.05, ends at 0.000005\n/);
    expect(stdout).toMatch(/noise strength ▁▁▁▁▁[▁-█]*█████+ {2}0 to 1, ends at 1\n/);
  });
});
