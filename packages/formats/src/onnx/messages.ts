/** The messages of onnx.proto (github.com/onnx/onnx, Apache-2.0) that a network of layers needs, as a protobuf.js descriptor. */
const field = (id: number, type: string, rule?: 'repeated'): object => ({
  id,
  type,
  ...(rule === undefined ? {} : { rule }),
});

const many = (id: number, type: string): object => field(id, type, 'repeated');

const message = (fields: Readonly<Record<string, object>>): object => ({ fields });

export const messages = {
  nested: {
    ModelProto: message({
      irVersion: field(1, 'int64'),
      producerName: field(2, 'string'),
      graph: field(7, 'GraphProto'),
      opsetImport: many(8, 'OperatorSetIdProto'),
    }),
    OperatorSetIdProto: message({ domain: field(1, 'string'), version: field(2, 'int64') }),
    GraphProto: message({
      node: many(1, 'NodeProto'),
      initializer: many(5, 'TensorProto'),
      input: many(11, 'ValueInfoProto'),
      output: many(12, 'ValueInfoProto'),
      sparseInitializer: many(15, 'SparseTensorProto'),
    }),
    NodeProto: message({
      input: many(1, 'string'),
      output: many(2, 'string'),
      name: field(3, 'string'),
      opType: field(4, 'string'),
      domain: field(7, 'string'),
      attribute: many(5, 'AttributeProto'),
    }),
    AttributeProto: message({
      name: field(1, 'string'),
      f: field(2, 'float'),
      i: field(3, 'int64'),
      s: field(4, 'bytes'),
      t: field(5, 'TensorProto'),
      floats: many(7, 'float'),
      ints: many(8, 'int64'),
    }),
    TensorProto: message({
      dims: many(1, 'int64'),
      dataType: field(2, 'int32'),
      floatData: many(4, 'float'),
      int32Data: many(5, 'int32'),
      int64Data: many(7, 'int64'),
      name: field(8, 'string'),
      rawData: field(9, 'bytes'),
      doubleData: many(10, 'double'),
      externalData: many(13, 'StringStringEntryProto'),
      dataLocation: field(14, 'int32'),
    }),
    SparseTensorProto: message({ values: field(1, 'TensorProto') }),
    StringStringEntryProto: message({ key: field(1, 'string'), value: field(2, 'string') }),
    ValueInfoProto: message({ name: field(1, 'string'), type: field(2, 'TypeProto') }),
    TypeProto: message({ tensorType: field(1, 'TensorTypeProto') }),
    TensorTypeProto: message({ elemType: field(1, 'int32'), shape: field(2, 'TensorShapeProto') }),
    TensorShapeProto: message({ dim: many(1, 'DimensionProto') }),
    DimensionProto: message({ dimValue: field(1, 'int64'), dimParam: field(2, 'string') }),
  },
};

/** A whole number of 64 bits as protobuf.js gives it. */
export type Integer = number | { readonly toNumber: () => number };

export interface TensorProto {
  readonly dims: readonly Integer[];
  readonly dataType: number;
  readonly floatData: readonly number[];
  readonly int32Data: readonly number[];
  readonly int64Data: readonly Integer[];
  readonly doubleData: readonly number[];
  readonly rawData: Uint8Array;
  readonly name: string;
  readonly externalData: readonly { readonly key: string; readonly value: string }[];
  /** 1: the data lie in another file. */
  readonly dataLocation: number;
}

export interface AttributeProto {
  readonly name: string;
  readonly f: number;
  readonly i: Integer;
  readonly s: Uint8Array;
  readonly t: TensorProto | null;
  readonly floats: readonly number[];
  readonly ints: readonly Integer[];
}

export interface NodeProto {
  readonly input: readonly string[];
  readonly output: readonly string[];
  readonly name: string;
  readonly opType: string;
  readonly domain: string;
  readonly attribute: readonly AttributeProto[];
}

export interface ValueInfoProto {
  readonly name: string;
  readonly type: {
    readonly tensorType: {
      readonly shape: {
        readonly dim: readonly { readonly dimValue: Integer; readonly dimParam: string }[];
      } | null;
    } | null;
  } | null;
}

export interface GraphProto {
  readonly node: readonly NodeProto[];
  readonly initializer: readonly TensorProto[];
  readonly input: readonly ValueInfoProto[];
  readonly output: readonly ValueInfoProto[];
  readonly sparseInitializer: readonly object[];
}

export interface ModelProto {
  readonly irVersion: Integer;
  readonly graph: GraphProto | null;
  readonly opsetImport: readonly { readonly domain: string; readonly version: Integer }[];
}

export const whole = (integer: Integer): number =>
  typeof integer === 'number' ? integer : integer.toNumber();
