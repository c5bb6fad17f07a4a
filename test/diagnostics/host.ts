import type { FileFacts, Host } from '@kirchhoff/model';

/** Files that the cases may name. */
const texts: Readonly<Record<string, string>> = {
  'lab.kir': 'device hfo2 {\n  on_state     = 0.2 V\n  on_off_ratio = 20\n}\n',
  'round.kir': 'import "K209-import.kir" as back\n',
};
const columns = [
  { name: 'target [uS]', unit: 'uS' },
  { name: 'read back [uS]', unit: 'uS' },
  { name: 'bit line' },
];
/** Targets from 10 to 90 uS. */
const narrow = [
  { name: 'target [uS]', unit: 'uS', lowest: 10, highest: 90 },
  { name: 'read back [uS]', unit: 'uS', lowest: 8.5, highest: 93 },
];
const moments = [
  { name: 'target [uS]', unit: 'uS', lowest: 0, highest: 200, repeats: true },
  { name: 'mean [uS]', unit: 'uS', lowest: 0, highest: 190, repeats: false },
  { name: 'sigma [uS]', unit: 'uS', lowest: -1, highest: 4, repeats: true },
];
const faulty = [columns[0], { ...columns[1], fault: 'line 4: column read back [uS] is no number: n/a' }];
const facts: Readonly<Record<string, FileFacts>> = {
  'cells.csv': { kind: 'csv', columns, hash: '0' },
  'narrow.csv': { kind: 'csv', columns: narrow, hash: '0' },
  'moments.csv': { kind: 'csv', columns: moments, hash: '0' },
  'spreads.csv': { kind: 'csv', columns: [narrow[0], moments[2]], hash: '0' },
  'faulty.csv': { kind: 'csv', columns: faulty, hash: '0' },
  'short.csv': {
    kind: 'csv',
    columns: [
      { name: 'target', unit: 'uS', lowest: 5, highest: 80 },
      { name: 'read back', unit: 'uS', lowest: 3, highest: 90 },
    ],
    hash: '0',
  },
  'cut.onnx': { kind: 'broken', reason: 'it ends in the middle of node 12' },
  'recurrent.onnx': {
    kind: 'unsupported',
    operators: ['LSTM (node words)', 'Conv (node stem: it has 3 dimensions)'],
  },
  'resnet20.onnx': { kind: 'other', hash: '0' },
};

/** The world as the cases see it: no disk, a few files. */
export function hostFor(_uri: string): Host {
  return {
    read: (uri) => texts[uri],
    resolve: (written) => written,
    describe: ({ written }) => facts[written] ?? { kind: 'missing' },
  };
}
