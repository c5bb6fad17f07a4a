import type { Dataset } from 'jsfive';
import { corrupt, excerpt, oversize, bytesText, truncated } from '../failure.js';
import { GREATEST_RATIO } from '../inflate.js';
import { DEFAULT_LIMIT } from '../unpack.js';
import { type Chunk, chunksOf } from './chunk-index.js';
import { checkFilters, type Filter, isCompressed, unfiltered } from './filters.js';

const product = (sizes: readonly number[]): number => sizes.reduce((a, b) => a * b, 1);

/** An array in chunks: its shape, that of a chunk, bytes of a value. */
interface Grid {
  readonly shape: readonly number[];
  readonly chunk: readonly number[];
  readonly width: number;
}

/** Copies what of a chunk lies inside the array, run by run along the last axis. */
function place(bytes: Uint8Array, { start }: Chunk, { shape, chunk, width }: Grid, out: Uint8Array): void {
  const last = shape.length - 1;
  const inside = shape.map((size, axis) => Math.min(chunk[axis], size - start[axis]));
  const index = inside.map(() => 0);
  for (let run = product(inside.slice(0, last)); run > 0; run--) {
    let [from, to] = [0, 0];
    index.forEach((at, axis) => {
      from = from * chunk[axis] + at;
      to = to * shape[axis] + start[axis] + at;
    });
    out.set(bytes.subarray(from * width, (from + inside[last]) * width), to * width);
    for (let axis = last - 1; axis >= 0 && ++index[axis] === inside[axis]; axis--) index[axis] = 0;
  }
}

/** The grid, once its sizes can be what a file of so many bytes holds. */
function checkedGrid(data: Dataset, width: number, filters: readonly Filter[], bytes: number): Grid {
  const { shape } = data;
  const chunk = data._dataobjects.chunks ?? [];
  const fits = shape.length > 0 && chunk.length === shape.length && chunk.every((size) => size >= 1);
  if (!fits) throw corrupt('The HDF5 file', 'the chunks of an array do not fit it');
  const most = Math.min(DEFAULT_LIMIT, isCompressed(filters) ? bytes * GREATEST_RATIO : bytes);
  const largest = Math.max(product(chunk), product(shape)) * width;
  if (largest > most) throw oversize(most, bytesText(largest), 'An array of the HDF5 file');
  return { shape, chunk, width };
}

/**
 * The bytes of an array that lies in chunks, as values of `width` bytes in C order. Throws FormatError; nothing is allocated that the
 * file could not hold.
 */
export function chunkedBytes(data: Dataset, file: ArrayBuffer, name: string, width: number): Uint8Array {
  const header = data._dataobjects;
  const filters = (header.filter_pipeline ?? []).map((filter) => ({ id: filter.get('filter_id') ?? 0 }));
  checkFilters(filters, name);
  const grid = checkedGrid(data, width, filters, file.byteLength);
  const wanted = product(grid.shape.map((size, axis) => Math.ceil(size / grid.chunk[axis])));
  const size = product(grid.chunk) * width;
  const chunks = chunksOf(new DataView(file), header._chunk_address, grid.shape.length, wanted);
  const starts = new Set(chunks.map(({ start }) => start.join()));
  const onGrid = chunks.every(({ start }) =>
    start.every((at, axis) => at % grid.chunk[axis] === 0 && at < grid.shape[axis]),
  );
  if (starts.size !== wanted || !onGrid)
    throw corrupt(`Array ${excerpt(name)}`, `${starts.size} of its ${wanted} chunks are there`);
  const out = new Uint8Array(product(grid.shape) * width);
  for (const chunk of chunks) {
    const packed = new Uint8Array(file).subarray(chunk.at, chunk.at + chunk.bytes);
    if (packed.length < chunk.bytes) throw truncated(chunk.at + chunk.bytes, file.byteLength);
    const bytes = unfiltered(packed, filters, chunk.skipped, width, size);
    if (bytes.length !== size)
      throw corrupt(`Array ${excerpt(name)}`, `a chunk holds ${bytes.length} bytes, not ${size}`);
    place(bytes, chunk, grid, out);
  }
  return out;
}
