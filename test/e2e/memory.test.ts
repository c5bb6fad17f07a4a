import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { writeNpz } from '@kirchhoff/formats';
import { key, uniforms } from '@kirchhoff/random';
import { recordProof } from '../proof/record.js';
import { kir, root, scratch, write } from './kir.js';

const shared = join(root, '../shared');
const present = existsSync(join(shared, 'models')) && existsSync(join(shared, 'data/cifar10'));
const full = process.env['KIRCHHOFF_FULL'] !== undefined;
const cwd = scratch();

const study = (network: string): string => `data few from standard.cifar10 { test_images = 1000 }
network own { ${network} }
experiment one {
  network = own
  data    = few
  chip    = standard.rram_chip
  trials  = 1
}
`;
const folders = ['--data', join(shared, 'data'), '--models', join(shared, 'models'), '--workers', '2'];

/** Largest memory of all threads, and what the plan says [MiB]. */
function memory(text: string): { readonly measured: number; readonly planned: number } {
  write(cwd, 'memory.kir', text);
  const { bytes } = JSON.parse(kir(['plan', 'memory.kir', ...folders, '--json'], { cwd }).stdout) as {
    bytes: number;
  };
  const outcome = kir(['run', 'memory.kir', '--force', ...folders], { cwd });
  expect(outcome.status).toBe(0);
  return { measured: outcome.memory, planned: bytes / 2 ** 20 };
}

/** Layers of the example with weights that are drawn, so that it can run untrained. */
function drawnVgg(): string {
  const shapes: Readonly<Record<string, readonly number[]>> = {
    conv1: [3, 3, 3, 128],
    conv2: [3, 3, 128, 128],
    conv3: [3, 3, 128, 256],
    conv4: [3, 3, 256, 256],
    conv5: [3, 3, 256, 512],
    conv6: [3, 3, 512, 512],
    fc1: [8192, 1024],
    fc2: [1024, 10],
  };
  const arrays = Object.entries(shapes).flatMap(([name, shape]) => {
    const data = new Float32Array(shape.reduce((a, b) => a * b, 1));
    uniforms(key(1), data.length, data);
    const spread = Math.sqrt((24 * shape.at(-1)!) / data.length);
    return [
      [`${name}.weights`, { shape, data: data.map((u) => (u - 0.5) * spread) }] as const,
      [`${name}.bias`, { shape: shape.slice(-1), data: new Float32Array(shape.at(-1)!) }] as const,
    ];
  });
  write(cwd, 'vgg8.npz', writeNpz(arrays));
  copyFileSync(join(root, 'dsl-examples/networks/vgg8.kir'), join(cwd, 'networks.kir'));
  return `import "networks.kir" as text\n${study('').replace('network own {  }', 'network own from text.vgg8 {\n  weights = npz("vgg8.npz")\n}')}`;
}

const here = present && full ? describe : describe.skip;
const reason = present ? 'KIRCHHOFF_FULL is not set' : '../shared is not there';

here(
  `memory of 1,000 images and one chip with two workers${present && full ? '' : ` (skipped: ${reason})`}`,
  () => {
    it.each([
      ['ResNet-20', () => study('source = onnx("cifar10-resnet20-akamaster.onnx")'), 1.5],
      ['VGG-8', () => drawnVgg(), 3],
    ])(
      'of %s stays in its bounds and within 30 %% of the plan',
      (name, text, limit) => {
        const { measured, planned } = memory(text());
        recordProof(`Memory of ${name}, 1,000 images, one chip`, {
          'measured [MiB]': measured,
          'plan [MiB]': planned,
        });
        expect(measured).toBeLessThan(limit * 1024);
        expect(Math.abs(planned / measured - 1)).toBeLessThan(0.3);
      },
      1_800_000,
    );
  },
);
