import type { Conflict } from '@kirchhoff/results';
import { exit } from '../exit.js';
import { fail, type Failure } from '../failure.js';

/** Two rows of one trial differ: nothing in the store can be believed more than the other. */
export const differingTrials = (store: string, { point, trial, column, values }: Conflict): Failure =>
  fail(
    exit.runFailed,
    `the store ${store} holds two results of chip ${trial} of point ${point}: ${column} is ${values[0]} and ${values[1]}; ` +
      `it was written by programs that compute differently; remove the folder points/${point} and run again`,
  );
