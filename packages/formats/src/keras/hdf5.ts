import { createContext, runInContext } from 'node:vm';
import { bytesText, corrupt, FormatError, oversize, unsupported } from '../failure.js';
import { DEFAULT_LIMIT } from '../unpack.js';

const SIGNATURE = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];
/** Longest time that reading a file may take [ms]: a damaged file can send its reader round in circles. */
const LONGEST = 60_000;

/** Fails for bytes that are no HDF5 file, and for one whose groups are linked so that reading them would not end. */
export function checkHdf5(bytes: Uint8Array): void {
  if (bytes.length > DEFAULT_LIMIT) throw oversize(DEFAULT_LIMIT, bytesText(bytes.length), 'The HDF5 file');
  if (!SIGNATURE.every((byte, i) => bytes[i] === byte))
    throw new FormatError('This is no HDF5 file: it does not begin with 89 and HDF.', {
      kind: 'bad_magic',
      expected: '\\x89HDF',
      found: [...bytes.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join(' '),
      at: { byte: 0 },
    });
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  checkTrees(file);
  if (file.includes('FRHP\0'))
    throw unsupported('groups in fractal heaps', 'files in the layout that Keras writes');
}

/** Nodes above the leaves of a group's version 1 B-tree (HDF5 file format, III.A.1) name different nodes below them, each once. */
function checkTrees(file: Buffer): void {
  const children = new Set<bigint>();
  for (let at = file.indexOf('TREE'); at >= 0; at = file.indexOf('TREE', at + 4)) {
    if (at + 24 > file.length || file[at + 4] !== 0 || file[at + 5] === 0) continue;
    const entries = file.readUInt16LE(at + 6);
    for (let entry = 0; entry < entries; entry++) {
      const place = at + 32 + 16 * entry;
      const child = place + 8 <= file.length ? file.readBigUInt64LE(place) : 0n;
      if (children.has(child)) throw corrupt('The HDF5 file', 'two groups share one index');
      children.add(child);
    }
  }
}

/** Does what `act` says within the time limit; whatever the HDF5 library throws becomes one FormatError. */
export function guarded<Result>(act: () => Result, milliseconds = LONGEST): Result {
  try {
    const context = createContext({ act });
    return runInContext('act()', context, { timeout: milliseconds }) as Result;
  } catch (cause) {
    if (cause instanceof FormatError) throw cause;
    const slow = cause instanceof Error && 'code' in cause && cause.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
    throw corrupt('The HDF5 file', slow ? 'reading it does not end' : 'its parts do not fit together');
  }
}
