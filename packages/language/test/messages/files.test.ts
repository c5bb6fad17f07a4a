import type { Problem } from '@kirchhoff/model';
import { renderDiagnostic } from '../../src/diagnostics/render.js';
import * as files from '../../src/messages/files.js';
import { reportProblem } from '../../src/messages/mapping.js';

const text = 'data mnist from standard.mnist\n';
const at = { uri: 'study.kir', start: 5, end: 10 };
const shown = (diagnostic: Parameters<typeof renderDiagnostic>[0]): string =>
  renderDiagnostic(diagnostic, () => text);

describe('messages of files', () => {
  it('say where a missing data set is looked for and where it comes from', () => {
    const diagnostic = files.dataNotFound({
      data: 'mnist',
      expected: ['train-images-idx3-ubyte', 'train-labels-idx1-ubyte'],
      searched: ['data/mnist'],
      home: 'yann.lecun.com',
      at,
    });
    expect(shown(diagnostic)).toBe(`error[K604]: the files of mnist were not found
  --> study.kir:1:6
   |
 1 | data mnist from standard.mnist
   |      ^^^^^ needs files
   |
   = why: searched in data/mnist
   = note: expected train-images-idx3-ubyte, train-labels-idx1-ubyte, plain or .gz
   = fix: --data FOLDER  or the environment variable  KIRCHHOFF_DATA
          data digits from standard.digits   needs no files
   = see: the files come from yann.lecun.com`);
  });

  it.each([
    [files.studyNotFound('a.kir'), 'error[K601]: there is no file a.kir'],
    [files.unreadable('a', 'folder'), 'error[K602]: a is a folder, not a file'],
    [files.unreadable('a.kir', 'permission'), 'error[K602]: a.kir may not be read'],
    [files.fileNotFound(undefined, 'm.csv', ['lab/m.csv']), 'error[K603]: there is no file m.csv'],
    [
      files.brokenFile({ file: 'a.gz', kind: 'an IDX file', expected: '47040016 bytes', found: '12' }),
      'error[K605]: a.gz is not an IDX file that can be read',
    ],
    [files.otherStudy('out', 'b.kir'), 'error[K606]: out holds the results of another study'],
    [files.diskFull('out/trials.csv'), 'error[K607]: the disk is full: out/trials.csv could not be written'],
    [
      files.weightsDoNotFit({
        file: 'w.npz',
        layer: 'fc1',
        array: 'fc1.weights',
        expected: '784 x 128',
        found: '128 x 784',
      }),
      'error[K608]: the weights in w.npz do not fit layer fc1',
    ],
    [
      files.unusualData('standard.mnist', 'a.gz is not the published file.'),
      'warning[K609]: the files of standard.mnist are not those that were published',
    ],
    [files.unwritable('/out', 'permission denied'), 'error[K610]: /out cannot be written'],
  ])('%#', (diagnostic, head) => {
    expect(shown(diagnostic).split('\n')[0]).toBe(head);
  });
});

describe('messages of the compiler', () => {
  const problems: readonly (readonly [Problem, string])[] = [
    [
      { code: 'K501', origin: at, what: 'drift', field: 'drift' },
      'drift cannot be executed by this version yet',
    ],
    [
      { code: 'K502', origin: at, layer: 'conv_1', reason: 'one weight needs 9 columns' },
      'layer conv_1 cannot be placed on this chip',
    ],
    [
      {
        code: 'K503',
        origin: at,
        what: 'the input of network mlp',
        expected: '28 x 28 x 1',
        found: '32 x 32 x 3',
      },
      'the input of network mlp should be 28 x 28 x 1, but is 32 x 32 x 3',
    ],
    [
      { code: 'K504', origin: at, network: 'resnet', reason: 'it has no layers with weights' },
      'network resnet cannot be used',
    ],
    [
      { code: 'K505', origin: at, what: 'too many chips', limit: '10 million', found: '12 million' },
      'too many chips: 12 million, but at most 10 million',
    ],
    [
      { code: 'K506', origin: at, setting: 'calibrated', reason: 'there are no training images' },
      'calibrated does not fit this study',
    ],
  ];

  it.each(problems)('%#', (problem, title) => {
    const diagnostic = reportProblem(problem);
    expect(diagnostic).toMatchObject({ code: problem.code, title, severity: 'error', mark: { origin: at } });
  });
});
