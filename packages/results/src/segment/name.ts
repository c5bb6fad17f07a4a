/** Trials [first, last] that a segment holds. */
export interface Block {
  readonly first: number;
  readonly last: number;
}

const digits = (trial: number): string => String(trial).padStart(8, '0');

/** `00000000-00000063.parquet`: a segment's name, from its block of trials. */
export const segmentName = ({ first, last }: Block): string => `${digits(first)}-${digits(last)}.parquet`;

/** The checksum's name beside it. */
export const checksumName = (segment: string): string => `${segment}.sha256`;

/** The block of a segment's name, or undefined for another file. */
export function blockOf(name: string): Block | undefined {
  const match = /^(\d{8,})-(\d{8,})\.parquet$/.exec(name);
  return match === null ? undefined : { first: Number(match[1]), last: Number(match[2]) };
}
