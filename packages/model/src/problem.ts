import type { Origin } from './origin.js';

/**
 * A fault found behind the checker (compiler, files, runs), as data. `language` words it (messages/mapping.ts, messages/files.ts),
 * so that every wording of the product stays in one place.
 */
export type Problem =
  | { readonly code: 'K501'; readonly origin: Origin; readonly what: string; readonly field: string }
  | {
      readonly code: 'K502';
      readonly origin: Origin;
      readonly layer: string;
      readonly reason: string;
      readonly fix?: string;
    }
  | {
      readonly code: 'K503';
      readonly origin: Origin;
      readonly expected: string;
      readonly found: string;
      readonly what: string;
      readonly fix?: string;
    }
  | { readonly code: 'K504'; readonly origin: Origin; readonly network: string; readonly reason: string }
  | {
      readonly code: 'K505';
      readonly origin: Origin;
      readonly what: string;
      readonly limit: string;
      readonly found: string;
    }
  | {
      readonly code: 'K506';
      readonly origin: Origin;
      readonly setting: string;
      readonly reason: string;
      readonly fix?: string;
    };
