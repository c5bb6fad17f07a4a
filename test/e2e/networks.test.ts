import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { smallKeras, smallTfjs } from '../../packages/formats/test/networks/keras-files.js';
import { floats, node, onnxFile, smallOnnx } from '../../packages/formats/test/networks/onnx-file.js';
import { expectReport, kir, root, scratch, write } from './kir.js';

const cwd = scratch();
const shared = join(root, '../shared');

describe('kir describe', () => {
  it('tells layers, shapes, work and arrays of an ONNX file, and what stays digital and why', () => {
    write(cwd, 'small.onnx', smallOnnx());
    const { status, stdout } = kir(['describe', 'small.onnx'], { cwd });
    expect(status).toBe(0);
    expect(stdout).toContain('61 parameters, 376 multiply-accumulates per image');
    expect(stdout).toContain('3 arrays of 128 x 128 on chip standard.rram_chip');
    expect(stdout).toMatch(/c_node +conv +4 x 4 x 2 +20 +288 +1\n/);
    expect(stdout).toMatch(/n_node +batch norm +4 x 4 x 2 +8 +batch normalisation, folded into c_node/);
    expect(stdout).toMatch(/a_node +add +4 x 4 x 2 +an addition of two values/);
  });

  it('takes the chip from a study', () => {
    write(cwd, 'chips.kir', 'chip tiny from standard.rram_chip { array { size = 4 x 4 } }\n');
    const { stdout } = kir(['describe', 'small.onnx', '--study', 'chips.kir', '--json'], { cwd });
    const { chip, array, arrays } = JSON.parse(stdout);
    expect({ chip, array, arrays }).toEqual({ chip: 'tiny', array: [4, 4], arrays: 3 + 1 + 2 * 2 });
    const missing = kir(['describe', 'small.onnx', '--study', 'chips.kir', '--chip', 'big'], { cwd });
    expect(missing.status).toBe(1);
    expect(missing.stderr).toContain('chips.kir has no chip big; there are tiny');
  });

  it('reads Keras and TensorFlow.js files', () => {
    write(cwd, 'small.h5', smallKeras());
    const { model, weights } = smallTfjs();
    write(cwd, 'web/model.json', model);
    write(cwd, 'web/weights.bin', weights);
    const described = ['small.h5', 'web/model.json'].map((file) =>
      JSON.parse(kir(['describe', file, '--json'], { cwd }).stdout),
    );
    expect(described[0].nodes).toEqual(described[1].nodes);
  });

  it.each([
    ['nothing.onnx', undefined, 'K603', 'there is no file nothing.onnx'],
    ['cut.onnx', smallOnnx().slice(0, 300), 'K605', 'cut.onnx cannot be read'],
    ['network.tflite', Uint8Array.of(1), 'K605', 'does not end in .onnx, .h5 or .json'],
    [
      'odd.onnx',
      onnxFile({
        nodes: [node('LSTM', ['x'], 'a'), node('Einsum', ['a'], 'y')],
        input: [1, 1, 4, 4],
        output: 'y',
      }),
      'K611',
      'LSTM (node a_node), Einsum (node y_node)',
    ],
  ])('reports %s once', (file, bytes, code, words) => {
    if (bytes !== undefined) write(cwd, file, bytes);
    const outcome = kir(['describe', file], { cwd });
    expectReport(outcome);
    expect(outcome.status).toBe(2);
    expect(outcome.stderr.match(/error\[/g)).toHaveLength(1);
    expect(outcome.stderr).toContain(code);
    expect(outcome.stderr).toContain(words);
  });

  it('does not wait for a pipe', () => {
    execFileSync('mkfifo', [join(cwd, 'pipe.onnx')]);
    const { status, stderr } = kir(['describe', 'pipe.onnx'], { cwd });
    expect(status).toBe(2);
    expect(stderr).toContain('it is a pipe or a device, not a file');
  });

  it('follows no link out of the folder of a model', () => {
    const { model, weights } = smallTfjs();
    write(cwd, 'elsewhere/weights.bin', weights);
    write(cwd, 'linked/model.json', model);
    symlinkSync(join(cwd, 'elsewhere/weights.bin'), join(cwd, 'linked/weights.bin'));
    const { status, stderr } = kir(['describe', 'linked/model.json'], { cwd });
    expect(status).toBe(2);
    expect(stderr).toContain('The weights in weights.bin are not there.');
    mkdirSync(join(cwd, 'inside'), { recursive: true });
    write(cwd, 'inside/model.json', model);
    write(cwd, 'inside/real.bin', weights);
    symlinkSync('real.bin', join(cwd, 'inside/weights.bin'));
    expect(kir(['describe', 'inside/model.json'], { cwd }).status).toBe(0);
  });
});

it('kir plan says what it cannot know of images that are not there', () => {
  const study = join(root, 'dsl-examples/networks/ds-cnn.kir');
  const { status, stdout } = kir(['plan', study], { cwd });
  expect(status).toBe(0);
  expect(stdout).toContain('  multiply-accumulates not known before the test images are read, 440 k cells');
  expect(stdout).toContain('  time at least ');
});

const exact = (network: string, data: string): string => `${data}
network imported { source = onnx("${network}") }

device perfect {
  on_state     = 100 uS
  on_off_ratio = 50
}

chip exact {
  device = perfect
  adc    = ideal
  array  { size = 64 x 64 }
  inputs { bits = none }
}

device noisy_cells from perfect {
  programming_variation = normal(sigma = 60 % of target)
}

chip noisy from exact {
  device = noisy_cells
}

experiment software {
  network = imported
  data    = few
  chip    = exact
  trials  = 1
}

experiment sensitivity {
  network = imported
  data    = few
  chip    = noisy
  sweep { vary as layer = each_layer }
  trials = 2
}

report layers { plot losses { of = sensitivity, x = layer, y = mean(accuracy_loss) } }
`;

interface Run {
  readonly baselines: readonly { readonly experiment: string; readonly softwareAccuracy: number }[];
}

function run(study: string, ...folders: readonly string[]) {
  write(cwd, 'exact.kir', study);
  const { status, stderr } = kir(['run', 'exact.kir', '--out', 'exact', '--force', ...folders], { cwd });
  expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
  const read = (name: string): string => readFileSync(join(cwd, 'exact', name), 'utf8');
  const { baselines } = JSON.parse(read('run.json')) as Run;
  const trials = read('trials.csv').trim().split('\n');
  const column = trials[0]!.split(',').indexOf('accuracy');
  const accuracies = trials
    .filter((line) => line.startsWith('software,'))
    .map((line) => Number(line.split(',')[column]));
  return { software: baselines[0]!.softwareAccuracy, accuracies, trials, read };
}

describe('an imported network', () => {
  it('is on an exact chip what it is in software, and loses where its cells vary', () => {
    const nodes = [
      node('Flatten', ['x'], 'f'),
      node('Gemm', ['f', 'w', 'b'], 'h', { transB: 1 }),
      node('Relu', ['h'], 'r'),
      node('Gemm', ['r', 'v'], 'y', { transB: 1 }),
    ];
    const tensors = [floats('w', [12, 784]), floats('b', [12]), floats('v', [10, 12])];
    write(cwd, 'two.onnx', onnxFile({ nodes, tensors, input: [0, 1, 28, 28], output: 'y' }));
    const data = 'data few from standard.digits { test_images = 200, calibration_images = 50 }';
    const { software, accuracies, trials, read } = run(exact('two.onnx', data));
    expect(accuracies).toEqual([software]);
    expect(trials.filter((line) => line.startsWith('sensitivity,'))).toHaveLength(4);
    expect(read('layers-losses.svg').match(/<path aria-label="layer: /g)).toHaveLength(2);
  });

  const present = existsSync(join(shared, 'models')) && existsSync(join(shared, 'data/cifar10'));
  const here = present ? it : it.skip;
  here(`of ResNet-20 too${present ? '' : ' (skipped: ../shared is not there)'}`, () => {
    const data = `data few from standard.cifar10 {
  test_images        = 60
  calibration_images = 20
  normalise          = standard(mean = [0.485, 0.456, 0.406], deviation = [0.229, 0.224, 0.225])
}`;
    const study = exact('cifar10-resnet20-akamaster.onnx', data).replace(/experiment sensitivity[\s\S]*/, '');
    const folders = ['--data', join(shared, 'data'), '--models', join(shared, 'models')];
    const { software, accuracies } = run(study, ...folders);
    expect(accuracies).toEqual([software]);
    expect(software).toBeGreaterThan(0.85);
  });
});
