import { type Columns, rowsOf } from '../columns.js';
import { writeDurable } from '../files/durable.js';
import { sha256 } from '../files/sha256.js';
import { encodeSegment } from './encode.js';
import { checksumName, segmentName } from './name.js';

/**
 * Writes rows of consecutive trials as one segment and returns its name. The checksum appears first, so a segment that can be
 * seen has one. Throws the system's error.
 */
export async function writeSegment(folder: string, columns: Columns): Promise<string> {
  const trials = columns.trial!;
  const name = segmentName({ first: trials[0]!, last: trials[rowsOf(columns) - 1]! });
  const bytes = encodeSegment(columns);
  const checksum = new TextEncoder().encode(`${sha256(bytes)}  ${name}\n`);
  await writeDurable(folder, [
    { name: checksumName(name), bytes: checksum },
    { name, bytes },
  ]);
  return name;
}
