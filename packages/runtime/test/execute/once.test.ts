import { isAnalogNode, type Plan } from '@kirchhoff/plan';
import { type Kernels, loadKernels } from '@kirchhoff/kernels';
import { evaluator } from '../../src/execute/evaluator.js';
import type { RunInputs } from '../../src/inputs.js';
import type { Pool } from '../../src/pool/pool.js';
import type { Place, RecordedTrial } from '../../src/recorded.js';
import { makeContext } from '../../src/worker/context.js';
import { perform } from '../../src/worker/perform.js';
import type { Calibration, ChipParts, Task } from '../../src/worker/task.js';
import { inputsOf, planOf } from '../study.js';

let kernels: Kernels;
beforeAll(async () => {
  kernels = await loadKernels('wasm');
});

/** Does every task in this thread, and tells which there were. */
function inThread(plan: Plan, inputs: RunInputs): { readonly pool: Pool; readonly tasks: Task[] } {
  const context = makeContext(plan, inputs, kernels);
  const tasks: Task[] = [];
  const pool: Pool = {
    run(jobs, onResult) {
      jobs.forEach(({ payload }, index) => {
        tasks.push(payload as Task);
        onResult(index, perform(context, payload as Task) as never);
      });
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
  return { pool, tasks };
}

/** Two chips of each of these points. */
async function evaluated(plan: Plan, points: readonly number[]) {
  const inputs = inputsOf(plan);
  const { pool, tasks } = inThread(plan, inputs);
  const nobody = { tellBiases: () => undefined, worked: () => undefined };
  const by = evaluator(plan, inputs, pool, { workers: 2, ...nobody });
  const places = points.map((point): Place => ({ experiment: 0, point, repeat: 0 }));
  await by.prepare(places);
  const trials = new Map<string, RecordedTrial>();
  const chips = places.flatMap((place) => [0, 1].map((trial) => ({ place, trial })));
  await by.evaluate(chips, ({ place, trial }, result) => void trials.set(`${place.point} ${trial}`, result));
  return { trials, tasks };
}

const ofKind = (tasks: readonly Task[], kind: Task['kind']): readonly Task[] =>
  tasks.filter((task) => task.kind === kind);

const idealsOf = (tasks: readonly Task[]): number =>
  tasks.filter((task) => task.kind === 'chips' && task.chips.some(({ trial }) => trial === null)).length;

it('points of one network have their baselines once, with the bytes of every point by itself', async () => {
  const plan = planOf((text) =>
    text
      .replace('trials = 4', 'trials = 2')
      .replace('sweep {', 'sweep { chip.adc.bits as bits = [4, 6, 8] }\n  sweep {'),
  );
  const points = plan.experiments[0]!.points.map((_, point) => point);
  expect(points).toHaveLength(6);
  const all = await evaluated(plan, points);
  expect(ofKind(all.tasks, 'software')).toHaveLength(1);
  expect(ofKind(all.tasks, 'inputs')).toHaveLength(1);
  expect(idealsOf(all.tasks)).toBe(1);
  for (const point of points) {
    const alone = await evaluated(plan, [point]);
    expect(ofKind(alone.tasks, 'software')).toHaveLength(1);
    expect(idealsOf(alone.tasks)).toBe(1);
    for (const trial of [0, 1])
      expect(all.trials.get(`${point} ${trial}`)).toEqual(alone.trials.get(`${point} ${trial}`));
  }
});

it('columns without cells are not converted, and change no bit', () => {
  const read = (columns: number) => {
    const plan = planOf((text) => text.replace('16 x 16', `20 x ${columns}`));
    const given = inputsOf(plan);
    const context = makeContext(plan, given, kernels);
    const [, point] = plan.experiments[0]!.points;
    const [source] = Object.keys(given.weights);
    const subject = { network: point!.network, data: point!.data, weights: source!, repeat: 0 };
    const inputs = perform(context, { kind: 'inputs', keep: 1, ...subject }) as Calibration['inputs'];
    const place = { chip: point!.chip, mapping: point!.mapping, inputs };
    const converters = perform(context, { kind: 'converters', ...place, ...subject });
    const chip = { experiment: 0, point: 1, repeat: 0, trial: 1, ranges: null, predictions: null };
    const chips = [{ ...chip, calibration: { inputs, converters } as Calibration }];
    const { parts } = perform(context, { kind: 'chips', chips, images: [0, 12] }) as ChipParts;
    return { plan, mapping: plan.mappings[point!.mapping]!, part: parts[0]! };
  };
  const [fitting, wide] = [read(20), read(2000)];
  expect([...wide.part.score.losses]).toEqual([...fitting.part.score.losses]);
  expect(wide.part.measured).toEqual(fitting.part.measured);
  const { nodes } = wide.plan.networks[Object.keys(wide.plan.networks)[0]!]!;
  for (const { node: name, outputs, rowGroups } of wide.mapping.layers) {
    const node = nodes.find((each) => each.name === name)!;
    const positions = isAnalogNode(node) && node.op === 'conv' ? node.shape[0]! * node.shape[1]! : 1;
    const { conversions } = wide.part.measured.conversions[name]!;
    expect([name, conversions]).toEqual([name, 12 * positions * outputs * rowGroups.length]);
  }
});
