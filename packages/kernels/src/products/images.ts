import { type ImageShape, sizeOf, windowPositions } from '../digital/window.js';
import type { Patches } from './kernels.js';
import { demand, type ResolvedOperands } from './operands.js';

/** The images under the window of a call. */
export interface PatchedImages {
  readonly count: number;
  /** Positions of the window on one image; channels are those of the images. */
  readonly places: ImageShape;
  /** First channel of the group, and its channels. */
  readonly firstChannel: number;
  readonly channels: number;
}

/** What the patches of a plane are made of; throws unless the images hold every patch of the call. */
export function patchedImages(
  { shape, window, own = false }: Patches,
  operands: ResolvedOperands,
  { inputs, outputs }: { readonly inputs: number; readonly outputs: number },
): PatchedImages {
  const places = windowPositions(shape, window);
  const taps = window.size[0] * window.size[1];
  const count = operands.count === 0 ? 0 : operands.count / (places.height * places.width);
  const [firstChannel, channels] = [operands.inputColumn / taps, own ? outputs : inputs / taps];
  demand(Number.isInteger(count), 'patches are those of whole images');
  demand(
    !own || (inputs === taps && operands.order === 'rows'),
    'a channel of its own is a window of pixels',
  );
  demand(count * sizeOf(shape) <= operands.inputs.length, 'an array holds all its images');
  demand(
    Number.isInteger(firstChannel) && Number.isInteger(channels) && firstChannel + channels <= shape.channels,
    'a group has whole channels of its images',
  );
  return { count, places, firstChannel, channels };
}
