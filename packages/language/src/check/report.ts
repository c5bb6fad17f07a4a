import type { Experiment, Histogram, Plot, Report, Table } from '@kirchhoff/model';
import { fieldTwice, missingField } from '../messages/names.js';
import type { Element } from '../syntax/ast.js';
import { metrics } from '../vocabulary/metrics.js';
import { report as vocabulary } from '../vocabulary/report.js';
import type { Fields } from '../vocabulary/specification.js';
import { readColumnName, readEstimate, readMetric, type Asked } from './estimate.js';
import { named, type Finishing } from './finish.js';
import { blockNames } from './module.js';
import { camel, poisoned, type LaterNode, type Node, type Part, type StructNode } from './node.js';
import { lookUpBlock } from './resolve.js';
import { readStruct, structOf } from './struct.js';
import { wrongForm } from '../messages/values.js';
import { formOf } from './wording.js';

interface Item {
  readonly word: 'plot' | 'table' | 'histogram';
  readonly name: string;
  readonly element: Element;
  readonly parts: readonly Part[];
}

/** A report: its plots and tables, resolved against their experiments. */
export function finishReport(struct: StructNode, finishing: Finishing): Report | undefined {
  const items = collect(struct.parts, finishing).map((item) => readItem(item, struct, finishing));
  if (finishing.broken || items.some((item) => item === undefined)) return undefined;
  const { save } = finishing.plain;
  return {
    ...named(finishing),
    items: items.flatMap((item) => item ?? []),
    ...(save === undefined ? {} : { save: save as string }),
  };
}

/** Plots and tables of all parts; one of the same kind and name refines an inherited one. */
function collect(parts: readonly Part[], { checker }: Finishing): readonly Item[] {
  const items = new Map<string, Item>();
  for (const { body, module } of parts) {
    const own = new Map<string, Element>();
    for (const item of body.items) {
      if (item.kind !== 'element' || !Object.hasOwn(vocabulary.repeated, item.word.text)) continue;
      const word = item.word.text as Item['word'];
      const name = item.name?.text ?? `${word}_${items.size + 1}`;
      const key = `${word} ${name}`;
      const first = own.get(key);
      if (first) {
        checker.report(
          fieldTwice(item.name?.origin ?? item.word.origin, key, (first.name ?? first.word).origin),
        );
        continue;
      }
      own.set(key, item);
      const part = item.body ? [{ body: item.body, module }] : [];
      items.set(key, { word, name, element: item, parts: [...(items.get(key)?.parts ?? []), ...part] });
    }
  }
  return [...items.values()];
}

function readItem(
  item: Item,
  report: StructNode,
  finishing: Finishing,
): Plot | Table | Histogram | undefined {
  const { checker, module } = finishing;
  const { word, name, element } = item;
  const origin = (element.name ?? element.word).origin;
  const fields: Fields = vocabulary.repeated[word].fields;
  const inner = readStruct(
    { word, name, title: `${word} ${name}`, origin },
    { fields, parts: item.parts, module, checker },
  );
  const experiment = experimentOf(inner, report, finishing);
  if (!experiment) return undefined;
  const axes = checker.axes.get(experiment.origin) ?? [];
  const asked = { checker, module, experiment: experiment.name, axes, metrics: recordedBy(experiment) };
  const resolved = resolveItem(inner, asked);
  if (!resolved || inner.missing.size > 0 || poisoned(experiment) || broken(inner)) return undefined;
  return { kind: word, name, of: (experiment.model as Experiment).name, ...resolved, origin } as
    Plot | Table | Histogram;
}

/** What the experiment's `metrics` names; a broken one is taken to record everything. */
const recordedBy = (experiment: StructNode): readonly string[] =>
  poisoned(experiment) ? Object.keys(metrics) : ((experiment.model as Experiment).metrics ?? []);

const broken = (node: StructNode): boolean =>
  [...node.values.values()].some((value) => value.kind === 'poison');

/** The experiment of an item: its own, the report's, or the only one there is. */
function experimentOf(
  item: StructNode,
  report: StructNode,
  { checker, module }: Finishing,
): StructNode | undefined {
  const written = item.values.get('of') ?? report.values.get('of');
  if (written) return written.kind === 'struct' ? written : undefined;
  const names = blockNames(module, 'experiment');
  if (names.length === 1) {
    const origin = item.origin;
    const path = { kind: 'path' as const, names: [{ text: names[0], origin }], origin };
    const found = lookUpBlock(path, 'experiment', module);
    const node = found && structOf(found, checker);
    return node?.kind === 'struct' ? node : undefined;
  }
  const example = `of = ${names[0] ?? 'my_experiment'}`;
  checker.report(
    missingField(item.origin, {
      owner: item.title,
      field: 'experiment',
      text: 'of: the experiment whose results are shown',
      example,
    }),
  );
  return undefined;
}

/** Columns and estimates of an item under their model keys; undefined after a report. */
function resolveItem(item: StructNode, asked: Asked): Record<string, unknown> | undefined {
  const resolved: Record<string, unknown> = {};
  let fine = true;
  for (const [name, node] of item.values) {
    if (name === 'of') continue;
    const key = name === 'value' ? 'values' : camel(name);
    const value = resolveNode(name, node, asked, item);
    if (value === undefined) fine = false;
    resolved[key] = value;
  }
  return fine ? resolved : undefined;
}

function resolveNode(name: string, node: Node, asked: Asked, item: StructNode): unknown {
  if (node.kind === 'list') {
    const items = node.items.map((inner) => resolveNode(name, inner, asked, item));
    return items.every((inner) => inner !== undefined) ? items : undefined;
  }
  if (node.kind === 'later') return resolveLater(name, node, asked, item);
  return node.kind === 'plain' ? node.value : undefined;
}

function resolveLater(name: string, node: LaterNode, asked: Asked, item: StructNode): unknown {
  const later = (item.fields[name].type.list ?? item.fields[name].type).later;
  if (later === 'estimate') return readEstimate(node.value, asked);
  if (node.value.kind !== 'reference' || node.value.arguments !== undefined) {
    const example = item.fields[name].examples[0];
    asked.checker.report(
      wrongForm(node.origin, { field: name, needs: 'a name', is: formOf(node.value), fixes: [example] }),
    );
    return undefined;
  }
  if (later === 'metric') return readMetric(node.value, asked)?.name;
  return readColumnName(node.value, asked, 'axis') ? node.written : undefined;
}
