// Builds every package: the WebAssembly kernels first, then all TypeScript in one incremental pass.
import { spawnSync } from 'node:child_process';

function run(command, args) {
  const result = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (result.status !== 0) process.exit(result.status ?? 1);
}

run(process.execPath, ['packages/kernels/build-wasm.mjs']);
run(process.execPath, ['node_modules/typescript/bin/tsc', '-b', 'tsconfig.json']);
