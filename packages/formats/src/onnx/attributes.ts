import type { AttributeProto, NodeProto, TensorProto } from './messages.js';
import { whole } from './messages.js';

const named = ({ attribute }: NodeProto, name: string): AttributeProto | undefined =>
  attribute.find((each) => each.name === name);

export const integer = (node: NodeProto, name: string, otherwise: number): number => {
  const found = named(node, name);
  return found === undefined ? otherwise : whole(found.i);
};

export const real = (node: NodeProto, name: string, otherwise: number): number =>
  named(node, name)?.f ?? otherwise;

export const integers = (node: NodeProto, name: string): readonly number[] | undefined =>
  named(node, name)?.ints.map(whole);

export const reals = (node: NodeProto, name: string): readonly number[] | undefined =>
  named(node, name)?.floats;

export const words = (node: NodeProto, name: string, otherwise: string): string => {
  const found = named(node, name);
  return found === undefined ? otherwise : new TextDecoder().decode(Uint8Array.from(found.s));
};

export const tensor = (node: NodeProto, name: string): TensorProto | undefined =>
  named(node, name)?.t ?? undefined;

export const has = (node: NodeProto, name: string): boolean => named(node, name) !== undefined;
