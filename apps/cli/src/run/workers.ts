import { availableParallelism } from 'node:os';
import type { Options } from '../session.js';

/** Worker threads to use: as asked for, else one per core. */
export const workersOf = ({ workers }: Options): number => workers ?? availableParallelism();
