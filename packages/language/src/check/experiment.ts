import type { Experiment, Fraction, Network, Training } from '@kirchhoff/model';
import { nearest } from '../vocabulary/nearest.js';
import { unknownLayer } from '../messages/columns.js';
import {
  findWithoutRequire,
  requireWithoutFind,
  searchOfOtherChips,
  whichNetwork,
} from '../messages/statistics.js';
import { blockOrValue } from '../messages/values.js';
import type { Find, Item, Require, Until } from '../syntax/ast.js';
import type { Checker } from './checker.js';
import { type Axis, axisName, readAxis } from './axis.js';
import { axesFit, type Line } from './axes.js';
import { feasible } from './feasibility.js';
import { named, type Finishing } from './finish.js';
import { type Moved, valuesFit } from './combination.js';
import type { Module } from './module.js';
import { analogNames } from './network.js';
import type { LaterNode, Node, Part, StructNode } from './node.js';
import { readFind, readRequire, readUntil, type Search, stopsWell } from './questions.js';

interface From<T> {
  readonly item: T;
  readonly module: Module;
}

/** Items of one kind from the last part that writes any: a derived experiment asks its own questions. */
function itemsOf<T extends Item>(parts: readonly Part[], is: (item: Item) => item is T): readonly From<T>[] {
  const own = [...parts].reverse().find(({ body }) => body.items.some(is));
  return own ? own.body.items.filter(is).map((item) => ({ item, module: own.module })) : [];
}

const isSweep = (item: Item): item is Item & { kind: 'element' } =>
  item.kind === 'element' && item.word.text === 'sweep';
const isFind = (item: Item): item is Find => item.kind === 'find';
const isRequire = (item: Item): item is Require => item.kind === 'require';
const isUntil = (item: Item): item is Until => item.kind === 'until';

/** An experiment: axes along their paths, searches, requirements, and whether they can be answered. */
export function finishExperiment(struct: StructNode, finishing: Finishing): Experiment | undefined {
  const { checker, plain, broken } = finishing;
  const finds = itemsOf(struct.parts, isFind);
  const requires = itemsOf(struct.parts, isRequire);
  const until = itemsOf(struct.parts, isUntil).at(-1);
  const lines = readSweeps(struct, finishing);
  const searches = finds.map(({ item, module }) => readFind(item, module, struct, checker));
  const axes = [...lines.flatMap(({ names }) => names), ...finds.map(({ item }) => axisName(item))];
  checker.axes.set(struct.origin, axes);
  const metrics = (plain.metrics as Experiment['metrics']) ?? [];
  const asked = { checker, module: finishing.module, experiment: struct.name, axes, metrics };
  const conditions = requires.map(({ item, module }) => readRequire(item, { ...asked, module }));
  const stop = until && readUntil(until.item, { ...asked, module: until.module });
  const written = lines.flatMap(({ axes: read }) => read);
  const trials = struct.values.get('trials');
  const confidence = plain.confidence as Fraction | undefined;
  const fine = [
    hasNetwork(struct, finishing),
    axesFit(
      lines,
      searches,
      finds.map(({ item }) => item),
      checker,
    ),
    layersExist(
      struct,
      finishing,
      written.map((axis) => axis?.target.path ?? ''),
    ),
    asksFor(
      finds.map(({ item }) => item),
      requires.map(({ item }) => item),
      finishing,
    ),
    sharesChips(
      struct,
      written,
      finds.map(({ item }) => item),
      finishing,
    ),
    trials?.kind !== 'plain' || stopsWell({ trials, until: until?.item, hasFind: finds.length > 0 }, checker),
    ...conditions.map(
      (condition, n) =>
        !condition ||
        trials?.kind !== 'plain' ||
        !confidence ||
        feasible(condition, requires[n].item, { trials, confidence }, checker),
    ),
    valuesFit(movedBy(written, searches), struct, checker),
  ].every((good) => good);
  const whole = [...written, ...searches, ...conditions, ...(until ? [stop] : [])].every(
    (part) => part !== undefined,
  );
  if (broken || !fine || !whole) return undefined;
  return {
    ...named(finishing),
    ...plain,
    sweeps: lines.map(({ together, axes: read }) => ({
      together,
      axes: read.flatMap((axis) => axis?.model ?? []),
    })),
    finds: searches.flatMap((search) => search?.model ?? []),
    requires: conditions.flatMap((condition) => condition ?? []),
    ...(stop && { until: stop }),
  } as unknown as Experiment;
}

function movedBy(
  axes: readonly (Axis | undefined)[],
  searches: readonly (Search | undefined)[],
): readonly Moved[] {
  const swept = axes.flatMap((axis) => (axis ? [axis] : []));
  const found = searches.flatMap((search) => (search ? [search] : []));
  return [
    ...swept.map(({ model, entries }) => ({
      path: model.path,
      entries,
      values: model.values.map(({ value }) => value),
      fix: 'leave this value out, or sweep together { … } with the other field',
    })),
    ...found.map(({ model, ends }) => ({
      path: model.path,
      entries: ends,
      values: [model.from, model.to],
      fix: 'a search visits its whole range: choose other ends',
    })),
  ];
}

