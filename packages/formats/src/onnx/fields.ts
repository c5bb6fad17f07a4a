import protobuf from 'protobufjs/light.js';
import { bytesText, FormatError, wholeText } from '../failure.js';

/** Most fields that the nodes, tensors and names of a model may have together: each costs memory, whatever its size. */
const MOST_FIELDS = 1_000_000;
/** Most memory that lists of whole numbers may take together [bytes]: one of a byte in the file becomes a number or an object. */
const MOST_LISTED = 2 ** 30;

/**
 * Messages inside messages by field number: a model holds a graph, a graph nodes and values, a node attributes. A number stands for
 * a list of whole numbers: the memory that one byte of it can take.
 */
interface Nest {
  readonly [field: number]: Nest | number;
}

const INT32 = 8;
const INT64 = 48;
const tensor: Nest = { 1: INT64, 5: INT32, 7: INT64, 13: {} };
const value: Nest = { 2: { 1: { 2: { 1: {} } } } };
const nest: Nest = {
  7: { 1: { 5: { 5: tensor, 8: INT64 } }, 5: tensor, 11: value, 12: value, 15: { 1: tensor } },
  8: {},
};

/** Fails where a model has more fields, or longer lists, than memory should hold. Throws FormatError, or protobuf.js's RangeError for broken bytes. */
export function checkFields(bytes: Uint8Array): void {
  const reader = protobuf.Reader.create(bytes);
  let count = 0;
  let listed = 0;
  const enter = (below: Nest | number, end: number): void => {
    const length = reader.uint32();
    if (reader.pos + length > end) throw new RangeError('a message is longer than what holds it');
    if (typeof below !== 'number') return walk(reader.pos + length, below);
    listed += length * below;
    if (listed > MOST_LISTED) throw tooLong();
    reader.skip(length);
  };
  const walk = (end: number, inner: Nest): void => {
    while (reader.pos < end) {
      const tag = reader.uint32();
      if (++count > MOST_FIELDS) throw tooMany();
      const below = inner[tag >>> 3];
      if (below === undefined || (tag & 7) !== 2) reader.skipType(tag & 7);
      else enter(below, end);
    }
  };
  walk(bytes.length, nest);
}

const tooMany = (): FormatError =>
  new FormatError(`The model has more than ${wholeText(MOST_FIELDS)} fields.`, {
    kind: 'oversize',
    expected: `at most ${wholeText(MOST_FIELDS)} fields`,
    found: 'more',
  });

const tooLong = (): FormatError =>
  new FormatError(`The model's lists of whole numbers take more than ${bytesText(MOST_LISTED)} of memory.`, {
    kind: 'oversize',
    expected: 'weights as raw data',
    found: 'lists of whole numbers',
  });
