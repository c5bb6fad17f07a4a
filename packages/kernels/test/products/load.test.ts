import { isRefusalError } from '../../src/refusal.js';
import { everyNative } from '../../src/native/load.js';
import { loadKernels } from '../../src/products/load.js';
import { buildWasm } from './build.js';

describe('loadKernels', () => {
  const before = process.env['KIRCHHOFF_KERNELS'];
  const want = (value: string | undefined): void => {
    if (value === undefined) delete process.env['KIRCHHOFF_KERNELS'];
    else process.env['KIRCHHOFF_KERNELS'] = value;
  };
  beforeAll(() => void buildWasm());
  afterEach(() => want(before));

  it('takes the fastest there is unless told otherwise', async () => {
    want(undefined);
    const fastest = everyNative().length > 0 ? 'native' : 'wasm';
    expect(await loadKernels()).toMatchObject({ technology: fastest, fallback: null });
    want('wasm');
    expect(await loadKernels()).toMatchObject({ technology: 'wasm', fallback: null });
    want('plain');
    expect(await loadKernels()).toMatchObject({ technology: 'plain', fallback: null });
    expect(await loadKernels('wasm')).toMatchObject({ technology: 'wasm' });
  });

  it('says why asked-for kernels are others', async () => {
    const { technology, fallback } = await loadKernels('native');
    expect([technology, fallback]).toEqual(
      everyNative().length > 0
        ? ['native', null]
        : ['wasm', expect.stringMatching(/^the native kernels (are not built|do not load)|^this processor/)],
    );
  });

  it('refuses a technology that does not exist', async () => {
    want('gpu');
    const error = await loadKernels().catch((reason: unknown) => reason);
    expect(isRefusalError(error)).toBe(true);
    expect(String(error)).toContain('KIRCHHOFF_KERNELS = gpu must be native or wasm or plain');
  });
});
