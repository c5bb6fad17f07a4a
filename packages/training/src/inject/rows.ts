import { forPatches, type Patches } from '@kirchhoff/kernels';
import type { AnalogNode, ConvNode, PlanNetwork } from '@kirchhoff/plan';

/** Rows of driven inputs of one group of a layer, as kernels take them: as they are, or as the images whose patches they are. */
export interface Rows {
  readonly group: number;
  readonly inputs: Float32Array;
  readonly inputStride?: number;
  readonly inputColumn: number;
  readonly patches?: Patches;
  readonly count: number;
  /** Place of the first row among all rows of the activations. */
  readonly first: number;
}

/** Most sums that a layer gives at once where kernels cut the patches: 1 MiB. */
const most = 1 << 18;

function forImages(
  node: ConvNode,
  shape: Patches['shape'],
  driven: Float32Array,
  use: (rows: Rows) => void,
): void {
  const size = shape.height * shape.width * shape.channels;
  const images = driven.length / size;
  const positions = node.shape[0]! * node.shape[1]!;
  const together = Math.max(1, Math.floor(most / (positions * node.outputChannels)));
  const inputs = (node.size[0] * node.size[1] * shape.channels) / node.groups;
  for (let image = 0; image < images; image += together) {
    const count = Math.min(together, images - image);
    const part = driven.subarray(image * size, (image + count) * size);
    const rows = { inputs: part, count: count * positions, first: image * positions };
    for (let group = 0; group < node.groups; group++)
      use({ ...rows, group, inputColumn: group * inputs, patches: { shape, window: node } });
  }
}

/**
 * Cuts driven activations [images x ...] into the rows that a layer's groups take: whole images, or patches in pieces; with
 * `takesPatches` the images of a convolution, for kernels that cut them.
 */
export function forRows(
  node: AnalogNode,
  network: PlanNetwork,
  driven: Float32Array,
  takesPatches: boolean,
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
  const shape = { height, width, channels };
  if (takesPatches) {
    forImages(node, shape, driven, use);
    return;
  }
  const images = driven.length / (height * width * channels);
  const { groups } = node;
  const inputs = (node.size[0] * node.size[1] * channels) / groups;
  forPatches({ input: driven, images, shape, window: node }, (patches, first, count) => {
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
