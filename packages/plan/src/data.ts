import { z } from 'zod';
import { file } from './file.js';

const arrayFile = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('idx'), file }),
  z.strictObject({ kind: z.literal('npy'), file }),
  z.strictObject({ kind: z.literal('npz'), file, key: z.string() }),
  z.strictObject({ kind: z.literal('csv'), file, column: z.string().nullable() }),
]);
const imageFiles = z.strictObject({ images: arrayFile, labels: arrayFile });

export const dataSource = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('digits') }),
  z.strictObject({ kind: z.literal('mnist') }),
  z.strictObject({ kind: z.literal('fashion_mnist') }),
  z.strictObject({ kind: z.literal('cifar10'), folder: z.string().nullable() }),
  z.strictObject({ kind: z.literal('files'), train: imageFiles.nullable(), test: imageFiles }),
]);

/** A data set: where it comes from, how many images are used (null = all, first in file order), how pixels are scaled. */
export const data = z.strictObject({
  source: dataSource,
  classes: z.int().min(2).nullable(),
  trainImages: z.int().min(1).nullable(),
  testImages: z.int().min(1).nullable(),
  calibrationImages: z.int().min(1),
  normalise: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('unit') }),
    z.strictObject({ kind: z.literal('none') }),
    z.strictObject({
      kind: z.literal('standard'),
      mean: z.array(z.number()),
      deviation: z.array(z.number()),
    }),
    z.strictObject({ kind: z.literal('mean_image'), file, deviation: z.array(z.number()) }),
  ]),
});

export type PlanData = z.infer<typeof data>;
export type PlanDataSource = z.infer<typeof dataSource>;
export type PlanNormalise = PlanData['normalise'];
