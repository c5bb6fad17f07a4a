import { gzipSync } from 'fflate';

export function idx(type: number, shape: readonly number[], values: Uint8Array): Uint8Array {
  const out = new Uint8Array(4 + 4 * shape.length + values.length);
  const view = new DataView(out.buffer);
  out[2] = type;
  out[3] = shape.length;
  shape.forEach((dimension, i) => view.setUint32(4 + 4 * i, dimension));
  out.set(values, 4 + 4 * shape.length);
  return out;
}

export function npy(header: string, values: Uint8Array, version = 1): Uint8Array {
  const start = version === 1 ? 10 : 12;
  const out = new Uint8Array(start + header.length + values.length);
  out.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, version, 0]);
  new DataView(out.buffer).setUint32(8, header.length, true);
  for (let i = 0; i < header.length; i++) out[start + i] = header.charCodeAt(i);
  out.set(values, start + header.length);
  return out;
}

export const npyOf = (descr: string, shape: string, values: ArrayBufferView, fortran = 'False'): Uint8Array =>
  npy(
    `{'descr': '${descr}', 'fortran_order': ${fortran}, 'shape': ${shape}, }\n`,
    new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
  );

export function cifar(count: number): Uint8Array {
  const out = new Uint8Array(3073 * count);
  for (let i = 0; i < out.length; i++) out[i] = (i * 37 + (i >> 8)) & 255;
  for (let record = 0; record < count; record++) out[3073 * record] = record % 10;
  return out;
}

export const gz = (bytes: Uint8Array): Uint8Array => gzipSync(bytes, { mtime: 0 });

export const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

export const text = (content: string): Uint8Array => new TextEncoder().encode(content);
