import { compile } from '@kirchhoff/compiler';
import type { ImportedNetwork } from '@kirchhoff/formats';
import { diagnose } from '@kirchhoff/language';
import type { Host } from '@kirchhoff/model';
import type { Plan, PlanNetwork } from '@kirchhoff/plan';

/** A host that knows one network under any name, and one image of its shape under names that end in .npy. */
export const hostOf = ({ graph }: Pick<ImportedNetwork, 'graph'>): Host => {
  const [input] = graph;
  const shape = input?.op === 'input' ? [...input.shape] : [];
  return {
    read: () => undefined,
    resolve: (written) => written,
    describe: ({ written }) =>
      written.endsWith('.npy')
        ? { kind: 'arrays', arrays: { '': [1, ...shape] }, hash: '0' }
        : { kind: 'network', graph, hash: '0' },
  };
};

/** The plan of a study whose network files all are this network. */
export function planOf(text: string, network: Pick<ImportedNetwork, 'graph'>): Plan {
  const host = hostOf(network);
  const { study, diagnostics } = diagnose({ uri: 'study.kir', text }, host);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const { plan, problems } = compile(study, host);
  expect(problems).toEqual([]);
  return plan!;
}

/** The network as a plan holds it, on one of the standard data sets, or on images of its own in so many classes. */
export function planNetwork(network: ImportedNetwork, data: string | number): PlanNetwork {
  const own =
    typeof data === 'number'
      ? `data own { test { images = npy("images.npy"), labels = npy("labels.npy") }\nclasses = ${data} }\n`
      : '';
  const text = `${own}network imported { source = onnx("model.onnx") }
chip pilot from standard.rram_chip
experiment one {
  network = imported
  data    = ${own === '' ? `standard.${data}` : 'own'}
  chip    = pilot
}
`;
  return Object.values(planOf(text, network).networks)[0]!;
}
