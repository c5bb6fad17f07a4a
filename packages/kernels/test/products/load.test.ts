import { isRefusalError } from '../../src/refusal.js';
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

  it('takes WebAssembly unless told otherwise', async () => {
    want(undefined);
    expect(await loadKernels()).toMatchObject({ technology: 'wasm', fallback: null });
    want('plain');
    expect(await loadKernels()).toMatchObject({ technology: 'plain', fallback: null });
    expect(await loadKernels('wasm')).toMatchObject({ technology: 'wasm' });
  });

  it('refuses a technology that does not exist', async () => {
    want('gpu');
    const error = await loadKernels().catch((reason: unknown) => reason);
    expect(isRefusalError(error)).toBe(true);
    expect(String(error)).toContain('KIRCHHOFF_KERNELS = gpu must be wasm or plain');
  });
});
