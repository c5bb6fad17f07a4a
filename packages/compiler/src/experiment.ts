import type { Experiment, Find, Problem, SweepAxis } from '@kirchhoff/model';
import { type AnalogNode, isAnalogNode, type PlanExperiment, type PlanPoint } from '@kirchhoff/plan';
import { planAxis, planUnit, walksLayers, withLayers } from './axes.js';
import { resolveDigital, resolveVary } from './layers.js';
import { axesOf, combinations, countPoints, mostPoints } from './points.js';
import { planCondition } from './records/report.js';
import { withSearched } from './searched.js';
import type { Joint, Records } from './tables.js';

const planFind = (find: Find): PlanExperiment['finds'][number] => ({
  goal: find.goal,
  name: find.name,
  path: [...find.path],
  from: find.from.value,
  to: find.to.value,
  step: find.step?.value ?? null,
  within: find.within?.value ?? null,
  unit: planUnit(find.unit),
});

/** The network and data that an experiment evaluates: its training's, or its own. */
function jointOf({ train, network, data, origin }: Experiment): Joint | undefined {
  if (train !== undefined) return train;
  return network === undefined || data === undefined ? undefined : { network, data, origin };
}

function weightsOf(
  experiment: Experiment,
  joint: Joint,
  network: string,
  records: Records,
): PlanPoint['weights'] | undefined {
  if (experiment.train !== undefined) {
    const training = records.training(experiment.train);
    return training === undefined ? undefined : { kind: 'training', training };
  }
  const { weights, source } = records.tables.networks[network]!;
  const file = weights ?? source?.file;
  if (file !== undefined) return { kind: 'file', file };
  records.problems.add({
    code: 'K504',
    origin: joint.network.origin,
    network: joint.network.name,
    reason:
      'it has no weights: name a training in the experiment, or give the network  weights = npz("file.npz")',
  });
  return undefined;
}

const analogNodes = (records: Records, network: string): AnalogNode[] =>
  records.tables.networks[network]!.nodes.filter(isAnalogNode);

function pointOf(
  experiment: Experiment,
  coordinates: readonly number[],
  records: Records,
): PlanPoint | undefined {
  const joint = jointOf(experiment);
  const network = joint === undefined ? undefined : records.joint(joint);
  if (joint === undefined || network === undefined) return undefined;
  const layers = analogNodes(records, network);
  const keep = resolveDigital(experiment, layers);
  const vary = resolveVary(experiment, layers, keep.names);
  [...keep.problems, ...vary.problems].forEach(records.problems.add);
  const weights = weightsOf(experiment, joint, network, records);
  const mapping = records.mapping(network, experiment.chip, keep.names);
  if (weights === undefined || mapping === undefined) return undefined;
  return {
    coordinates: [...coordinates],
    network,
    data: records.data(joint.data),
    weights,
    chip: records.chip(experiment.chip),
    mapping,
    keepDigital: [...keep.names],
    vary: vary.names === null ? null : [...vary.names],
  };
}

/** The experiment with its layers walked through one by one where it asks for that; undefined where there are none. */
function expanded(experiment: Experiment, records: Records): Experiment | undefined {
  if (!walksLayers(experiment)) return experiment;
  const joint = jointOf(experiment);
  const network = joint === undefined ? undefined : records.joint(joint);
  if (network === undefined) return undefined;
  const layers = analogNodes(records, network);
  const keep = resolveDigital(experiment, layers).names;
  const analog = layers.filter(({ name }) => !keep.includes(name));
  if (analog.length > 0) return withLayers(experiment, analog);
  records.problems.add({
    code: 'K506',
    origin: experiment.origin,
    setting: 'each_layer',
    reason: 'no layer of the network is analog',
  });
  return undefined;
}

/** Blocks are swept along with fields of theirs, and one of them lacks what the path leads through. */
const leadsNowhere = ({ name, path, origin }: SweepAxis): Problem => ({
  code: 'K506',
  origin,
  setting: `the axis ${name}`,
  reason: `a block that is swept beside it has no ${path.slice(0, -1).join('.')}, so ${path.join('.')} leads nowhere`,
  ...(path[0] === 'train' &&
    path[1] === 'inject' && {
      fix: 'inject { from_epoch = 11 }  in a copy of the injected training of 10 epochs: the same training without injection',
    }),
});

function pointsOf(experiment: Experiment, records: Records): PlanPoint[] | undefined {
  const count = countPoints(experiment);
  if (count <= mostPoints) {
    const points = combinations(experiment).map((combination) =>
      combination.lost.length === 0
        ? pointOf(combination.experiment, combination.coordinates, records)
        : void combination.lost.forEach((axis) => records.problems.add(leadsNowhere(axis))),
    );
    const whole = points.filter((point) => point !== undefined);
    return whole.length === points.length ? whole : undefined;
  }
  records.problems.add({
    code: 'K505',
    origin: experiment.origin,
    what: `experiment ${experiment.name}`,
    limit: `${mostPoints} points`,
    found: `${count} points`,
  });
  return undefined;
}

/** An experiment's points, axes and rules; undefined where faults were reported. */
export function planExperiment(written: Experiment, records: Records): PlanExperiment | undefined {
  const experiment = expanded(withSearched(written), records);
  const points = experiment === undefined ? undefined : pointsOf(experiment, records);
  if (experiment === undefined || points === undefined) return undefined;
  return {
    name: experiment.name,
    description: experiment.description ?? null,
    axes: axesOf(experiment).map(planAxis),
    points,
    trials: { from: experiment.trials.from.value, to: experiment.trials.to.value },
    until: experiment.until === undefined ? null : planCondition(experiment.until),
    finds: experiment.finds.map(planFind),
    requires: experiment.requires.map(planCondition),
    confidence: experiment.confidence.value,
    seed: experiment.seed.value,
    seedPerPoint: experiment.seedPerPoint,
    compareTo: experiment.compareTo,
    metrics: experiment.metrics === undefined ? null : [...experiment.metrics],
  };
}
