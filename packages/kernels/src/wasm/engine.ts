/** A linear memory; `buffer` is another one after every growth. */
export interface LinearMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** A compiled module; opaque. */
export type CompiledModule = object;

/** The part of the engine's WebAssembly interface that is used here; TypeScript knows it only with the DOM. */
export interface WebAssemblyEngine {
  readonly Memory: new (size: { readonly initial: number }) => LinearMemory;
  readonly Instance: new (
    module: CompiledModule,
    imports: Readonly<Record<string, object>>,
  ) => { readonly exports: Readonly<Record<string, unknown>> };
  validate(bytes: Uint8Array): boolean;
  compile(bytes: Uint8Array): Promise<CompiledModule>;
}

/** Undefined where the engine has none. */
export const engine = (globalThis as unknown as { readonly WebAssembly?: WebAssemblyEngine }).WebAssembly;
