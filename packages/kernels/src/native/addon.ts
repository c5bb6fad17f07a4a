import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { existsSync } from 'node:fs';

/** Something packed in the addon's memory; opaque. */
export type External = object;

/** The door of packages/kernels-native; records as its addon.cc reads them. */
export interface Addon {
  /** Instruction sets of this processor, the fastest first. */
  names(): string[];
  bytes(): number;
  pack(plane: Float32Array, inputs: number, outputs: number, less: Float32Array | null): External;
  packConversion(...table: (Float32Array | number)[]): External;
  release(packed: External): void;
  pass(
    technology: number,
    record: Int32Array,
    inputs: Float32Array,
    out: Float32Array,
    terms: readonly (External | null)[],
    gain: Float32Array | null,
    bias: Float32Array | null,
    shared: Float32Array | null,
    sharedTile: Int32Array | null,
  ): number;
  program(
    technology: number,
    words: Int32Array,
    numbers: Float64Array,
    target: Float32Array,
    out: Float32Array,
    stuck: number,
    terms: Float64Array | null,
    targets: Float64Array | null,
    shifts: Float64Array | null,
    sigmas: Float64Array | null,
    residuals: Float64Array | null,
    begin: Int32Array | null,
  ): void;
  pairs(
    technology: number,
    words: Int32Array,
    numbers: Float64Array,
    weights: Float32Array,
    out: Float32Array,
    stuck: number,
    terms: Float64Array | null,
    targets: Float64Array | null,
    shifts: Float64Array | null,
    sigmas: Float64Array | null,
    residuals: Float64Array | null,
    begin: Int32Array | null,
    scale: Float64Array,
    range: Float64Array,
  ): void;
  filterGradient(
    technology: number,
    x: Float32Array,
    dy: Float32Array,
    dw: Float32Array,
    sizes: Int32Array,
  ): void;
  quantise(
    technology: number,
    x: Float32Array,
    out: Float32Array,
    inverse: number,
    low: number,
    high: number,
  ): void;
  relu(technology: number, x: Float32Array, out: Float32Array, most: number): void;
  within(
    technology: number,
    x: Float32Array,
    values: Float32Array,
    out: Float32Array,
    low: number,
    high: number,
  ): void;
  largest(technology: number, x: Float32Array): number;
  add(technology: number, a: Float32Array, b: Float32Array, out: Float32Array): void;
  affine(
    technology: number,
    x: Float32Array,
    gain: Float32Array,
    shift: Float32Array,
    out: Float32Array,
  ): void;
}

/** Beside this package, in the workspace and where both are installed; the same for src/native and for dist/native. */
const file = fileURLToPath(new URL('../../../kernels-native/dist/kernels.node', import.meta.url));

/** The addon, or the reason why there is none. */
export function loadAddon(): Addon | string {
  if (!existsSync(file)) return 'the native kernels are not built (npm run build:native)';
  try {
    return createRequire(import.meta.url)(file) as Addon;
  } catch (cause) {
    return `the native kernels do not load: ${cause instanceof Error ? cause.message : String(cause)}`;
  }
}
