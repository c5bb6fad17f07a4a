import { declaredTwice } from '../messages/names.js';
import {
  dependentAxes,
  differentLengths,
  onStateAlone,
  reservedAxisName,
  sameField,
  tooManyPoints,
} from '../messages/statistics.js';
import type { Field, Find } from '../syntax/ast.js';
import { countColumns, metrics, trainingColumns } from '../vocabulary/metrics.js';
import type { Axis } from './axis.js';
import { axisName } from './axis.js';
import type { Checker } from './checker.js';
import type { Node } from './node.js';
import type { Search } from './questions.js';

/** One axis, or the lines of a `sweep together`. */
export interface Line {
  readonly together: boolean;
  readonly fields: readonly Field[];
  readonly names: readonly string[];
  readonly axes: readonly (Axis | undefined)[];
}

const reserved = new Set([
  ...Object.keys(metrics),
  ...Object.keys(trainingColumns),
  ...Object.keys(countColumns).filter((name) => name !== 'layer'),
  'experiment',
  'point',
  'trials',
]);
const mostPoints = 1_000_000;

/** Axes differ in name and field, lines walked together in nothing but that; true when there is nothing to report. */
export function axesFit(
  lines: readonly Line[],
  searches: readonly (Search | undefined)[],
  finds: readonly Find[],
  checker: Checker,
): boolean {
  const written = [...lines.flatMap(({ fields }) => fields), ...finds];
  const axes = lines.flatMap((line) => line.axes);
  const targets = [...axes, ...searches].flatMap((part) =>
    part
      ? [
          {
            path: part.target.path,
            origin: part.model.origin,
            offState: part.target.name === 'on_state' ? part.target.owner.values.get('off_state') : undefined,
          },
        ]
      : [],
  );
  return [
    namesDiffer(written, checker),
    fieldsDiffer(targets, checker),
    statesFit(targets, checker),
    ...lines.map((line) => lengthsEqual(line, checker)),
    pointsFew(lines, checker),
  ].every((fine) => fine);
}

function namesDiffer(written: readonly (Field | Find)[], checker: Checker): boolean {
  const seen = new Map<string, Field | Find>();
  let fine = true;
  for (const line of written) {
    const name = axisName(line);
    const at = line.as?.origin ?? line.path.names[line.path.names.length - 1].origin;
    const first = seen.get(name);
    if (first) {
      checker.report(
        declaredTwice(
          at,
          'axis',
          name,
          first.as?.origin ?? first.path.names[first.path.names.length - 1].origin,
        ),
      );
      fine = false;
    } else if (line.as && reserved.has(name)) {
      checker.report(reservedAxisName(at, name, line.path.names.map((part) => part.text).join('.')));
      fine = false;
    }
    seen.set(name, line);
  }
  return fine;
}

interface Aim {
  readonly path: string;
  readonly origin: Field['origin'];
  /** Of an on state: what its device says of the off state. */
  readonly offState?: Node;
}

function fieldsDiffer(targets: readonly Aim[], checker: Checker): boolean {
  let fine = true;
  targets.forEach((target, n) => {
    const first = targets.slice(0, n).find(({ path }) => path === target.path);
    if (!first) return;
    checker.report(sameField(target.origin, target.path, { origin: first.origin, label: 'set here' }));
    fine = false;
  });
  return fine;
}

function statesFit(targets: readonly Aim[], checker: Checker): boolean {
  const off = targets.find(({ path }) => path.endsWith('.off_state'));
  if (!off) return ratiosWritten(targets, checker);
  const device = off.path.slice(0, -'.off_state'.length);
  const moving = targets.find(
    ({ path }) => path === `${device}.on_state` || path === device || path === `${device}.on_off_ratio`,
  );
  if (!moving) return true;
  checker.report(dependentAxes(off.origin, { origin: moving.origin, label: 'moves too' }));
  return false;
}

/** A device holds its off state as a ratio: where an off state is written, the on state cannot move alone. */
function ratiosWritten(targets: readonly Aim[], checker: Checker): boolean {
  const moved = targets.find(({ offState }) => offState?.kind === 'plain');
  if (moved?.offState?.kind !== 'plain') return true;
  const { origin, written } = moved.offState;
  const related = origin.uri === moved.origin.uri ? [{ origin, label: 'would move along' }] : [];
  checker.report(onStateAlone(moved.origin, written, related));
  return false;
}

function lengthsEqual({ together, axes, fields }: Line, checker: Checker): boolean {
  const read = axes.flatMap((axis, n) => (axis ? [{ axis, field: fields[n] }] : []));
  if (!together || read.length < 2) return true;
  const [first, ...others] = read;
  const odd = others.find(({ axis }) => axis.entries.length !== first.axis.entries.length);
  if (!odd) return true;
  const other = {
    name: first.axis.name,
    count: first.axis.entries.length,
    origin: (first.field.value ?? first.field).origin,
  };
  checker.report(
    differentLengths((odd.field.value ?? odd.field).origin, odd.axis.name, odd.axis.entries.length, other),
  );
  return false;
}

function pointsFew(lines: readonly Line[], checker: Checker): boolean {
  const points = lines.reduce((product, { axes }) => product * (axes[0]?.entries.length ?? 1), 1);
  if (points <= mostPoints) return true;
  const last = lines[lines.length - 1].fields[0];
  checker.report(tooManyPoints(last.origin, points.toLocaleString('en-US')));
  return false;
}
