import type { NamedArrays, PlanNode } from '@kirchhoff/plan';

type Image = { readonly shape: readonly number[]; readonly data: readonly number[] };
type Windowed = Extract<PlanNode, { op: 'conv' | 'max_pool' | 'average_pool' }>;

/** Value of a pixel; undefined in the border. */
function pixel({ shape, data }: Image, y: number, x: number, channel: number): number | undefined {
  const [height, width, channels] = shape as [number, number, number];
  if (y < 0 || x < 0 || y >= height || x >= width) return undefined;
  return data[(y * width + x) * channels + channel]!;
}

/** Walks over the outputs of a window: the pixels below it, by tap. */
function slide(
  node: Windowed,
  image: Image,
  channelsOf: (output: number) => readonly number[],
  value: (taps: (number | undefined)[][], output: number) => number,
): number[] {
  const [height, width, outputs] = node.shape as [number, number, number];
  const [down, along] = node.dilation ?? [1, 1];
  const out: number[] = [];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let output = 0; output < outputs; output++) {
        const taps: (number | undefined)[][] = [];
        for (let row = 0; row < node.size[0]; row++)
          for (let column = 0; column < node.size[1]; column++) {
            const top = y * node.stride[0] - node.padding[0] + row * down;
            const left = x * node.stride[1] - node.padding[2] + column * along;
            taps.push(channelsOf(output).map((channel) => pixel(image, top, left, channel)));
          }
        out.push(value(taps, output));
      }
  return out;
}

function analog(
  node: Extract<PlanNode, { op: 'dense' | 'conv' }>,
  image: Image,
  weights: NamedArrays,
): number[] {
  const { data } = weights[`${node.name}.weights`]!;
  const bias = weights[`${node.name}.bias`]!.data;
  if (node.op === 'dense')
    return [...bias].map((start, output) =>
      image.data.reduce((sum, value, input) => sum + value * data[input * node.outputSize + output]!, start),
    );
  const perGroup = node.inputChannels / node.groups;
  const groupOf = (output: number): number => Math.floor(output / (node.outputChannels / node.groups));
  const channelsOf = (output: number): number[] =>
    Array.from({ length: perGroup }, (_, channel) => groupOf(output) * perGroup + channel);
  return slide(node, image, channelsOf, (taps, output) =>
    taps
      .flatMap((channels, tap) =>
        channels.map(
          (value, channel) => (value ?? 0) * data[(tap * perGroup + channel) * node.outputChannels + output]!,
        ),
      )
      .reduce((sum, product) => sum + product, bias[output]!),
  );
}

const pointwise: Readonly<Record<string, (x: number) => number>> = {
  flatten: (x) => x,
  dropout: (x) => x,
  relu: (x) => Math.max(0, x),
  relu6: (x) => Math.min(6, Math.max(0, x)),
  leaky_relu: (x) => (x > 0 ? x : 0.01 * x),
  hard_swish: (x) => (x * Math.min(6, Math.max(0, x + 3))) / 6,
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  tanh: Math.tanh,
};

function pooled(node: Windowed, image: Image): number[] {
  return slide(
    node,
    image,
    (output) => [output],
    (taps) => {
      const inside = taps.flat().filter((value) => value !== undefined);
      return node.op === 'max_pool'
        ? Math.max(...inside)
        : inside.reduce((sum, value) => sum + value, 0) / inside.length;
    },
  );
}

function padded(node: Extract<PlanNode, { op: 'pad' }>, image: Image): number[] {
  const [height, width, channels] = node.shape as [number, number, number];
  return Array.from({ length: height * width * channels }, (_, at) => {
    const [y, x] = [Math.floor(at / (width * channels)), Math.floor(at / channels) % width];
    return pixel(image, y - node.padding[0], x - node.padding[2], at % channels) ?? 0;
  });
}

function valueOf(node: PlanNode, inputs: readonly Image[], weights: NamedArrays): number[] {
  const [image, other] = inputs as [Image, Image | undefined];
  switch (node.op) {
    case 'dense':
    case 'conv':
      return analog(node, image, weights);
    case 'max_pool':
    case 'average_pool':
      return pooled(node, image);
    case 'pad':
      return padded(node, image);
    case 'add':
      return image.data.map((value, at) => value + other!.data[at]!);
    case 'global_average_pool': {
      const channels = node.shape[0]!;
      const pixels = image.data.length / channels;
      return Array.from({ length: channels }, (_, channel) =>
        image.data.reduce((sum, value, at) => (at % channels === channel ? sum + value / pixels : sum), 0),
      );
    }
    case 'softmax': {
      const sum = image.data.reduce((total, value) => total + Math.exp(value), 0);
      return image.data.map((value) => Math.exp(value) / sum);
    }
    default:
      return image.data.map(pointwise[node.op]!);
  }
}

/** A network on one image in float64, node by node, as its definition reads. */
export function naiveNetwork(
  nodes: readonly PlanNode[],
  image: readonly number[],
  weights: NamedArrays,
): readonly number[] {
  const values = new Map<string, Image>();
  for (const node of nodes) {
    const inputs = node.inputs.map((name) => values.get(name)!);
    const data = node.op === 'input' ? image : valueOf(node, inputs, weights);
    values.set(node.name, { shape: node.shape, data });
  }
  return values.get(nodes.at(-1)!.name)!.data;
}
