import { dirname, join } from 'node:path';
import type { Options } from '../session.js';

/** Where trials and weights of a study are kept: `--store`, else `.kirchhoff` beside the study. */
export const storeFolder = (study: string, { store }: Pick<Options, 'store'>): string =>
  store ?? join(dirname(study), '.kirchhoff');
