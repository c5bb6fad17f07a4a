import { gzipSync } from 'node:zlib';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expectReport, kir, type Outcome, scratch, write } from './kir.js';
import { tiny } from './study.js';

const cwd = scratch();

/** One clear report within five seconds of processor time and one GiB, and the exit code. */
function expectRefusal(outcome: Outcome, code: string, status = 1): void {
  expectReport(outcome);
  expect(outcome.stderr.match(/error\[K\d+\]/g)).toEqual([`error[${code}]`]);
  expect(outcome.status).toBe(status);
  expect(outcome.seconds).toBeLessThan(5);
  expect(outcome.memory).toBeLessThan(1024);
}

describe('a study that is none', () => {
  it('empty file: nothing to run', () => {
    write(cwd, 'empty.kir', '');
    expect(kir(['check', 'empty.kir'], { cwd }).stdout).toContain('nothing is written in it');
    const outcome = kir(['run', 'empty.kir'], { cwd });
    expect(outcome.status).toBe(1);
    expectReport(outcome);
    expect(outcome.stderr).toContain('empty.kir');
    expect(outcome.seconds).toBeLessThan(5);
    expect(existsSync(join(cwd, 'out'))).toBe(false);
  });

  it('10 MB of text', () => {
    write(cwd, 'huge.kir', 'adc a { bits = 8 }\n'.repeat(530_000));
    expectRefusal(kir(['check', 'huge.kir'], { cwd }), 'K151');
  });

  it('10 MB of zeros', () => {
    write(cwd, 'zeros.kir', new Uint8Array(10_000_000));
    const outcome = kir(['check', 'zeros.kir'], { cwd });
    expect(outcome.stderr.match(/error\[K15[01]\]/g)).toHaveLength(1);
    expect(outcome.status).toBe(1);
  });

  it('200 MB', () => {
    write(cwd, 'vast.kir', new Uint8Array(200_000_000).fill(32));
    const outcome = kir(['check', 'vast.kir'], { cwd });
    expect(outcome.stderr.match(/error\[K\d+\]/g)).toHaveLength(1);
    expect(outcome.status).toBe(1);
    expect(outcome.memory).toBeLessThan(1024);
  });

  it.each(['(', '[', '{', 'a {\n', '[('])('10,000 nested %s', (bracket) => {
    write(cwd, 'nested.kir', `adc a { bits = ${bracket.repeat(10_000)}`);
    expectRefusal(kir(['check', 'nested.kir'], { cwd }), 'K152');
  });

  it('binary bytes', () => {
    write(
      cwd,
      'binary.kir',
      Uint8Array.from({ length: 4096 }, (_, i) => (i * 73) % 256),
    );
    expectRefusal(kir(['check', 'binary.kir'], { cwd }), 'K150');
  });

  it('JSON that is none, another JSON, and deep JSON', () => {
    write(cwd, 'none.json', '{"kirVersion": 1, ');
    expectRefusal(kir(['check', 'none.json'], { cwd }), 'K160');
    write(cwd, 'list.json', '[1, 2]');
    expect(kir(['check', 'list.json'], { cwd }).status).toBe(1);
    write(cwd, 'deep.json', '['.repeat(100_000));
    const deep = kir(['check', 'deep.json'], { cwd });
    expect(deep.status).toBe(1);
    expectReport(deep);
  });

  it('says the same in JSON', () => {
    const { stdout, status } = kir(['check', 'binary.kir', '--json'], { cwd });
    expect(status).toBe(1);
    expect(JSON.parse(stdout).diagnostics[0].code).toBe('K150');
  });
});

const header = (magic: number, ...sizes: number[]): Buffer => {
  const bytes = Buffer.alloc(4 + 4 * sizes.length);
  [magic, ...sizes].forEach((value, index) => bytes.writeUInt32BE(value, 4 * index));
  return bytes;
};
const images = (count: number): Buffer =>
  Buffer.concat([header(0x803, count, 28, 28), Buffer.alloc(count * 784, 7)]);
const labels = (count: number): Buffer =>
  Buffer.concat([header(0x801, count), Buffer.from(Array.from({ length: count }, (_, i) => i % 10))]);

const onFiles = tiny.replace(
  /data few[^}]*\}/,
  `data few {
  train { images = idx("train-images"), labels = idx("train-labels") }
  test { images = idx("test-images"), labels = idx("test-labels") }
  calibration_images = 20
}`,
);

