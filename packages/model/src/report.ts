import type { Estimate } from './experiment.js';
import type { Origin } from './origin.js';
import type { Fraction } from './quantity.js';

export interface Plot {
  readonly kind: 'plot';
  readonly name: string;
  readonly of: string;
  readonly x: string;
  readonly xScale: 'linear' | 'log';
  readonly y: Estimate;
  readonly yScale: 'linear' | 'log';
  readonly band?: Fraction;
  readonly series: readonly string[];
  readonly panels: readonly string[];
  readonly origin: Origin;
}

export interface Table {
  readonly kind: 'table';
  readonly name: string;
  readonly of: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly values: readonly Estimate[];
  readonly origin: Origin;
}

export interface Histogram {
  readonly kind: 'histogram';
  readonly name: string;
  readonly of: string;
  readonly x: string;
  readonly series: readonly string[];
  readonly panels: readonly string[];
  readonly origin: Origin;
}

export interface Report {
  readonly name: string;
  readonly description?: string;
  readonly origin: Origin;
  readonly items: readonly (Plot | Table | Histogram)[];
  /** As written; relative to the run's folder. */
  readonly save?: string;
}
