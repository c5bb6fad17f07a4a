import type { PlanExperiment, Results } from '@kirchhoff/plan';
import { type AxisDifference, axisDifferences, axisShares } from './effects.js';
import type { Figure } from './draw.js';
import { panelSize } from './theme.js';
import type { Grid } from './table.js';

const points = (fraction: number): string => (fraction * 100).toFixed(2);
const percent = (fraction: number): string => (fraction * 100).toFixed(1);

const pValue = (value: number): string => (value < 0.0001 ? '< 0.0001' : value.toFixed(4));

const row = (experiment: PlanExperiment, difference: AxisDifference): string[] => {
  const axis = experiment.axes[difference.axis]!;
  return [
    axis.name,
    `${axis.values[difference.second]!.label} against ${axis.values[difference.first]!.label}`,
    points(difference.difference),
    `${points(difference.low)} to ${points(difference.high)}`,
    pValue(difference.pValue),
  ];
};

/** Paired differences of an experiment's axes as a table; undefined where there are none. */
export function differenceGrid(experiment: PlanExperiment, results: Results): Grid | undefined {
  const differences = axisDifferences(experiment, results);
  if (differences.length === 0) return undefined;
  const level = Number((experiment.confidence * 100).toPrecision(6));
  return {
    title: `${experiment.name}: mean accuracy of the same ${differences[0]!.chips} chips, differences in points; p adjusted for all ${differences.length} (Holm)`,
    header: ['axis', 'values', 'difference [points]', `${level} % interval [points]`, 'p'],
    rows: differences.map((difference) => row(experiment, difference)),
  };
}

interface Share {
  readonly name: string;
  readonly alone: number;
  readonly total: number | undefined;
}

function sharesOf(experiment: PlanExperiment, results: Results): Share[] | undefined {
  const shares = axisShares(experiment, results);
  if (shares === undefined) return undefined;
  const { axes } = experiment;
  return [
    ...axes.map(({ name }, axis) => ({ name, alone: shares.main[axis]!, total: shares.total[axis] })),
    ...shares.pairs.map(({ axes: [a, b], share }) => ({
      name: `${axes[a]!.name} and ${axes[b]!.name} together`,
      alone: share,
      total: undefined,
    })),
    ...(axes.length > 2
      ? [{ name: 'three axes and more together', alone: shares.higher, total: undefined }]
      : []),
    { name: 'chips of one point', alone: shares.chips, total: undefined },
  ];
}

/** What the variance of the accuracy comes from, as a table; undefined for grids with holes, searches, and where nothing varies. */
export function shareGrid(experiment: PlanExperiment, results: Results): Grid | undefined {
  const shares = sharesOf(experiment, results);
  return (
    shares && {
      title: `${experiment.name}: where the variance of the accuracy comes from, in % of it`,
      header: ['source', 'alone [%]', 'with all interactions [%]'],
      rows: shares.map(({ name, alone, total }) => [
        name,
        percent(alone),
        total === undefined ? '' : percent(total),
      ]),
    }
  );
}

/** The same as bars. */
export function shareFigure(experiment: PlanExperiment, results: Results): Figure | undefined {
  const shares = sharesOf(experiment, results);
  if (shares === undefined) return undefined;
  return {
    title: 'which knob matters',
    data: { values: shares.map(({ name, alone }) => ({ name, share: alone * 100 })) },
    mark: { type: 'bar' },
    encoding: {
      y: {
        field: 'name',
        type: 'nominal',
        title: null,
        sort: shares.map(({ name }) => name),
        axis: { labelLimit: 260 },
      },
      x: { field: 'share', type: 'quantitative', title: 'share of the variance of the accuracy [%]' },
    },
    width: panelSize.single.width,
    height: { step: 26 },
  };
}
