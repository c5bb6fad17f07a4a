import { diagnose } from '@kirchhoff/language';
import type { FileFacts, Host, NetworkGraph, Problem, Study } from '@kirchhoff/model';
import type { Plan, PlanChip, PlanLayerMapping, PlanNode } from '@kirchhoff/plan';
import { compile } from '../src/compile.js';

/** A world without texts; files are what `facts` says. */
export const hostOf = (facts: Readonly<Record<string, FileFacts>> = {}): Host => ({
  read: () => undefined,
  resolve: (written) => written,
  describe: ({ written }) => facts[written] ?? { kind: 'missing' },
});

/** The graph of a file from which an importer makes these nodes. */
export const graphOf = (nodes: readonly PlanNode[]): NetworkGraph => nodes as unknown as NetworkGraph;

/** The model of a text without faults. */
export function studyOf(text: string, host: Host = hostOf()): Study {
  const { study, diagnostics } = diagnose({ uri: 'study.kir', text }, host);
  expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ title }) => title)).toEqual([]);
  return study;
}

/** The plan of a text without faults. */
export function planOf(text: string, host: Host = hostOf()): Plan {
  const { plan, problems } = compile(studyOf(text, host), host);
  expect(problems).toEqual([]);
  return plan!;
}

/** What the compiler finds wrong with a text in which the checker finds nothing. */
export function problemsOf(text: string, host: Host = hostOf()): readonly Problem[] {
  const { plan, problems } = compile(studyOf(text, host), host);
  expect(plan === undefined).toBe(problems.length > 0);
  return problems;
}

export interface Parts {
  /** Lines inside the chip, the network's layers, the training, the experiment; blocks before all. */
  readonly chip?: string;
  readonly layers?: string;
  readonly train?: string;
  readonly experiment?: string;
  readonly before?: string;
}

/** A study on drawn digits whose layers are 784 x 100 and 100 x 10 on a preset's chip of 128 x 128 pairs with 8 bits. */
export const textOf = ({ chip = '', layers, train = '', experiment = '', before = '' }: Parts): string => `
${before}
data few from standard.digits { train_images = 1000, test_images = 200 }
network net {
  input = 28 x 28 x 1
  layers {
    ${layers ?? 'flatten\n    one: dense(100, relu)\n    two: dense(10, softmax)'}
  }
}
train given {
  network = net
  data    = few
  epochs  = 4
  ${train}
}
chip pilot from standard.rram_chip {
  ${chip}
}
experiment study {
  train = given
  chip  = pilot
  trials = 5
  ${experiment}
}
`;

/** The chip of the first point. */
export function chipOf(plan: Plan): PlanChip {
  return plan.chips[plan.experiments[0]!.points[0]!.chip]!;
}

/** The layers of the first point on their arrays. */
export function layersOf(plan: Plan): readonly PlanLayerMapping[] {
  return plan.mappings[plan.experiments[0]!.points[0]!.mapping]!.layers;
}
