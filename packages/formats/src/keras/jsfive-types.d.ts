declare module 'jsfive' {
  /** A header of an object: its messages, by name `type`, `size` and `offset_to_message`, and a copy of its bytes. */
  interface ObjectHeader {
    readonly msg_data: ArrayBuffer;
    /** Null where the array lies in one piece. */
    readonly chunks: readonly number[] | null;
    /** How chunks are packed, by field name; null where they are not. */
    readonly filter_pipeline: readonly ReadonlyMap<string, number>[] | null;
    /** Where the index of the chunks stands, once `chunks` has been asked for. */
    readonly _chunk_address: number;
    find_msg_type(type: number): readonly ReadonlyMap<string, number>[];
    /** Dimensions in a dataspace message. */
    determine_data_shape(bytes: ArrayBuffer, offset: number): readonly number[];
    /** Name and value of an attribute message. */
    unpack_attribute(offset: number): readonly [string, unknown];
  }
  /** The part of jsfive that is used; what its fields hold depends on the file. */
  export class Group {
    readonly keys: readonly string[];
    readonly _dataobjects: ObjectHeader;
    get(path: string): Group | Dataset | null;
  }
  export class Dataset {
    readonly shape: readonly number[];
    readonly dtype: unknown;
    readonly value: readonly number[];
    readonly _dataobjects: ObjectHeader;
  }
  export class File extends Group {
    constructor(bytes: ArrayBuffer, name?: string);
  }
}
