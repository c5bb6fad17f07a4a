import { FormatError } from '../failure.js';
import type { Draft } from '../network/draft.js';
import { reshaped } from '../network/rearrange.js';
import { integers } from './attributes.js';
import type { GraphProto, NodeProto, ValueInfoProto } from './messages.js';
import { whole } from './messages.js';
import { computed, type Computed } from './value.js';

interface Input {
  readonly name: string;
  readonly value: Computed;
  /** Images of a batch that the file was written for; 1 where it leaves their number open. */
  readonly batch: number;
  /** The name of an input with channels last, which the file turns itself. */
  readonly turned: string | undefined;
}

const bad = (message: string, found: string): FormatError =>
  new FormatError(message, {
    kind: 'unsupported',
    expected: 'one input [images, channels, height, width]',
    found,
  });

/** Sizes of an input; 0 where a size is open. */
const sizesOf = ({ type }: ValueInfoProto): readonly number[] | undefined =>
  type?.tensorType?.shape?.dim.map(({ dimValue }) => whole(dimValue));

/** True where the file keeps channels last and turns its input itself. */
const turnsItself = (name: string, nodes: readonly NodeProto[]): boolean => {
  const readers = nodes.filter(({ input }) => input.includes(name));
  return (
    readers.length > 0 &&
    readers.every((node) => node.opType === 'Transpose' && integers(node, 'perm')?.join() === '0,3,1,2')
  );
};

/** The image: the one input that is no weight. Throws FormatError. */
export function inputOf(
  graph: GraphProto,
  nodes: readonly NodeProto[],
  constants: ReadonlySet<string>,
  draft: Draft,
): Input {
  const read = new Set(nodes.flatMap(({ input }) => input));
  const inputs = graph.input.filter(({ name }) => read.has(name) && !constants.has(name));
  if (inputs.length !== 1)
    throw bad(
      `The model has ${inputs.length} inputs; one image can be the input.`,
      inputs.map(({ name }) => name).join(', '),
    );
  const [input] = inputs;
  const sizes = sizesOf(input) ?? [];
  const [batch = 0, ...image] = sizes;
  if (image.length === 0 || image.some((size) => size < 1))
    throw bad(
      `The size of the model's input is open: ${sizes.map((size) => size || '?').join(' × ') || 'not given'}.`,
      sizes.join(' × '),
    );
  const channelsLast = image.length === 3 && turnsItself(input.name, nodes);
  const shape = imageShape(image, channelsLast);
  const flow = draft.node('input', { op: 'input', shape }, [], shape);
  return {
    name: input.name,
    value: computed(image.length === 2 ? reshaped(draft, 'input_rows', flow, image) : flow),
    batch: batch || 1,
    turned: channelsLast ? input.name : undefined,
  };
}

/** [height, width, channels] of a file's [channels, height, width] or [height, width]; a list stays a list. */
function imageShape(image: readonly number[], channelsLast: boolean): readonly number[] {
  if (image.length === 2) return [image[0], image[1], 1];
  if (image.length !== 3 || channelsLast) return image;
  return [image[1], image[2], image[0]];
}
