import { isAnalogNode, type Plan, type PlanChip, type PlanPoint } from '@kirchhoff/plan';
import type { Calibration } from './task.js';
import { idealChip } from './draw.js';

/** A layer of a network as a chip has it: texts that are equal where what they stand for is. The draws of a chip are not in them. */
export interface LayerIdentity {
  readonly node: string;
  /** Cells as they are programmed. */
  readonly cells: string;
  /** The same through the wires of their arrays. */
  readonly wired: string;
  /** Outputs for given inputs. */
  readonly outputs: string;
  /** Whether draws of the chip take part. */
  readonly varies: boolean;
}

/** What the layers of a chip depend on beside the plan. */
export interface IdentityInputs {
  readonly inputs: Calibration['inputs'];
  /** Names the calibration of the converters; null where they have none. */
  readonly ranges: string | null;
  /** False for the ideal chip. */
  readonly real: boolean;
}

/** All parts of a text that cells depend on; the rest of a device takes part in reading alone. */
function cellsOf(chip: PlanChip, columnTiles: unknown, observed: unknown, varies: boolean): string {
  const { device, weights, inputs } = chip;
  const { onState, onOffRatio, levels } = device;
  return JSON.stringify([
    weights,
    [onState, onOffRatio, levels],
    weights.bias === 'row' ? [inputs, observed] : null,
    weights.scheme === 'reference_column' ? columnTiles : null,
    varies ? [{ ...device, readNoise: null }, inputs.readVoltage] : null,
  ]);
}

/** The dense and conv layers of a point in network order; layers in software, all with the same weights, are alike. */
export function layerIdentities(
  plan: Plan,
  point: PlanPoint,
  { inputs, ranges, real }: IdentityInputs,
): LayerIdentity[] {
  const whole = plan.chips[point.chip]!;
  const chip = real ? whole : idealChip(whole);
  const places = new Map(plan.mappings[point.mapping]!.layers.map((layer) => [layer.node, layer]));
  return plan.networks[point.network]!.nodes.filter(isAnalogNode).map(({ name: node }): LayerIdentity => {
    const place = places.get(node);
    if (place === undefined) return { node, cells: '', wired: '', outputs: '', varies: false };
    const varies = real && (point.vary === null || point.vary.includes(node));
    const observed = inputs[node] ?? null;
    const { rowTiles, rowGroups, columnTiles } = place;
    const { array, adc, device } = chip;
    const cells = cellsOf(chip, columnTiles, observed, varies);
    const wired = JSON.stringify([cells, array, rowTiles, columnTiles]);
    const draws = varies ? [device.readNoise, device.drift] : null;
    const outputs = JSON.stringify([wired, rowGroups, chip.inputs, observed, adc, ranges, draws]);
    return { node, cells, wired, outputs, varies };
  });
}
