import { logAxis } from '../src/log-axis.js';

const axis = (unit: object, values: readonly (readonly [string, number])[]) => ({
  name: 'time',
  unit: { label: '', scale: 1, si: '', ...unit },
  values: values.map(([label, number]) => ({ label, number })),
});

describe('ticks of a logarithmic axis', () => {
  it('are as the study writes them where it uses several units, and the title names none', () => {
    const hours = axis({ label: 'h', scale: 1 / 3600, si: 's' }, [
      ['36 s', 36],
      ['2 h', 7200],
    ]);
    expect(logAxis(hours)).toEqual({
      title: 'time',
      axis: {
        values: [0.01, 2],
        labelExpr: '["36 s","2 h"][indexof([0.01,2], datum.value)]',
        labelOverlap: 'greedy',
        labelFlush: false,
      },
    });
  });

  it('are numbers where there is one unit', () => {
    const hours = axis({ label: 'h', scale: 1 / 3600, si: 's' }, [
      ['1 h', 3600],
      ['2 h', 7200],
    ]);
    expect(logAxis(hours)).toMatchObject({
      title: 'time [h]',
      axis: { labelExpr: `["1","2"][indexof([1,2], datum.value)]` },
    });
    expect(logAxis(axis({}, [['6.324555320336759', 6.324555320336759]])).axis).toMatchObject({
      values: [6.32455532034],
      labelExpr: '["6.325"][indexof([6.32455532034], datum.value)]',
    });
  });

  it('are left to the figure where there are many values', () => {
    const many = axis(
      {},
      Array.from({ length: 13 }, (_, at) => [String(at + 1), at + 1] as const),
    );
    expect(logAxis(many)).toEqual({ title: 'time' });
  });
});
