import { mapWeights, oracleQuantile, programLayer } from '@kirchhoff/kernels';
import { fold } from '@kirchhoff/random';
import { cellKeys, readVoltage } from './analog/cell.js';
import { configuration } from './analog/configuration.js';
import { picker } from './analog/pick.js';

it('the scale is the quantile of the magnitudes, of the layer or of each output', () => {
  for (let seed = 0; seed < 60; seed++) {
    const { matrix, chip } = configuration(picker(seed, 'scale'));
    const { scale } = mapWeights(matrix, chip.weights, chip.device);
    const all = Array.from(matrix.weights);
    scale.forEach((found, column) => {
      const group = Math.floor(column / matrix.outputs);
      const own = all.filter(
        (_, at) =>
          at % matrix.outputs === column % matrix.outputs &&
          Math.floor(at / (matrix.inputs * matrix.outputs)) === group,
      );
      const exact = oracleQuantile(chip.weights.scale === 'per_layer' ? all : own, chip.weights.keep);
      expect(Math.abs(found - exact)).toBeLessThanOrEqual(exact * 2 ** -23);
    });
  }
});

it('cells do not depend on the tiling, and memory can be used again', () => {
  const keys = cellKeys(4);
  for (let seed = 0; seed < 100; seed++) {
    const { matrix, chip, geometry } = configuration(picker(seed, 'tiling'));
    const mapped = mapWeights(matrix, chip.weights, chip.device);
    const own = { key: keys.layer, chip: keys.chip, readVoltage };
    const first = programLayer(mapped, chip.device, { ...own, columnTiles: geometry.columnTiles });
    const before = first.planes.map((slices) => slices.map((copies) => copies.map((copy) => copy.slice())));
    const reuse = programLayer(mapped, chip.device, {
      ...own,
      key: fold(keys.layer, 1),
      columnTiles: [[0, matrix.outputs]],
      reuse: first,
    });
    const again = programLayer(mapped, chip.device, { ...own, columnTiles: [[0, matrix.outputs]], reuse });
    expect(again.planes).toEqual(before);
    expect(again.planes[0][0][0]).toBe(first.planes[0][0][0]);
  }
});
