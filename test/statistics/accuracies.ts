import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mean } from '@kirchhoff/statistics';

const IMAGES = 500;

/** The accuracies of 1,000 chips of one design, recorded by the study accuracies.kir. */
export interface Recorded {
  readonly name: string;
  readonly accuracies: Float64Array;
  readonly mean: number;
  /** One image, as a fraction of the test images. */
  readonly image: number;
}

function everyDesign(): readonly Recorded[] {
  const designs = new Map<string, number[]>();
  const text = readFileSync(join(import.meta.dirname, 'accuracies.csv'), 'utf8');
  for (const row of text.trimEnd().split('\n').slice(1)) {
    const [experiment, sigma, correct, chips] = row.split(',');
    const name = `${experiment}, sigma ${Number(sigma) * 100} %`;
    const accuracies = designs.get(name) ?? [];
    for (let chip = 0; chip < Number(chips); chip++) accuracies.push(Number(correct) / IMAGES);
    designs.set(name, accuracies);
  }
  return [...designs].map(([name, accuracies]) => ({
    name,
    accuracies: Float64Array.from(accuracies),
    mean: mean(accuracies),
    image: 1 / IMAGES,
  }));
}

/** Every recorded distribution: mean accuracies from 56 to 99.2 %. */
export const recorded = everyDesign();
