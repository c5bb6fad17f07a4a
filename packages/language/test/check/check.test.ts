import { codesOf, experiment, read } from './host.js';

const cell = (more = '') => `device cell { on_state = 100 uS, on_off_ratio = 20 ${more} }\n`;

describe('units', () => {
  it.each([
    ['10 kohm', 1e-4],
    ['10 kΩ', 1e-4],
    ['10 k\u2126', 1e-4],
    ['100 uS', 1e-4],
    ['100 µS', 1e-4],
    ['100 μS', 1e-4],
    ['0.1 mS', 1e-4],
    ['5.3 uS', 5.3e-6],
  ])('%s', (state, value) => {
    expect(
      read(`device cell { on_state = ${state}, on_off_ratio = 20 }`).study.devices[0].onState.value,
    ).toBe(value);
  });

  it('reads times, percentages, LSB and infinite', () => {
    const { study, diagnostics } = read(
      cell(', drift { time = 1.5 h, nu = 0.05, t0 = 20 s }, stuck_off = 0.4 % of cells') +
        'adc a { bits = 8, inl = 0.5 LSB }\ndevice d { on_state = 1 mS, on_off_ratio = infinite }',
    );
    expect(diagnostics).toEqual([]);
    expect(study.devices[0].drift?.time.value).toBe(5400);
    expect(study.devices[0].stuckOff?.value).toBe(0.004);
    expect(study.adcs[0].inl).toMatchObject({ dimension: 'lsb', value: 0.5 });
    expect(study.devices[1].onOffRatio).toEqual({ dimension: 'number', value: Infinity, text: 'infinite' });
  });
});

describe('a description', () => {
  it.each(['\n', '\r\n', '\r', '\n  '])(
    'is made of the comment lines directly above, lines parted by %j',
    (end) => {
      const text = [
        '# a study',
        '',
        '# HfO2',
        '# of wafer 7',
        'device d { on_state = 1 uS, on_off_ratio = 3 }',
      ];
      expect(read(text.join(end)).study.devices[0].description).toBe('HfO2\nof wafer 7');
      expect(read(text.toSpliced(4, 0, '').join(end)).study.devices[0].description).toBeUndefined();
    },
  );
});

describe('copying', () => {
  it('overrides fields, merges nested blocks and drops what the new field replaces', () => {
    const { study, diagnostics } = read(`
device base { on_state = 100 uS, on_off_ratio = 20, drift { time = 1 day, nu = 0.05, t0 = 20 s } }
device other from base { off_state = 1 uS, drift { time = 1 year } }
chip a from standard.rram_chip { adc { inl = 1 LSB }, array { size = 64 x 64 } }
chip b from a { adc { bits = 6 }, device from base { levels = 4 } }`);
    expect(diagnostics).toEqual([]);
    expect(study.devices[1]).toMatchObject({
      onOffRatio: { value: 100 },
      drift: { time: { text: '1 year' }, nu: { value: 0.05 } },
    });
    expect(study.chips[1]).toMatchObject({
      adc: { bits: { value: 6 }, inl: { value: 1 } },
      array: { size: [64, 64] },
      device: { levels: { value: 4 }, name: 'b.device' },
    });
  });

  it('refines a block that the base refers to by name', () => {
    const { study } = read(
      'adc sar { bits = 8, inl = 1 LSB }\nchip a { device = standard.rram_hfo2, adc = sar }\nchip b from a { adc { bits = 5 } }',
    );
    expect(study.chips[1].adc).toMatchObject({ bits: { value: 5 }, inl: { value: 1 } });
  });

  it('lets an experiment ask questions of its own', () => {
    const text = `${experiment('sweep { chip.adc.bits = 4 to 8 }')}experiment more from study { sweep { chip.array.size as size = [64 x 64, 128 x 128] } }`;
    const { study } = read(text);
    expect(study.experiments[1].sweeps.map(({ axes }) => axes[0].name)).toEqual(['size']);
  });

  it('reports an inherited fault once', () => {
    expect(
      codesOf(
        'device a { on_state = 5 V, on_off_ratio = 20 }\ndevice b from a { levels = 4 }\ndevice c from b { levels = 8 }',
      ),
    ).toEqual(['K301']);
    expect(codesOf('device a { on_off_ratio = 20 }\ndevice b from a { levels = 4 }')).toEqual(['K206']);
  });
});

