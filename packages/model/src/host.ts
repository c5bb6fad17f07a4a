import type { FileName } from './file.js';
import type { NetworkGraph } from './graph.js';

/** One column of a CSV file: its heading, and the span of its numbers in the unit of the heading. */
export interface CsvColumnFacts {
  readonly name: string;
  readonly unit?: string;
  readonly lowest?: number;
  readonly highest?: number;
  /** Whether a number occurs twice. */
  readonly repeats?: boolean;
  /** Why its cells are not all numbers. */
  readonly fault?: string;
}

/** What is known of a file without reading it whole. */
export type FileFacts =
  | { readonly kind: 'missing' }
  | { readonly kind: 'broken'; readonly reason: string }
  | {
      readonly kind: 'csv';
      readonly columns: readonly CsvColumnFacts[];
      readonly hash: string;
    }
  | {
      readonly kind: 'arrays';
      readonly arrays: Readonly<Record<string, readonly number[]>>;
      readonly hash: string;
    }
  | {
      /** A data set: [height, width, channels], class count, image counts. */
      readonly kind: 'data';
      readonly shape: readonly number[];
      readonly classes: number;
      readonly trainImages: number;
      readonly testImages: number;
    }
  | {
      /** An imported network. */
      readonly kind: 'network';
      readonly graph: NetworkGraph;
      readonly hash: string;
    }
  | {
      /** A network with operators that cannot be executed: each with the node that asks for it and why not. */
      readonly kind: 'unsupported';
      readonly operators: readonly string[];
    }
  | { readonly kind: 'other'; readonly hash: string };

/** The world outside the front end. `cli` implements it on files; tests and the studio with a map. */
export interface Host {
  /** Text of another `.kir` file, or undefined where there is none. `uri` comes from `resolve`. */
  read(uri: string): string | undefined;
  /** The uri of a name written in the text at `from`. */
  resolve(written: string, from: string): string;
  /** Facts of a model, weight or CSV file. */
  describe(file: FileName): FileFacts;
}
