/** `28 x 28 x 1`, `10 values`. */
export const shapeText = (shape: readonly number[]): string =>
  shape.length === 1 ? `${shape[0]} values` : shape.join(' x ');
