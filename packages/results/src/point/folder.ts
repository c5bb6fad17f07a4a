import { join } from 'node:path';
import { makeFolder, writeDurable } from '../files/durable.js';
import { namesIn } from '../files/listing.js';

/** The folder of a store's points. */
export const pointsFolder = (store: string): string => join(store, 'points');

/** The folder of one point, by its hash. */
export const pointFolder = (store: string, point: string): string => join(pointsFolder(store), point);

/** Hashes of the points that a store holds. */
export const storedPoints = (store: string): Promise<string[]> => namesIn(pointsFolder(store));

/** Makes a point's folder with `point.json`, which says what its hash covers. */
export async function makePoint(store: string, point: string, covers: string): Promise<void> {
  const folder = pointFolder(store, point);
  if ((await namesIn(folder)).includes('point.json')) return;
  await makeFolder(folder);
  await writeDurable(folder, [{ name: 'point.json', bytes: new TextEncoder().encode(covers) }]);
}
