import { type ChunkSize, type Pass, roundUp, rowWords, turnedRows, TURNED_TOGETHER } from './layout.js';
import { type Band, bandOf, bandsOf, positionsOf } from './window.js';

/** Inputs and outputs of one chunk stay in the second cache. */
const CHUNK_BYTES = 512 * 1024;

/** The same where bits are driven one by one: tables are built anew for every chunk, which costs more than memory farther away. */
const SERIAL_CHUNK_BYTES = 8 * 1024 * 1024;
const MOST_SERIAL_ROWS = 1024;

/** Rows [first, first + count) of a pass; a band where they are patches. */
export interface Chunk {
  readonly first: number;
  readonly count: number;
  readonly band: Band | null;
}

/** Rows of a chunk are a multiple of those that are summed up and converted together. */
const unitOf = (pass: Pass): number => (turnedRows(pass) > 0 ? TURNED_TOGETHER : 4);

export function chunkSize(pass: Pass): ChunkSize {
  const { operands, window } = pass;
  const serial = pass.bits > 0;
  const words = (serial ? SERIAL_CHUNK_BYTES : CHUNK_BYTES) / 4;
  if (window !== null) {
    const band = bandOf(window, rowWords(pass), words);
    return { rows: positionsOf(window, { ...band, image: 0, top: 0 }), band };
  }
  const fitting = Math.min(
    serial ? MOST_SERIAL_ROWS : Infinity,
    Math.floor(words / Math.max(1, rowWords(pass))),
  );
  const unit = unitOf(pass);
  return {
    rows: Math.min(roundUp(operands.count, 4), Math.max(unit, fitting - (fitting % unit))),
    band: null,
  };
}

/** All rows of a pass. */
export function* chunksOf({ operands, window }: Pass, { rows, band }: ChunkSize): Generator<Chunk> {
  if (window === null || band === null) {
    for (let first = 0; first < operands.count; first += rows)
      yield { first, count: Math.min(rows, operands.count - first), band: null };
    return;
  }
  let first = 0;
  for (const each of bandsOf(window, band)) {
    const count = positionsOf(window, each);
    yield { first, count, band: each };
    first += count;
  }
}
