import type { Group } from 'jsfive';
import { corrupt } from '../failure.js';

/** HDF5 file format, IV.A.2.m */
const ATTRIBUTE = 12;
const padded = (size: number): number => Math.ceil(size / 8) * 8;

interface Head {
  readonly name: string;
  /** Where its datatype, its dataspace and its value stand. */
  readonly type: number;
  readonly space: number;
  readonly value: number;
}

function headOf(view: DataView, at: number): Head {
  const version = view.getUint8(at);
  const sizes = [2, 4, 6].map((place) => view.getUint16(at + place, true));
  const [name, type, space] = (version === 3 ? sizes : sizes.map(padded)) as [number, number, number];
  const start = at + (version === 3 ? 9 : 8);
  const label = new TextDecoder().decode(new Uint8Array(view.buffer, start, sizes[0]));
  return {
    name: label.replace(/\0.*$/s, ''),
    type: start + name,
    space: start + name + type,
    value: start + name + type + space,
  };
}

/** Datatype of fixed length 3, of variable length 9 with strings as its kind 1 (IV.A.2.d). */
function isText(view: DataView, { type }: Head): 'fixed' | 'variable' | undefined {
  const kind = view.getUint8(type) & 15;
  if (kind === 3) return 'fixed';
  return kind === 9 && (view.getUint8(type + 1) & 15) === 1 ? 'variable' : undefined;
}

/** A text attribute of a group, undefined where it has none of this name. Fails for one that is not one text. */
export function textAttribute(group: Group, file: ArrayBuffer, name: string): string | undefined {
  const header = group._dataobjects;
  const view = new DataView(file);
  for (const message of header.find_msg_type(ATTRIBUTE)) {
    const at = message.get('offset_to_message')!;
    const head = headOf(view, at);
    if (head.name !== name) continue;
    const kind = isText(view, head);
    const several = header.determine_data_shape(file, head.space).some((size) => size !== 1);
    if (kind === undefined || several) throw corrupt('The HDF5 file', `its ${name} is not one text`);
    if (kind === 'fixed')
      return new TextDecoder().decode(new Uint8Array(file, head.value, view.getUint32(head.type + 4, true)));
    const [, value] = header.unpack_attribute(at);
    return String(Array.isArray(value) ? value[0] : value);
  }
  return undefined;
}
