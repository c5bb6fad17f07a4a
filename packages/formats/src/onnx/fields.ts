import protobuf from 'protobufjs/light.js';
import { FormatError, wholeText } from '../failure.js';

/** Most fields that the nodes, tensors and names of a model may have together: each costs memory, whatever its size. */
const MOST_FIELDS = 1_000_000;

/** Messages inside messages by field number: a model holds a graph, a graph nodes and values, a node attributes. */
interface Nest {
  readonly [field: number]: Nest;
}

const tensor: Nest = { 13: {} };
const value: Nest = { 2: { 1: { 2: { 1: {} } } } };
const nest: Nest = {
  7: { 1: { 5: { 5: tensor } }, 5: tensor, 11: value, 12: value, 15: {} },
  8: {},
};

/** Fails where a model has more fields than memory should hold. Throws FormatError, or protobuf.js's RangeError for broken bytes. */
export function checkFields(bytes: Uint8Array): void {
  const reader = protobuf.Reader.create(bytes);
  let count = 0;
  const walk = (end: number, inner: Nest): void => {
    while (reader.pos < end) {
      const tag = reader.uint32();
      if (++count > MOST_FIELDS) throw tooMany();
      const below = inner[tag >>> 3];
      if (below === undefined || (tag & 7) !== 2) reader.skipType(tag & 7);
      else {
        const length = reader.uint32();
        if (reader.pos + length > end) throw new RangeError('a message is longer than what holds it');
        walk(reader.pos + length, below);
      }
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
