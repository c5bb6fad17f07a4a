import { readFileSync } from 'node:fs';

const page = readFileSync(new URL('../../../docs/numerics.md', import.meta.url), 'utf8');
const constants = [...page.matchAll(/^\| (\w+) +\| (0x[0-9a-f]{8}) \| (-?[0-9.e-]+) +\|$/gm)];

describe('docs/numerics.md', () => {
  it('lists every constant', () => {
    expect(constants).toHaveLength(6 + 9 + 7 + 5);
  });

  it.each(constants.map(([, name, bits, value]) => ({ name, bits, value })))(
    'gives $name the same bits and value',
    ({ bits, value }) => {
      const single = Float32Array.of(Number(value));
      expect(new Uint32Array(single.buffer)[0]).toBe(Number(bits));
    },
  );
});
