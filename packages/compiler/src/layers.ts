import type { Experiment, Problem } from '@kirchhoff/model';
import type { AnalogNode } from '@kirchhoff/plan';

interface Resolved {
  readonly names: readonly string[];
  readonly problems: readonly Problem[];
}

/** The nodes behind `first_layer`, `last_layer` and names; a name that no analog layer has is reported. */
export function resolveLayers(
  written: readonly string[],
  layers: readonly AnalogNode[],
  experiment: Experiment,
): Resolved {
  const found = written.map((name) => {
    if (name === 'first_layer') return layers[0]?.name;
    if (name === 'last_layer') return layers.at(-1)?.name;
    return layers.find((layer) => layer.name === name)?.name;
  });
  const problems = written.flatMap((name, index): Problem[] =>
    found[index] !== undefined
      ? []
      : [
          {
            code: 'K506',
            origin: experiment.origin,
            setting: `the layer ${name}`,
            reason: `the network's analog layers are ${layers.map((layer) => layer.name).join(', ') || 'none'}`,
          },
        ],
  );
  return { names: [...new Set(found.filter((name) => name !== undefined))], problems };
}

const everyLayer: readonly string[] = ['all_layers', 'each_layer'];

/** Layers that stay digital: those named, and where `analog` names one layer, all others. A layer that is named by both is reported. */
export function resolveDigital(experiment: Experiment, layers: readonly AnalogNode[]): Resolved {
  const { analog, keepDigital } = experiment;
  const kept = resolveLayers(keepDigital, layers, experiment);
  if (everyLayer.includes(analog)) return kept;
  const { names, problems } = resolveLayers([analog], layers, experiment);
  const both = names.filter((name) => kept.names.includes(name));
  const others = layers.map(({ name }) => name).filter((name) => !names.includes(name));
  return {
    names: others,
    problems: [
      ...kept.problems,
      ...problems,
      ...both.map((name): Problem => ({
        code: 'K506',
        origin: experiment.origin,
        setting: `analog = ${name}`,
        reason: `keep_digital keeps ${name} in software`,
      })),
    ],
  };
}

/** Layers whose cells vary: null for all. A layer kept digital has no cells, which is reported. */
export function resolveVary(
  experiment: Experiment,
  layers: readonly AnalogNode[],
  keepDigital: readonly string[],
): { readonly names: readonly string[] | null; readonly problems: readonly Problem[] } {
  if (everyLayer.includes(experiment.vary)) return { names: null, problems: [] };
  const { names, problems } = resolveLayers([experiment.vary], layers, experiment);
  const digital = names.filter((name) => keepDigital.includes(name));
  return {
    names,
    problems: [
      ...problems,
      ...digital.map((name): Problem => ({
        code: 'K506',
        origin: experiment.origin,
        setting: `vary = ${name}`,
        reason: `${name} stays in software: no cell would vary`,
      })),
    ],
  };
}
