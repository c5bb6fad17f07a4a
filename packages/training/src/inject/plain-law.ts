import { isAnalogNode, type NamedArrays, type PlanNetwork, type PlanTraining } from '@kirchhoff/plan';
import { fold, type Key, normals } from '@kirchhoff/random';
import { spreadOf } from '../update/limits.js';

export type PlainLaw = NonNullable<NonNullable<PlanTraining['inject']>['law']>;

/**
 * The plain laws of the literature on every layer's weights: additive W + s sigma max|W| e, multiplicative W (1 + s sigma e), e standard
 * normal, s the strength. Keyed by trial and layer like the cells of a chip.
 */
export function withPlainLaw(
  arrays: NamedArrays,
  { nodes }: PlanNetwork,
  law: PlainLaw,
  trial: Key,
  strength: number,
): NamedArrays {
  const noisy = nodes.filter(isAnalogNode).map((node) => {
    const name = `${node.name}.weights`;
    const { shape, data } = arrays[name]!;
    const out = new Float32Array(data.length);
    normals(fold(fold(fold(trial, 'layer'), node.ordinal), 'plain law'), out.length, out);
    const sigma = strength * law.sigma;
    const fixed = sigma * spreadOf(data).largest;
    const additive = law.kind === 'additive';
    for (let i = 0; i < out.length; i++) out[i] = data[i]! + (additive ? fixed : sigma * data[i]!) * out[i]!;
    return [name, { shape, data: out }] as const;
  });
  return { ...arrays, ...Object.fromEntries(noisy) };
}