describe('data that is none', () => {
  const good = {
    'train-images': images(60),
    'train-labels': labels(60),
    'test-images': images(20),
    'test-labels': labels(20),
  };
  const run = (files: Readonly<Record<string, Uint8Array>>): Outcome => {
    for (const [name, bytes] of Object.entries({ ...good, ...files })) write(cwd, `idx/${name}`, bytes);
    write(cwd, 'idx/study.kir', onFiles);
    return kir(['run', 'idx/study.kir', '--out', 'out/idx', '--force'], { cwd });
  };

  it('reads good IDX files', () => {
    const outcome = run({});
    expect(outcome.stderr).not.toContain('error');
    expect(outcome.status).toBe(0);
  });

  it.each([
    ['truncated', { 'train-images': images(60).subarray(0, 20_000) }],
    ['cut in its header', { 'train-images': images(60).subarray(0, 9) }],
    ['empty', { 'test-labels': new Uint8Array(0) }],
    ['longer than its header says', { 'test-images': Buffer.concat([images(20), Buffer.alloc(9)]) }],
    ['said to be 4 GiB', { 'train-images': header(0x803, 0xffffffff, 28, 28) }],
    ['said to be 4 GiB, packed', { 'train-images': gzipSync(header(0x803, 0xffffffff, 28, 28)) }],
    ['a bomb of 2 GiB', { 'train-images': bomb() }],
    ['of another kind', { 'train-images': Buffer.from('hello, this is a text and no images') }],
    ['packed and truncated', { 'train-images': gzipSync(images(60)).subarray(0, 40) }],
    ['labels and images that differ in number', { 'train-labels': labels(59) }],
  ])('an IDX file that is %s', (_, files) => {
    expectRefusal(run(files), 'K605', 2);
    expect(existsSync(join(cwd, 'out/idx/run.json'))).toBe(true);
  });

  it('a file that is missing', () => {
    write(cwd, 'lost/study.kir', onFiles);
    expectRefusal(kir(['run', 'lost/study.kir'], { cwd }), 'K603', 2);
  });

  it('a missing data folder says where the files come from and what they are called', () => {
    write(cwd, 'mnist.kir', tiny.replace('data few from standard.digits', 'data few from standard.mnist'));
    for (const args of [[], ['--data', 'nowhere']]) {
      const outcome = kir(['run', 'mnist.kir', ...args], { cwd });
      expectRefusal(outcome, 'K604', 2);
      expect(outcome.stderr).toContain('train-images-idx3-ubyte');
      expect(outcome.stderr).toContain('KIRCHHOFF_DATA');
      expect(outcome.stderr).toContain('the files come from yann.lecun.com/exdb/mnist');
    }
  });

  it.each([
    ['truncated', Buffer.alloc(3073 * 3 - 5, 1)],
    ['empty', Buffer.alloc(0)],
    ['no CIFAR file', Buffer.alloc(3073 * 2, 200)],
  ])('a CIFAR file that is %s', (_, bytes) => {
    const good = Buffer.concat(Array.from({ length: 40 }, (_, i) => Buffer.alloc(3073, i % 10)));
    write(cwd, 'sets/cifar10/test_batch.bin', good);
    write(cwd, 'sets/cifar10/data_batch_1.bin', bytes);
    const study = tiny
      .replace('data few from standard.digits', 'data few from standard.cifar10')
      .replace('28 x 28 x 1', '32 x 32 x 3')
      .replaceAll(/ {2}(train|test)_images *= \d+\n/g, '');
    write(cwd, 'cifar.kir', study);
    expectRefusal(kir(['run', 'cifar.kir', '--data', 'sets'], { cwd }), 'K605', 2);
  });

  it.each([
    ['truncated', 30],
    ['cut in its directory', -10],
  ])('an NPZ file of weights that is %s', (_, end) => {
    write(cwd, 'weights/study.kir', onWeights);
    write(cwd, 'weights/w.npz', zipOf().subarray(0, end));
    expectRefusal(kir(['run', 'weights/study.kir'], { cwd }), 'K605');
  });

  it('weights that do not fit the network', () => {
    write(cwd, 'weights/study.kir', onWeights);
    write(cwd, 'weights/w.npz', zipOf());
    const outcome = kir(['run', 'weights/study.kir'], { cwd });
    expectRefusal(outcome, 'K503');
    expect(outcome.stderr).toContain('fc1');
  });

  it('a CSV file with text where numbers belong', () => {
    const study = tiny.replace(
      /data few[^}]*\}/,
      `data few {
  train { images = csv("images.csv"), labels = csv("labels.csv") }
  test { images = csv("images.csv"), labels = csv("labels.csv") }
}`,
    );
    const pixels = Array.from({ length: 784 }, () => '7');
    write(cwd, 'csv/study.kir', study);
    write(cwd, 'csv/images.csv', `${pixels.join()}\n${pixels.with(3, 'two').join()}\n`);
    write(cwd, 'csv/labels.csv', '1\n2\n');
    const outcome = kir(['run', 'csv/study.kir'], { cwd });
    expectRefusal(outcome, 'K605', 2);
    expect(outcome.stderr).toContain('images.csv');
    expect(outcome.stderr).toContain('Line 2, column "4": "two" is not a number.');
  });
});

const onWeights = tiny
  .replace(/train quick[^}]*\}/, '')
  .replace('fc2: dense(10, softmax)\n  }', 'fc2: dense(10, softmax)\n  }\n  weights = npz("w.npz")')
  .replace('train = quick', 'network = small\n  data = few');

/** An NPZ archive, written without this program, that holds one array of the wrong shape. */
function zipOf(): Buffer {
  const text = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }";
  const padded = `${text}${' '.repeat((64 - ((10 + text.length + 1) % 64)) % 64)}\n`;
  const length = Buffer.alloc(2);
  length.writeUInt16LE(padded.length);
  const npy = Buffer.concat([
    Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]),
    length,
    Buffer.from(padded, 'latin1'),
    Buffer.alloc(24),
  ]);
  return stored('fc1.weights.npy', npy);
}

function stored(name: string, content: Buffer): Buffer {
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(20, 4);
  local.writeUInt32LE(crc32(content), 14);
  local.writeUInt32LE(content.length, 18);
  local.writeUInt32LE(content.length, 22);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(20, 4);
  central.writeUInt16LE(20, 6);
  local.copy(central, 16, 14, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(30 + name.length + content.length, 16);
  return Buffer.concat([local, Buffer.from(name), content, central, Buffer.from(name), end]);
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** A gzip file of 2 MiB that unpacks to 2 GiB of zeros under a header that says 60 images. */
function bomb(): Buffer {
  const member = gzipSync(Buffer.alloc(1 << 26));
  return Buffer.concat([gzipSync(header(0x803, 60, 28, 28)), ...Array.from({ length: 32 }, () => member)]);
}
