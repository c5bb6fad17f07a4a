import type { ConvertCall, Operands } from '../products/kernels.js';

/** Outputs that are packed rows of their own, without a last step. */
export type Apart = Required<Pick<Operands, 'out' | 'outStride'>>;

/**
 * A call of the kernels with other outputs where they are `apart`, field by field: an object made by spreading gets a shape of its own in
 * every call, which takes microseconds.
 */
export function convertCall(
  operands: Operands,
  read: Omit<ConvertCall, keyof Operands>,
  apart?: Apart,
): ConvertCall {
  const { inputs, inputStride, inputColumn, count, order, patches, serial, coding } = operands;
  const { out, outStride } = apart ?? operands;
  const outColumn = apart ? 0 : operands.outColumn;
  const gain = apart ? undefined : operands.gain;
  const bias = apart ? undefined : operands.bias;
  const { rowGroups, terms, shared, separate } = read;
  return {
    inputs,
    inputStride,
    inputColumn,
    count,
    out,
    outStride,
    outColumn,
    order,
    patches,
    serial,
    coding,
    gain,
    bias,
    rowGroups,
    terms,
    shared,
    separate,
  };
}
