import { amount, bytes } from '../../src/terminal/amount.js';
import { duration } from '../../src/terminal/duration.js';
import { progressLine } from '../../src/terminal/progress.js';
import { tableText } from '../../src/terminal/table.js';
import { recorder } from './recorder.js';

it('says amounts and durations as people do', () => {
  expect([7, 999, 1000, 101_376, 3.71e9].map(amount)).toEqual(['7', '999', '1 k', '101 k', '3.71 G']);
  expect([512, 1536, 512 * 2 ** 20].map(bytes)).toEqual(['512 B', '1.5 KiB', '512 MiB']);
  expect([0.4, 59, 200, 7500].map(duration)).toEqual(['0 s', '59 s', '3 min 20 s', '2 h 5 min']);
});

it('prints a table with numbers to the right', () => {
  const grid = {
    title: 'first',
    header: ['scheme', 'mean [%]'],
    rows: [
      ['differential_pair', '97.20'],
      ['offset', '8.10'],
    ],
  };
  expect(tableText(grid)).toBe(
    'first\n\n  scheme             mean [%]\n  differential_pair     97.20\n  offset                 8.10\n',
  );
});

describe('progress', () => {
  const clock = (): { now: number } => ({ now: 0 });

  it('is a line every ten seconds where nothing can be redrawn', () => {
    const terminal = recorder();
    const time = clock();
    const progress = progressLine(terminal, () => time.now);
    for (time.now = 0; time.now <= 30_000; time.now += 500) progress.update(time.now / 60_000, 'chips');
    expect(terminal.said.err.trim().split('\n')).toHaveLength(3);
    expect(terminal.said.err).toContain(' 16 %  chips, about 50 s left');
  });

  it('is one redrawn line on a terminal, cut to its width and cleared at the end', () => {
    const terminal = recorder({ interactive: true, columns: 20 });
    const time = clock();
    const progress = progressLine(terminal, () => time.now);
    time.now = 3000;
    progress.update(0.5, 'a text that is too long for the line');
    progress.end();
    expect(terminal.said.err).toBe(' 50 %  a text that \r\u001b[2K');
  });

  it.each([{ quiet: true }, { json: true }])('is silent with %j', (given) => {
    const terminal = recorder(given);
    const time = clock();
    const progress = progressLine(terminal, () => time.now);
    time.now = 60_000;
    progress.update(0.5, 'chips');
    progress.end('done');
    expect(terminal.said.err).toBe('');
  });
});
