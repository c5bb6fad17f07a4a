import { z } from 'zod';

/** [first, count] of rows or outputs, in order. */
const piece = z.tuple([z.int().min(0), z.int().min(1)]);

/** How one layer sits on arrays (model.md section 3). Rows are the layer's K inputs, outputs its N columns of weights. */
export const layerMapping = z.strictObject({
  node: z.string(),
  /** One matrix per convolution group. */
  groups: z.int().min(1),
  inputs: z.int().min(1),
  outputs: z.int().min(1),
  /** One per array row. */
  rowTiles: z.array(piece).min(1),
  /** One conversion each: the row tiles, cut by active_rows. */
  rowGroups: z.array(piece).min(1),
  columnTiles: z.array(piece).min(1),
  cellsPerWeight: z.int().min(1),
  /** Arrays used: groups x row tiles x column tiles. */
  arrays: z.int().min(1),
});

/** A network on a chip's arrays, and what one task may hold in memory. */
export const mapping = z.strictObject({
  layers: z.array(layerMapping),
  imagesPerTask: z.int().min(1),
  /** Memory of one worker while it runs a chip: cells, weights, and the activations of two passes of imagesPerTask images [bytes]. */
  bytesPerWorker: z.int().min(0),
});

export type PlanLayerMapping = z.infer<typeof layerMapping>;
export type PlanMapping = z.infer<typeof mapping>;
