import type { Baseline, ChipPortrait } from '@kirchhoff/plan';
import type { Machine } from './machine.js';

/** A data set as it was found. */
export interface DataRecord {
  /** Identity in the plan. */
  readonly id: string;
  readonly name: string;
  readonly trainImages: number;
  readonly testImages: number;
  /** SHA-256 of the images and labels used. */
  readonly hash: string;
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
  readonly warnings: readonly string[];
}

/** One trained network, or weights read from a file. */
export interface WeightsRecord {
  readonly training: string;
  readonly repeat: number;
  readonly key: string;
  /** Found from an earlier run. */
  readonly reused: boolean;
  readonly testAccuracy: number | null;
}

/** `run.json`: everything needed to repeat a run. */
export interface RunRecord {
  readonly runVersion: 1;
  readonly planHash: string;
  readonly planVersion: number;
  readonly resultsVersion: number;
  readonly versions: Readonly<Record<string, string>>;
  readonly machine: Machine;
  readonly study: { readonly name: string; readonly text: string };
  /** Texts that the study imports, by name. */
  readonly imports: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, string | number | boolean>>;
  readonly data: readonly DataRecord[];
  /** Training engine with its version; null where nothing was trained or looked up. */
  readonly engine: { readonly name: string; readonly version: string } | null;
  readonly weights: readonly WeightsRecord[];
  readonly kernels: string;
  readonly workers: number;
  /** ISO 8601, UTC. */
  readonly started: string;
  /** [s] */
  readonly duration: number;
  readonly baselines: readonly Baseline[];
  readonly warnings: readonly string[];
  /** One chip of every experiment from inside. */
  readonly portraits: readonly ChipPortrait[];
  /** Names of the files written beside this one. */
  readonly files: readonly string[];
}