function readSweeps(struct: StructNode, { checker }: Finishing): readonly Line[] {
  return itemsOf(struct.parts, isSweep).flatMap(({ item, module }) => {
    const together = item.name?.text === 'together';
    if (item.name && !together) reportSweepName(item.name.text, item, checker);
    const fields = (item.body?.items ?? []).filter((inner) => inner.kind === 'field');
    (item.body?.items ?? [])
      .filter((inner) => inner.kind !== 'field')
      .forEach((inner) => reportSweepItem(inner, checker));
    const lines = together ? [fields] : fields.map((field) => [field]);
    return lines.map((group): Line => ({
      together,
      fields: group,
      names: group.map(axisName),
      axes: group.map((field) => readAxis(field, module, struct, checker)),
    }));
  });
}

function reportSweepName(name: string, item: Item & { kind: 'element' }, checker: Checker): void {
  checker.report(
    blockOrValue(
      item.name?.origin ?? item.origin,
      `a sweep has no name; ${name} is not together`,
      'not needed',
      'sweep { … }   or   sweep together { … }',
    ),
  );
}

function reportSweepItem(item: Item, checker: Checker): void {
  checker.report(
    blockOrValue(
      item.origin,
      'a line of a sweep is  path = values',
      'no values',
      'chip.adc.bits as bits = 4 to 8',
    ),
  );
}

/** `train`, or `network` and `data` (K405); true when there is nothing to report. */
function hasNetwork(struct: StructNode, { checker, plain }: Finishing): boolean {
  const [train, network, data] = ['train', 'network', 'data'].map((name) => struct.values.has(name));
  const fixes = ['train = standard.digits_mlp', 'network = resnet20   and   data = cifar10'];
  if (!train && !network && !data) {
    checker.report(whichNetwork(struct.origin, `${struct.title} says neither train nor network`, fixes));
    return false;
  }
  if (train || (network && data))
    return train || hasWeights(struct, plain.network as Network | undefined, checker);
  const [has, lacks] = network ? ['network', 'data'] : ['data', 'network'];
  checker.report(
    whichNetwork(struct.origin, `${struct.title} says its ${has}, but not its ${lacks}`, [
      `${lacks} = …`,
      'train = …   says both',
    ]),
  );
  return false;
}

function hasWeights(struct: StructNode, network: Network | undefined, checker: Checker): boolean {
  if (!network || network.source.kind !== 'layers' || network.weights) return true;
  const node = struct.values.get('network');
  const at = node?.kind === 'struct' ? (node.at ?? node.origin) : struct.origin;
  const title = `network ${network.name} has layers, but no weights`;
  checker.report(
    whichNetwork(
      at,
      title,
      ['train it:  train plain { network = …, data = … }', 'weights = npz("weights.npz")'],
      'an experiment tests trained networks',
    ),
  );
  return false;
}

function asksFor(finds: readonly Find[], requires: readonly Require[], { checker }: Finishing): boolean {
  if (finds.length > 0 && requires.length === 0) checker.report(findWithoutRequire(finds[0].origin));
  if (finds.length === 0 && requires.length > 0) checker.report(requireWithoutFind(requires[0].origin));
  return finds.length > 0 === requires.length > 0;
}

/** A search tests the same chips at every value (K415); true when there is nothing to report. */
function sharesChips(
  { values }: StructNode,
  axes: readonly (Axis | undefined)[],
  [find]: readonly Find[],
  { checker }: Finishing,
): boolean {
  if (!find) return true;
  const written = values.get('seed_per_point');
  const swept = axes
    .filter((axis) => axis?.target.name === 'seed_per_point')
    .flatMap((axis) => axis?.entries ?? []);
  const other = [...(written ? [written] : []), ...swept.map(({ node }) => node)].find(
    (node) => node.kind === 'plain' && node.value === true,
  );
  if (other?.kind !== 'plain') return true;
  checker.report(searchOfOtherChips(other.origin, { origin: find.origin, label: 'the search' }));
  return false;
}

/** Layers named by keep_digital, analog and vary exist in a written network (K213). */
function layersExist(struct: StructNode, { checker, plain }: Finishing, paths: readonly string[]): boolean {
  const network = (plain.train as Training | undefined)?.network ?? (plain.network as Network | undefined);
  const names = network && analogNames(network);
  if (!network || !names || paths.some((path) => /(^|\.)(train|network)$/.test(path))) return true;
  const kept = laterNodes(struct.values.get('keep_digital'));
  const chosen = ['analog', 'vary'].flatMap((name) => laterNodes(struct.values.get(name)));
  const general = ['first_layer', 'last_layer'];
  const unknown = [
    ...kept.filter(({ written }) => ![...names, ...general].includes(written)),
    ...chosen.filter(({ written }) => ![...names, ...general, 'all_layers'].includes(written)),
  ];
  for (const { origin, written } of unknown) {
    checker.report(
      unknownLayer(origin, written, network.name, names, nearest(written, [...names, ...general])),
    );
  }
  return unknown.length === 0;
}

function laterNodes(node: Node | undefined): readonly LaterNode[] {
  if (node?.kind === 'later') return [node];
  return node?.kind === 'list' ? node.items.flatMap(laterNodes) : [];
}