describe('imports', () => {
  const lab = { 'lab.kir': cell() + 'let fast = 1e-3\n' };

  it('reach blocks and values of another file', () => {
    const text =
      'import "lab.kir" as lab\ntrain t from standard.digits_mlp { learning_rate = constant(lab.fast) }\nchip pilot from standard.rram_chip { device = lab.cell }\nexperiment e { train = t, chip = pilot }';
    const { study, diagnostics } = read(text, lab);
    expect(diagnostics).toEqual([]);
    expect(study.devices).toEqual([]);
    expect(study.chips[0].device.name).toBe('cell');
  });

  it('report faults of the other file once, at its place', () => {
    const { diagnostics } = read(
      'import "lab.kir" as lab\nchip a from standard.rram_chip { device = lab.cell }\nchip b from a { }',
      { 'lab.kir': 'device cell { on_state = 5 V, on_off_ratio = 20 }' },
    );
    expect(diagnostics.map(({ code, mark }) => [code, mark?.origin.uri])).toEqual([['K301', 'lab.kir']]);
  });

  it('name a missing file, and a circle', () => {
    expect(codesOf('import "none.kir" as none')).toEqual(['K603']);
    expect(codesOf('import "a.kir" as a', { 'a.kir': 'import "study.kir" as back' })).toEqual(['K209']);
    expect(
      codesOf('import "a.kir" as a', { 'a.kir': 'import "b.kir" as b', 'b.kir': 'import "a.kir" as a' }),
    ).toEqual(['K209']);
  });
});

describe('files', () => {
  it('have the columns and units that a table names', () => {
    const table = (columns: string) => cell(`, programming_variation = table("m.csv", ${columns})`);
    expect(codesOf(table('target = "target [uS]", value = "read back [uS]"'))).toEqual([]);
    expect(codesOf(table('target = "target", value = "read back [uS]"'))).toEqual(['K214']);
    expect(codesOf(table('target = "target [uS]", value = "cell"'))).toEqual(['K215']);
    expect(codesOf(table('target = "target [uS]", value = "yield [%]"'))).toEqual(['K215']);
    expect(codesOf(table('target = "target [uS]"'))).toEqual(['K206']);
  });

  it('are looked for', () => {
    expect(codesOf('network n { source = onnx("missing.onnx") }')).toEqual(['K603']);
    expect(codesOf('network n { source = onnx("broken.onnx") }')).toEqual(['K605']);
    expect(codesOf(cell(', read_noise = table("missing.csv", target = "a", value = "b")'))).toEqual(['K603']);
  });
});

describe('a broken program', () => {
  it('still yields its unbroken parts', () => {
    const { study, diagnostics } = read(
      `${experiment('sweep { chip.adc.bits = 4 to 8 }')}device bad { on_state = 5 V, on_off_ratio = 2 }\nchip worse from standard.rram_chip { device = bad }`,
    );
    expect(diagnostics.map(({ code }) => code)).toEqual(['K301']);
    expect(study.experiments).toHaveLength(1);
    expect(study.chips.map(({ name }) => name)).toEqual(['pilot']);
  });

  it('reports independent faults each', () => {
    expect(codesOf('device a { on_state = 5 V, on_off_ratio = 0.5 }\nadc b { bits = 0 }')).toEqual([
      'K301',
      'K306',
      'K306',
    ]);
  });

  it('is no reason for follow-up reports', () => {
    const text = experiment(
      'sweep { chip.device.on_off_ratio = [3, 10] }',
      'device cell { on_state = 5 V, on_off_ratio = 20 }\nchip pilot from standard.rram_chip { device = cell }',
    );
    expect(codesOf(text)).toEqual(['K301']);
  });
});

describe('sweeps along references', () => {
  it('check the device that a preset refuses', () => {
    const before =
      'device d from standard.rram_milo { on_off_ratio = 4 }\nchip pilot from standard.rram_chip { device = d }';
    expect(codesOf(experiment('sweep { chip.device.on_state as on = [100 uS, 225 uS] }', before))).toEqual([
      'K312',
    ]);
    expect(
      codesOf(
        experiment(
          'sweep { chip.device.on_state as on = [200 uS, 225 uS] }',
          'device d from standard.rram_milo { on_off_ratio = 2 }\nchip pilot from standard.rram_chip { device = d }',
        ),
      ),
    ).toEqual([]);
  });

  it('walk together without contradiction', () => {
    const before = 'chip pilot from standard.rram_chip { array { active_rows = 64 } }';
    expect(codesOf(experiment('sweep { chip.array.size as size = [32 x 32, 64 x 64] }', before))).toEqual([
      'K311',
    ]);
    expect(
      codesOf(
        experiment(
          'sweep together {\nchip.array.size as size = [32 x 32, 64 x 64]\nchip.array.active_rows as rows = [32, 64]\n}',
          before,
        ),
      ),
    ).toEqual([]);
  });
});
