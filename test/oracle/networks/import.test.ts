import { softwareOutputs } from '@kirchhoff/runtime';
import { testImages } from './images.js';
import { describeModels, expectedOutputs, importModel, models, type Model } from './models.js';
import { planNetwork } from './planned.js';

const full = process.env['KIRCHHOFF_FULL'] !== undefined;
const CLASSES = 10;

async function outputs(model: Model, count: number) {
  const imported = importModel(model.file);
  const { images, labels } = await testImages(model, count);
  const network = planNetwork(imported, model.data);
  const found = await softwareOutputs(network, imported.arrays, images, { logits: model.logits });
  return { found, labels };
}

/** Largest difference of each row, in parts of the row's largest absolute value. */
function worst(found: Float32Array, expected: Float32Array): number {
  const rows = Array.from({ length: expected.length / CLASSES }, (_, row) => {
    const from = row * CLASSES;
    const own = expected.subarray(from, from + CLASSES);
    const scale = Math.max(...own.map(Math.abs));
    return Math.max(...own.map((value, i) => Math.abs(value - found[from + i]!) / scale));
  });
  return Math.max(...rows);
}

function correctOf(found: Float32Array, labels: ArrayLike<number>): number {
  let correct = 0;
  for (let image = 0; image < labels.length; image++) {
    const row = found.subarray(image * CLASSES, (image + 1) * CLASSES);
    if (row.indexOf(Math.max(...row)) === labels[image]) correct++;
  }
  return correct;
}

describeModels('a network from a file', () => {
  it.each(models)('$name gives the reference outputs of the first 16 test images', async (model) => {
    const { found } = await outputs(model, 16);
    const expected = expectedOutputs(model.name);
    expect(found.length).toBe(expected.length);
    expect(worst(found, expected)).toBeLessThan(1e-4);
  });

  it.each(models)('$name has its published accuracy', async (model) => {
    const count = full ? 10_000 : model.images;
    const { found, labels } = await outputs(model, count);
    const correct = correctOf(found, labels);
    expect(labels).toHaveLength(count);
    if (full) expect(Math.abs((100 * correct) / count - model.accuracy)).toBeLessThan(0.0201);
    else expect(correct).toBe(model.correct);
  });
});
