import type { NetworkGraph } from '@kirchhoff/model';
import { hostOf, problemsOf } from '../study.js';

const imported = (input: readonly number[], outputs: number): readonly (string | undefined)[] => {
  const inputSize = input.reduce((a, b) => a * b, 1);
  const graph: NetworkGraph = [
    { name: 'input', inputs: [], op: 'input', shape: input },
    { name: 'flat', inputs: ['input'], op: 'flatten' },
    { name: 'fc', inputs: ['flat'], op: 'dense', inputSize, outputSize: outputs },
  ];
  const study = `data few from standard.digits { test_images = 20, calibration_images = 5 }
network far { source = onnx("net.onnx") }
experiment one { network = far, data = few, chip = standard.rram_chip, trials = 1 }
`;
  const host = hostOf({ 'net.onnx': { kind: 'network', hash: '1', graph } });
  return problemsOf(study, host).map((problem) => (problem.code === 'K503' ? problem.fix : problem.code));
};

describe('a network from a file that does not fit the data', () => {
  it.each([
    [[28, 28, 1], 10, []],
    [[32, 32, 3], 10, ['data with images of 32 x 32 x 3']],
    [[28, 28, 1], 12, ['data with 12 classes']],
  ])('of %j to %i outputs is not told to change its layers', (input, outputs, fixes) => {
    expect(imported(input, outputs)).toEqual(fixes);
  });
});
