import { chipRefusals, isRefusalError, type Kernels, loadKernels, type Refusal } from '@kirchhoff/kernels';
import fc from 'fast-check';
import { always, configurations } from '../conformance/analog/arbitrary.js';
import type { Configuration } from '../conformance/analog/configuration.js';
import { build, outputsOf } from '../conformance/analog/layer.js';
import { counts } from '../conformance/analog/pick.js';
import { technologies } from '../conformance/technologies.js';
import { contradictions } from './contradictions.js';

/** The refusal with which computing a configuration ends, undefined where it has outputs. */
function refusalOf(kernels: Kernels, setting: Configuration): Refusal | undefined {
  try {
    outputsOf(kernels, setting, build(kernels, setting));
    return undefined;
  } catch (error) {
    if (isRefusalError(error)) return error.refusal;
    throw error;
  }
}

describe.each(technologies)('law 14 on %s kernels', (name) => {
  let kernels: Kernels;
  beforeAll(async () => {
    kernels = await loadKernels(name);
  });

  it.each(Object.entries(contradictions))(
    'a generated chip with %s is refused by name, the same without it is computed',
    (_, wrong) => {
      fc.assert(
        fc.property(configurations('law 14'), wrong, (sound, { setting, computed, apply }) => {
          expect(chipRefusals(sound.chip)).toEqual([]);
          expect(refusalOf(kernels, sound)).toBeUndefined();
          const broken = apply(sound);
          const told = chipRefusals(broken.chip);
          const named = told.map((refusal) => refusal.setting);
          if (setting !== 'layer.inputs') expect(named).toContain(setting);
          expect(told.every(({ kind, allowed }) => kind === 'contradiction' && allowed !== '')).toBe(true);
          if (computed) expect([setting, ...named]).toContain(refusalOf(kernels, broken)?.setting);
        }),
        always(counts(25, 400)),
      );
    },
  );
});
