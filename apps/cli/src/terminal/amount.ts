const prefixes = ['', 'k', 'M', 'G', 'T', 'P'];

/** Three digits and a prefix: `3.7 G`, `101 k`. */
export function amount(value: number): string {
  let scaled = value;
  let index = 0;
  while (scaled >= 1000 && index < prefixes.length - 1) {
    scaled /= 1000;
    index++;
  }
  return index === 0 ? String(Math.round(scaled)) : `${Number(scaled.toPrecision(3))} ${prefixes[index]}`;
}

/** `1 chip`, `20 chips`. */
export const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

/** Bytes in binary units: `512 MiB`. */
export function bytes(value: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let scaled = value;
  let index = 0;
  while (scaled >= 1024 && index < units.length - 1) {
    scaled /= 1024;
    index++;
  }
  return `${Number(scaled.toPrecision(3))} ${units[index]}`;
}
