import protobuf from 'protobufjs/light.js';
import { bytesText, corrupt, FormatError, oversize } from '../failure.js';
import { DEFAULT_LIMIT } from '../unpack.js';
import { checkFields } from './fields.js';
import { type GraphProto, messages, type ModelProto, whole } from './messages.js';

/** Newest operator set that is known. */
const NEWEST_OPSET = 22;

const modelType = protobuf.Root.fromJSON(messages).lookupType('ModelProto');

/** An ONNX model's graph and the version of its operators. */
export interface OnnxModel {
  readonly graph: GraphProto;
  /** From 1. */
  readonly opset: number;
}

function decoded(bytes: Uint8Array): ModelProto {
  try {
    checkFields(bytes);
    const reader = protobuf.Reader.create(bytes);
    reader.discardUnknown = true;
    return modelType.decode(reader) as unknown as ModelProto;
  } catch (cause) {
    if (cause instanceof FormatError) throw cause;
    throw corrupt('The ONNX file', 'its messages end early or do not nest', { byte: bytes.length });
  }
}

function opsetOf({ opsetImport }: ModelProto): number {
  const own = opsetImport.find(({ domain }) => domain === '' || domain === 'ai.onnx');
  const version = own === undefined ? 1 : whole(own.version);
  if (version >= 1 && version <= NEWEST_OPSET) return version;
  throw new FormatError(
    `The model uses version ${version} of the ONNX operators; versions 1 to ${NEWEST_OPSET} can be read.`,
    { kind: 'unsupported', expected: `operator set 1 to ${NEWEST_OPSET}`, found: String(version) },
  );
}

/** Decodes an ONNX file; throws FormatError. */
export function decodeModel(bytes: Uint8Array, limit = DEFAULT_LIMIT): OnnxModel {
  if (bytes.length > limit) throw oversize(limit, bytesText(bytes.length), 'The ONNX file');
  if (bytes.length === 0)
    throw new FormatError('The ONNX file is empty.', {
      kind: 'empty',
      expected: 'a model',
      found: '0 bytes',
    });
  const model = decoded(bytes);
  if (model.graph === null || model.graph === undefined || model.graph.node.length === 0)
    throw new FormatError('This is no ONNX model: it holds no graph of nodes.', {
      kind: 'bad_magic',
      expected: 'a graph',
      found: 'none',
    });
  return { graph: model.graph, opset: opsetOf(model) };
}
