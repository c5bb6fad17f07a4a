import type { Chip } from '@kirchhoff/model';
import { isAnalogNode, type PlanChip, type PlanMapping, type PlanNetwork } from '@kirchhoff/plan';
import type { Problems } from '../problems.js';
import { cellsPerWeight, outputsPerArray, referenceColumns } from './cells.js';
import { countArrays, mapLayer } from './layer.js';
import { memoryOf } from './memory.js';

/** Arrays that one layer may take: more are a slip of the finger. */
const mostArrays = 100_000;

interface Context {
  readonly origin: Chip['origin'];
  readonly problems: Problems;
}

function weightTooWide(chip: PlanChip, { origin, problems }: Context): void {
  problems.add({
    code: 'K506',
    origin,
    setting: `an array with ${chip.array.columns} bit lines`,
    reason: `a weight takes ${cellsPerWeight(chip)} cells on one word line${
      referenceColumns(chip) > 0 ? ` beside ${referenceColumns(chip)} reference columns` : ''
    }`,
    fix: 'array { size = 128 x 128 }',
  });
}

/** Every layer that is not kept digital, on arrays of this chip; undefined where faults were reported. */
export function mapNetwork(
  network: PlanNetwork,
  chip: PlanChip,
  keepDigital: readonly string[],
  context: Context,
): PlanMapping | undefined {
  if (outputsPerArray(chip) < 1) {
    weightTooWide(chip, context);
    return undefined;
  }
  const nodes = network.nodes.filter(isAnalogNode).filter((node) => !keepDigital.includes(node.name));
  const large = nodes.find((node) => countArrays(node, chip) > mostArrays);
  if (large !== undefined) {
    context.problems.add({
      code: 'K505',
      origin: context.origin,
      what: `layer ${large.name} on arrays of ${chip.array.rows} x ${chip.array.columns}`,
      limit: `${mostArrays} arrays`,
      found: `${countArrays(large, chip)} arrays`,
    });
    return undefined;
  }
  const layers = nodes.map((node) => mapLayer(node, chip));
  return { layers, ...memoryOf(network, layers, chip) };
}
