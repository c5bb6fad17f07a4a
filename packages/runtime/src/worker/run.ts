import type { InputCoding, ReadTally } from '@kirchhoff/kernels';
import { type AddedMetric, addedMetrics, isAnalogNode, type PlanNode } from '@kirchhoff/plan';
import { drivesItself, readNode, withDriven } from '../graph/read.js';
import { type LayerRunner, type Member, runTogether } from '../graph/run.js';
import { sizeOf } from '../graph/shape.js';
import type { WeightedNode } from '../graph/weighted.js';
import type { DrawnChip, DrawnChips, ReadyLayer } from './chip.js';
import type { Context } from './context.js';
import { type Meter, meter } from './meter.js';
import type { ChipOfTask } from './task.js';

/** A drawn chip that is run, and who watches its layers. */
export interface RunningChip extends Member {
  readonly chip: DrawnChip;
  readonly meter: Meter;
}

/** A chip of a set to run; `end` receives the logits of every batch. */
export const runningChip = (
  chip: DrawnChip,
  asked: readonly AddedMetric[],
  end: Member['end'],
): RunningChip => ({
  chip,
  meter: meter(asked),
  layerAt: (node: WeightedNode) => chip.ready.get(node.name),
  end,
});

export const askedOf = (
  { plan }: Pick<Context, 'plan'>,
  chip: Pick<ChipOfTask, 'experiment' | 'point' | 'trial'>,
): AddedMetric[] =>
  chip.trial === null ? [] : addedMetrics(plan, plan.experiments[chip.experiment]!, chip.point);

/** Consecutive images [images x ...], the first of them at the place `first` of the data's test images. */
export interface Images {
  readonly batch: Float32Array;
  readonly images: number;
  readonly first: number;
}

/** Outputs of layers that were wanted, and those computed [images x layers]. */
export interface OutputCount {
  outputs: number;
  computed: number;
}

interface Run {
  readonly context: Context;
  readonly drawn: DrawnChips;
  readonly images: Images;
}

/** What the images themselves drive, coded once for all chips; null for other inputs, and where there is no room. */
function codedOnce(
  { context, drawn, images }: Run,
  input: Float32Array,
  coding: InputCoding,
): Float32Array | null {
  if (input !== images.batch || coding.bits === null) return null;
  const { kernels, driven } = context;
  const place = { data: drawn.subject.data, first: images.first, input, coding };
  return driven.at(place, (out) => kernels.pointwise.quantise(input, coding, out));
}

function readReady(
  run: Run,
  ready: ReadyLayer,
  sharing: readonly RunningChip[],
  ...[, input, images, shape, take]: Parameters<LayerRunner>
): Float32Array {
  const { layer, read } = ready;
  const { node, coding } = layer;
  const { kernels, buffers } = run.context;
  const out = take!(images * sizeOf(node.shape));
  const { first } = run.images;
  const readFrom = (driven: Float32Array, activations = false): ReadTally =>
    readNode(kernels, node, read, { driven, activations, images, first, shape }, out);
  const coded = codedOnce(run, input, coding);
  const tally =
    coded !== null
      ? readFrom(coded)
      : drivesItself(kernels, node, read)
        ? readFrom(input, true)
        : withDriven(kernels, buffers, input, coding, readFrom);
  for (const chip of sharing) chip.meter.count(node.name, tally);
  return out;
}

/** Shows what a layer gave to the chips that compare it with software. */
function compare(
  { context, drawn }: Run,
  sharing: readonly RunningChip[],
  out: Float32Array,
  ...of: Parameters<LayerRunner>
): void {
  const [{ name }] = of;
  const comparing = sharing.filter((chip) => chip.meter.compares(name));
  if (comparing.length === 0) return;
  const reference = context.softwareOf(drawn.subject).layer(...of);
  const bias = context.weightsOf(drawn.subject)[`${name}.bias`]!.data;
  for (const chip of comparing) chip.meter.compare(name, out, reference, bias);
  context.buffers.give(reference);
}

/** Runs images through chips of one set: analog layers on their arrays, the rest in software. */
export function runChips(
  context: Context,
  drawn: DrawnChips,
  members: readonly RunningChip[],
  { nodes, ...images }: Images & { readonly nodes: readonly PlanNode[] },
  count: OutputCount = { outputs: 0, computed: 0 },
): void {
  const run: Run = { context, drawn, images };
  const software = context.softwareOf(drawn.subject);
  runTogether<RunningChip>({
    nodes,
    batch: images.batch,
    images: images.images,
    members,
    pointwise: context.kernels.pointwise,
    buffers: context.buffers,
    layer(sharing, ...of) {
      const [node] = of;
      if (!isAnalogNode(node)) return software.layer(...of);
      count.outputs += sharing.length * images.images;
      count.computed += images.images;
      const ready = sharing[0]!.chip.ready.get(node.name);
      const out = ready === undefined ? software.layer(...of) : readReady(run, ready, sharing, ...of);
      compare(run, sharing, out, ...of);
      return out;
    },
  });
}
