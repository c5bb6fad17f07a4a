import { forPatches } from '@kirchhoff/kernels';
import type { AnalogNode, PlanNetwork } from '@kirchhoff/plan';

/** Rows of driven inputs of one group of a layer, as kernels take them. */
export interface Rows {
  readonly group: number;
  readonly inputs: Float32Array;
  readonly inputStride: number;
  readonly inputColumn: number;
  readonly count: number;
  /** Place of the first row among all rows of the activations. */
  readonly first: number;
}

/** Cuts driven activations [images x ...] into the rows that a layer's groups take: whole images, or patches in pieces. */
export function forRows(
  node: AnalogNode,
  network: PlanNetwork,
  driven: Float32Array,
  use: (rows: Rows) => void,
): void {
  if (node.op === 'dense') {
    const count = driven.length / node.inputSize;
    use({ group: 0, inputs: driven, inputStride: node.inputSize, inputColumn: 0, count, first: 0 });
    return;
  }
  const [height, width, channels] = network.nodes.find(({ name }) => name === node.inputs[0])!.shape as [
    number,
    number,
    number,
  ];
  const images = driven.length / (height * width * channels);
  const { groups } = node;
  const inputs = (node.size[0] * node.size[1] * channels) / groups;
  const convolution = { input: driven, images, shape: { height, width, channels }, window: node };
  forPatches(convolution, (patches, first, count) => {
    for (let group = 0; group < groups; group++)
      use({
        group,
        inputs: patches,
        inputStride: groups * inputs,
        inputColumn: group * inputs,
        count,
        first,
      });
  });
}
