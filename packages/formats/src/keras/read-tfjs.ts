import { bytesText, excerpt, FormatError, oversize, truncated } from '../failure.js';
import type { ImportedNetwork } from '../network/imported.js';
import { valuesOf } from '../network/limits.js';
import { DEFAULT_LIMIT } from '../unpack.js';
import { fieldsOf, listOf, textOf } from './fields.js';
import { readModel } from './read-model.js';
import { type StoredArray, weightsByName } from './weights.js';

/** Longest model.json [bytes]: it describes layers, their weights lie in other files. */
const MOST_JSON = 2 ** 24;

/** The bytes of a file beside model.json, by the name written there; undefined where there is none. */
export type Sibling = (name: string) => Uint8Array | undefined;

function bad(detail: string): FormatError {
  return new FormatError(`This is no TensorFlow.js layers model: ${detail}.`, {
    kind: 'bad_header',
    expected: 'modelTopology and weightsManifest of a layers model',
    found: detail,
  });
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw bad('it is no JSON, or is cut off');
  }
}

/** A plain name: no folder above, no other disk, no address. */
export function staysInside(name: string): boolean {
  const pieces = name.split('/');
  return (
    name.length > 0 &&
    !/[\\:\0]/.test(name) &&
    pieces.every((piece) => piece !== '' && piece !== '.' && piece !== '..')
  );
}

/** Files of weights, each read once and together not beyond the limit. */
function once(sibling: Sibling): Sibling {
  const names = new Set<string>();
  let total = 0;
  return (name) => {
    if (names.has(name)) throw bad(`it names the file ${excerpt(name)} twice`);
    names.add(name);
    const bytes = sibling(name);
    total += bytes?.length ?? 0;
    if (total > DEFAULT_LIMIT)
      throw oversize(DEFAULT_LIMIT, `at least ${bytesText(total)}`, 'What the files of weights hold');
    return bytes;
  };
}

/** The files of one weight group behind each other. */
function groupBytes(group: unknown, sibling: Sibling): Uint8Array {
  const parts = listOf(fieldsOf(group).paths).map((path) => {
    const name = textOf(path) ?? '';
    if (!staysInside(name))
      throw new FormatError(`The model names a file outside its folder: "${excerpt(name)}".`, {
        kind: 'bad_header',
        expected: 'a file in the folder of the model',
        found: excerpt(name),
      });
    const bytes = sibling(name);
    if (bytes === undefined)
      throw new FormatError(`The weights in ${excerpt(name)} are not there.`, {
        kind: 'truncated',
        expected: `the file ${excerpt(name)} beside the model`,
        found: 'nothing',
      });
    return bytes;
  });
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
  return whole;
}

/** Bytes of one value as stored: quantised weights are whole numbers of one or two bytes. */
const widths: Readonly<Record<string, number>> = { float32: 4, int32: 4, uint8: 1, uint16: 2, bool: 1 };

function floats(bytes: Uint8Array, dtype: string): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const width = widths[dtype];
  return Float32Array.from({ length: bytes.length / width }, (_, i) => {
    const at = i * width;
    if (dtype === 'float32') return view.getFloat32(at, true);
    if (dtype === 'int32') return view.getInt32(at, true);
    return dtype === 'uint16' ? view.getUint16(at, true) : view.getUint8(at);
  });
}

function* arraysOf(group: unknown, bytes: Uint8Array): Generator<readonly [string, StoredArray]> {
  let at = 0;
  for (const each of listOf(fieldsOf(group).weights)) {
    const { name: written, shape: sizes, dtype, quantization } = fieldsOf(each);
    const name = textOf(written) ?? '';
    const shape = listOf(sizes).map((size) => (typeof size === 'number' ? size : NaN));
    const stored = textOf(fieldsOf(quantization).dtype) ?? textOf(dtype) ?? '';
    if (!Object.hasOwn(widths, stored)) throw bad(`weights ${excerpt(name)} are of type ${excerpt(stored)}`);
    const end = at + valuesOf(shape, `weights ${excerpt(name)}`) * widths[stored];
    if (end > bytes.length) throw truncated(end, bytes.length, 'The file of weights');
    const part = bytes.subarray(at, end);
    const { scale, min } = fieldsOf(quantization);
    const read = (): Float32Array => {
      const values = floats(part, stored);
      if (typeof scale !== 'number' || typeof min !== 'number') return values;
      return values.map((value) => value * scale + min);
    };
    yield [name, { shape, read }];
    at = end;
  }
}

/** A TensorFlow.js layers model: its model.json, and the files of weights beside it. Throws FormatError. */
export function readTfjs(bytes: Uint8Array, sibling: Sibling): ImportedNetwork {
  if (bytes.length > MOST_JSON) throw oversize(MOST_JSON, bytesText(bytes.length), 'The model.json');
  const model = fieldsOf(parsed(bytes));
  if (model.format === 'graph-model') throw bad('it is a graph model, whose layers are gone');
  const topology = fieldsOf(model.modelTopology);
  const description = 'model_config' in topology ? topology.model_config : topology;
  if (!('class_name' in fieldsOf(description))) throw bad('it has no modelTopology');
  const groups = listOf(model.weightsManifest);
  const reader = once(sibling);
  const arrays = groups.flatMap((group) => [...arraysOf(group, groupBytes(group, reader))]);
  return readModel(description, weightsByName(arrays));
}
