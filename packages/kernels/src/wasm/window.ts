import { sizeOf } from '../digital/window.js';
import { type PatchedImages, patchedImages } from '../products/images.js';
import type { Patches } from '../products/kernels.js';
import { demand, type ResolvedOperands } from '../products/operands.js';
import type { Workspace } from './workspace.js';

/** Fields of the record that assembly/patches.ts names, in its order; addresses in bytes. */
const FIELDS = [
  'images',
  'source',
  'sourceRows',
  'width',
  'channels',
  'firstChannel',
  'groupChannels',
  'own',
  'padded',
  'paddedRows',
  'paddedWidth',
  'above',
  'left',
  'sizeDown',
  'sizeAcross',
  'strideDown',
  'strideAcross',
  'dilationDown',
  'dilationAcross',
  'outRows',
  'outWidth',
  'origins',
  'offsets',
  'steps',
] as const;

type WindowRecord = Readonly<Record<(typeof FIELDS)[number], number>>;

/** Images whose patches are the input rows of a pass. */
export interface Windowed {
  readonly patches: Patches;
  readonly images: PatchedImages;
}

/** Output rows [top, top + rows) of images [image, image + images): what one chunk holds. */
export interface Band {
  readonly image: number;
  readonly images: number;
  readonly top: number;
  readonly rows: number;
}

/** Word offsets in the workspace. */
export interface WindowLayout {
  readonly record: number;
  readonly source: number;
  readonly padded: number;
  readonly origins: number;
  readonly offsets: number;
  readonly steps: number;
}

export const windowed = (
  patches: Patches,
  operands: ResolvedOperands,
  plane: Parameters<typeof patchedImages>[2],
): Windowed => {
  demand(patches.pixels !== true, 'these kernels take channels one after the other');
  return { patches, images: patchedImages(patches, operands, plane) };
};

/** Pixels that `positions` windows cover in one direction. */
const covered = (positions: number, size: number, stride: number, dilation: number): number =>
  (positions - 1) * stride + (size - 1) * dilation + 1;

/** Sizes of one padded image of a band. */
function paddedSize({ patches: { window }, images: { places } }: Windowed, rows: number) {
  const { size, stride, dilation = [1, 1] } = window;
  return {
    height: covered(rows, size[0], stride[0], dilation[0]),
    width: covered(places.width, size[1], stride[1], dilation[1]),
  };
}

/** Words of one image of a band, as it comes and padded. */
function imageWords(of: Windowed, rows: number): { source: number; padded: number } {
  const { shape } = of.patches;
  const { height, width } = paddedSize(of, rows);
  return {
    source: Math.min(height, shape.height) * shape.width * shape.channels,
    padded: height * width * of.images.channels,
  };
}

/** Largest band of at most `limit` words, `position` of them for every position beside its images: whole images, or rows of one. */
export function bandOf(of: Windowed, position: number, limit: number): Pick<Band, 'images' | 'rows'> {
  const { count, places } = of.images;
  const wordsOf = (rows: number): number => {
    const { source, padded } = imageWords(of, rows);
    return source + padded + rows * places.width * (position + 1);
  };
  const whole = Math.floor(limit / wordsOf(places.height));
  if (whole >= 1) return { images: Math.min(whole, count), rows: places.height };
  const each = (wordsOf(places.height) - wordsOf(1)) / Math.max(1, places.height - 1);
  return { images: 1, rows: Math.max(1, Math.floor((limit - wordsOf(1)) / each)) };
}

/** The bands of all images, one after the other in the order of their positions. */
export function* bandsOf({ images: { count, places } }: Windowed, most: Pick<Band, 'images' | 'rows'>) {
  for (let image = 0; image < count; image += most.images)
    for (let top = 0; top < places.height; top += most.rows)
      yield {
        image,
        images: Math.min(most.images, count - image),
        top,
        rows: Math.min(most.rows, places.height - top),
      } satisfies Band;
}

export const positionsOf = ({ images: { places } }: Windowed, { images, rows }: Band): number =>
  images * rows * places.width;

/** Words read beyond the last pixel. */
const SLACK = 8;

/** Takes room for the largest band. */
export function layOutWindow(
  of: Windowed,
  { images, rows }: Pick<Band, 'images' | 'rows'>,
  inputs: number,
  take: (words: number) => number,
): WindowLayout {
  const { source, padded } = imageWords(of, rows);
  return {
    record: take(FIELDS.length),
    source: take(images * source),
    // Whole vectors of channels are read.
    padded: take(images * padded + SLACK),
    origins: take(images * rows * of.images.places.width),
    offsets: take(inputs),
    steps: take(inputs),
  };
}

/** Copies the input rows under a band into the workspace and writes its record; returns the values copied. */
export function writeBand(
  of: Windowed,
  band: Band,
  at: WindowLayout,
  { address, words, floats }: Workspace,
  inputs: Float32Array,
): number {
  const addressOf = (offset: number): number => address + 4 * offset;
  const { shape, window, own = false } = of.patches;
  const { size, stride, padding, dilation = [1, 1] } = window;
  const { height, width } = paddedSize(of, band.rows);
  const top = band.top * stride[0] - padding[0];
  const first = Math.min(Math.max(0, top), shape.height);
  const sourceRows = Math.max(0, Math.min(shape.height, top + height) - first);
  const row = shape.width * shape.channels;
  for (let image = 0; image < band.images; image++) {
    const from = (band.image + image) * sizeOf(shape) + first * row;
    floats.set(inputs.subarray(from, from + sourceRows * row), at.source + image * sourceRows * row);
  }
  const record: WindowRecord = {
    images: band.images,
    source: addressOf(at.source),
    sourceRows,
    width: shape.width,
    channels: shape.channels,
    firstChannel: of.images.firstChannel,
    groupChannels: of.images.channels,
    own: Number(own),
    padded: addressOf(at.padded),
    paddedRows: height,
    paddedWidth: width,
    above: first - top,
    left: padding[2],
    sizeDown: size[0],
    sizeAcross: size[1],
    strideDown: stride[0],
    strideAcross: stride[1],
    dilationDown: dilation[0],
    dilationAcross: dilation[1],
    outRows: band.rows,
    outWidth: of.images.places.width,
    origins: addressOf(at.origins),
    offsets: addressOf(at.offsets),
    steps: addressOf(at.steps),
  };
  FIELDS.forEach((field, i) => (words[at.record + i] = record[field]));
  return band.images * sourceRows * row;
}
