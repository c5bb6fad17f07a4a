// Compiles assembly/*.ts to dist/kernels.wasm and dist/gradients.wasm where the sources, the options or the compiler changed; silent when
// up to date. `--out FILE` compiles the kernels to FILE in any case.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const root = import.meta.dirname;
const sources = join(root, 'assembly');
const OPTIONS = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--importMemory'];
/** Own options of a module: below the data of the kernels is room for the tables of assembly/serial.ts, which needs no bytes in the file. */
const OWN = { kernels: ['--memoryBase', String(4096 + 8 * 256 * 16)], gradients: [] };

const names = readdirSync(sources)
  .filter((name) => name.endsWith('.ts'))
  .sort();

function identity() {
  const { version } = createRequire(import.meta.url)('assemblyscript/package.json');
  const hash = createHash('sha256').update([version, ...OPTIONS, JSON.stringify(OWN)].join(' '));
  for (const name of names) hash.update(`\0${name}\0`).update(readFileSync(join(sources, name)));
  return hash.digest('hex');
}

async function compile(module) {
  const { default: asc } = await import('assemblyscript/asc');
  let binary;
  const options = ['--outFile', `${module}.wasm`, ...OPTIONS, ...OWN[module]];
  const { error, stderr } = await asc.main([`${module}.ts`, ...options], {
    readFile: (name) => (names.includes(name) ? readFileSync(join(sources, name), 'utf8') : null),
    writeFile: (name, contents) => {
      if (name === `${module}.wasm`) binary = contents;
    },
    listFiles: () => [],
  });
  if (error || !binary) throw new Error(`${module}.wasm: ${stderr.toString() || error?.message}`);
  return binary;
}

/** Written beside and renamed, so that a reader never sees half a file. */
function replace(file, contents) {
  mkdirSync(dirname(file), { recursive: true });
  const part = `${file}.${process.pid}.part`;
  writeFileSync(part, contents);
  renameSync(part, file);
}

function read(file) {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}

const digest = (bytes) => createHash('sha256').update(bytes).digest('hex');

async function build(module) {
  const file = join(root, 'dist', `${module}.wasm`);
  const stamp = `${file}.stamp`;
  const built = read(file);
  const sourceIdentity = identity();
  if (built && read(stamp)?.toString() === `${sourceIdentity} ${digest(built)}\n`) return;
  const binary = await compile(module);
  replace(file, binary);
  replace(stamp, `${sourceIdentity} ${digest(binary)}\n`);
  console.log(`dist/${module}.wasm: ${binary.length} bytes`);
}

const option = process.argv.indexOf('--out');
if (option > 0) replace(process.argv[option + 1], await compile('kernels'));
else for (const module of ['kernels', 'gradients']) await build(module);
