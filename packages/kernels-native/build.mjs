// Compiles dist/kernels.node where a C++ compiler and the headers of Node are; says what is missing where they are not.
//   --require   ends with status 1 then, instead of 0
// CXX names another compiler, NODE_INCLUDE another folder with node_api.h.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const sources = join(root, 'src');
const dist = join(root, 'dist');
const output = join(dist, 'kernels.node');

const COMMON = ['-std=c++17', '-O3', '-fPIC', '-fno-math-errno', '-ffp-contract=off', '-fvisibility=hidden'];
const AVX512 = ['-mavx512f', '-mavx512vl', '-mavx512dq', '-mavx512bw', '-mprefer-vector-width=512'];
const AVX2 = ['-mavx2', '-mpopcnt'];
const SETS = {
  x64: {
    avx2: AVX2,
    avx2_fused: [...AVX2, '-mfma'],
    avx512: AVX512,
    avx512_halves: AVX512,
    avx512_fused: [...AVX512, '-mfma'],
  },
  arm64: { neon: [], neon_fused: [] },
};

/** Why there will be no addon here: a sentence for people. */
function absent(reason) {
  const required = process.argv.includes('--require');
  (required ? console.error : console.log)(
    `no native kernels: ${reason}; WebAssembly computes the same bits`,
  );
  process.exit(required ? 1 : 0);
}

function compiler() {
  const names = process.env.CXX ? [process.env.CXX] : ['c++', 'g++', 'clang++'];
  const found = names.find((name) => spawnSync(name, ['--version']).status === 0);
  return found ?? absent(`no C++ compiler (looked for ${names.join(', ')}; CXX names one)`);
}

function headers() {
  const prefix = resolve(dirname(process.execPath), '..');
  const folders = process.env.NODE_INCLUDE
    ? [process.env.NODE_INCLUDE]
    : [join(prefix, 'include/node'), '/usr/include/node', '/usr/local/include/node'];
  const found = folders.find((folder) => existsSync(join(folder, 'node_api.h')));
  return found ?? absent(`no node_api.h in ${folders.join(', ')} (NODE_INCLUDE names its folder)`);
}

function run(command, args) {
  return new Promise((done) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (text += part));
    child.on('error', (error) => done(String(error)));
    child.on('close', (status) => done(status === 0 ? null : text || `status ${status}`));
  });
}

/** Runs tasks side by side, as many as there are cores; the first failure's text, or null. */
async function all(tasks) {
  let failure = null;
  const next = tasks.values();
  const lane = async () => {
    for (const [command, args] of next) if (failure === null) failure = await run(command, args);
  };
  await Promise.all(Array.from({ length: Math.min(tasks.length, availableParallelism()) }, lane));
  return failure;
}

const files = readdirSync(sources, { recursive: true })
  .filter((name) => /\.(cc|h|inl)$/.test(name))
  .sort();

/** What the addon depends on; a stamp beside it holds the same words. */
function identity(cxx, include, sets) {
  const version = spawnSync(cxx, ['--version'], { encoding: 'utf8' }).stdout;
  const hash = createHash('sha256').update(JSON.stringify([version, include, COMMON, sets]));
  for (const name of files) hash.update(`\0${name}\0`).update(readFileSync(join(sources, name)));
  return hash.digest('hex');
}

async function build() {
  if (process.platform === 'win32') absent('Windows is not supported');
  const sets = SETS[process.arch] ?? absent(`${process.arch} is not supported`);
  const cxx = compiler();
  const include = headers();
  const stamp = `${output}.stamp`;
  const wanted = identity(cxx, include, sets);
  if (existsSync(output) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  const objects = join(dist, `objects.${process.pid}`);
  mkdirSync(objects, { recursive: true });
  const units = [
    ...Object.entries(sets).map(([name, flags]) => [`isa/${name}.cc`, flags]),
    ...['addon', 'packing', 'technologies', 'memory'].map((name) => [`${name}.cc`, []]),
  ];
  const objectOf = (name) => join(objects, `${name.replaceAll('/', '-')}.o`);
  const compile = units.map(([name, flags]) => [
    cxx,
    [
      ...COMMON,
      ...flags,
      `-I${include}`,
      `-I${sources}`,
      '-DNODE_GYP_MODULE_NAME=kernels',
      '-c',
      join(sources, name),
      '-o',
      objectOf(name),
    ],
  ]);
  const shared = process.platform === 'darwin' ? ['-bundle', '-undefined', 'dynamic_lookup'] : ['-shared'];
  const part = `${output}.${process.pid}.part`;
  const link = [cxx, [...shared, ...units.map(([name]) => objectOf(name)), '-o', part]];
  const failure = (await all(compile)) ?? (await all([link]));
  rmSync(objects, { recursive: true, force: true });
  if (failure !== null) {
    console.error(failure);
    console.error('packages/kernels-native: the compiler failed; KIRCHHOFF_KERNELS=wasm needs no addon');
    process.exit(1);
  }
  renameSync(part, output);
  writeFileSync(stamp, wanted);
  console.log(`packages/kernels-native/dist/kernels.node: ${readFileSync(output).length} bytes`);
}

await build();
