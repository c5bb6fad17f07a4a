import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../../..');

/** The build of the addon with another environment; nothing is written where it says that something is missing. */
function build(env: Readonly<Record<string, string>>, ...more: string[]) {
  const script = join(root, 'packages/kernels-native/build.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...more], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { status, stdout, stderr };
}

const noCompiler =
  'no native kernels: no C++ compiler (looked for no-such-compiler; CXX names one); WebAssembly computes the same bits\n';

describe('the build of the native kernels', () => {
  it('is asked for by `npm run build:native`, which fails where there is no compiler', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      readonly scripts: Readonly<Record<string, string>>;
    };
    expect(scripts['build:native']).toBe('node packages/kernels-native/build.mjs --require');
    const found = build({ CXX: 'no-such-compiler' }, '--require');
    expect(found).toEqual({ status: 1, stdout: '', stderr: noCompiler });
  });

  it('says the same and goes on where nobody asked for it', () => {
    expect(build({ CXX: 'no-such-compiler' })).toEqual({ status: 0, stdout: noCompiler, stderr: '' });
  });

  it('says where it looked for the headers of Node', () => {
    const { status, stderr } = build({ CXX: 'c++', NODE_INCLUDE: '/nowhere' }, '--require');
    expect(status).toBe(1);
    expect(stderr).toMatch(/^no native kernels: no (C\+\+ compiler|node_api\.h in \/nowhere) .*\n$/);
  });
});
