import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readKeras } from '@kirchhoff/formats';
import { arraysOf, type NamedArrays, type PlanNetwork } from '@kirchhoff/plan';
import { softwareOutputs } from '@kirchhoff/runtime';
import { smallKeras } from '../../../packages/formats/test/networks/keras-files.js';
import { testImages } from './images.js';
import { describeModels, importModel, models } from './models.js';
import { planNetwork, planOf } from './planned.js';

/** What a network computes, apart from names and from what is known in training only. */
function operations({ nodes }: PlanNetwork): object[] {
  const place = new Map(nodes.map(({ name }, index) => [name, index]));
  return nodes.map((node) => ({
    ...node,
    name: '',
    momentum: 0,
    inputs: node.inputs.map((name) => place.get(name)),
    into: 'into' in node && node.into !== null ? place.get(node.into) : null,
  }));
}

/** The arrays of a network under the names of another of the same operations. */
function renamed(arrays: NamedArrays, from: PlanNetwork, to: PlanNetwork): NamedArrays {
  return Object.fromEntries(
    from.nodes.flatMap((node, index) =>
      Object.keys(arraysOf(node)).map((ending) => [
        `${to.nodes[index]!.name}.${ending}`,
        arrays[`${node.name}.${ending}`]!,
      ]),
    ),
  );
}

const writtenIn = (text: string, graph: Parameters<typeof planOf>[1]): PlanNetwork =>
  Object.values(planOf(text, graph).networks)[0]!;

it('the layers of the language make the graph that a file makes', async () => {
  const imported = readKeras(smallKeras());
  const text = `data own { train { images = npy("i.npy"), labels = npy("l.npy") }
  test { images = npy("i.npy"), labels = npy("l.npy") }
  classes = 3 }
network small {
  input = 4 x 4 x 1
  layers {
    conv(2, 3 x 3, padding = same)
    batch_norm
    relu
    max_pool(2 x 2)
    flatten
    dense(3, softmax)
  }
}
train own_small { network = small, data = own, epochs = 1 }
`;
  const written = writtenIn(text, imported);
  const read = planNetwork(imported, 3);
  expect(operations(written)).toEqual(operations(read));
  const images = Float32Array.from({ length: 32 }, (_, i) => Math.sin(i));
  const outputs = await softwareOutputs(written, renamed(imported.arrays, read, written), images);
  expect(outputs).toEqual(await softwareOutputs(read, imported.arrays, images));
});

describeModels('ResNet-8 of dsl-examples/networks', () => {
  it('is MLPerf Tiny’s, value for value', async () => {
    const model = models.find(({ file }) => file === 'cifar10-resnet8-mlperftiny.h5')!;
    const imported = importModel(model.file);
    const path = join(import.meta.dirname, '../../../dsl-examples/networks/resnet8.kir');
    const written = writtenIn(readFileSync(path, 'utf8'), imported);
    const read = planNetwork(imported, 'cifar10');
    const summary = ({ nodes }: PlanNetwork): string[] =>
      nodes.map(({ op, shape }) => `${op} ${shape.join(' x ')}`).sort();
    expect(summary(written)).toEqual(summary(read));
    const { images } = await testImages(model, 4);
    const arrays = byShape(imported.arrays, read, written);
    expect(await softwareOutputs(written, arrays, images)).toEqual(
      await softwareOutputs(read, imported.arrays, images),
    );
  });
});

/** Nodes with arrays in the order in which they are reached from the input, each path before the next. */
function reached({ nodes }: PlanNetwork): PlanNetwork['nodes'] {
  return nodes.filter((node) => Object.keys(arraysOf(node)).length > 0);
}

/** As `renamed`, for networks whose branches are written in another order: shortcuts are told by their windows of 1 x 1. */
function byShape(arrays: NamedArrays, from: PlanNetwork, to: PlanNetwork): NamedArrays {
  const kind = (node: PlanNetwork['nodes'][number]): string =>
    Object.values(arraysOf(node)).join(';') + node.op;
  const left = reached(from);
  return Object.fromEntries(
    reached(to).flatMap((node) => {
      const [found] = left.splice(
        left.findIndex((candidate) => kind(candidate) === kind(node)),
        1,
      );
      return Object.keys(arraysOf(node)).map((ending) => [
        `${node.name}.${ending}`,
        arrays[`${found!.name}.${ending}`]!,
      ]);
    }),
  );
}
