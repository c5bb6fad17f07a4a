import type { ChipPortrait, LayerPortrait, PlanExperiment } from '@kirchhoff/plan';
import type { Figure } from './draw.js';
import { pointText } from './verdict.js';

/** Which chip it is, in words: `chip 0 at sigma = 15 %`. */
export function chipText(experiment: PlanExperiment, { point, trial }: ChipPortrait): string {
  const place = pointText(experiment, point);
  return place === ''
    ? `chip ${trial} of ${experiment.name}`
    : `chip ${trial} of ${experiment.name} at ${place}`;
}

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toPrecision(2)} %`;

/** The layer with what was clipped of its conversions: `fc1: 0.12 % clipped`. */
function titleOfCodes({ layer, codes }: LayerPortrait): string {
  const { counts, below, above } = codes!;
  const all = counts.reduce((sum, count) => sum + count, 0);
  return below + above === 0
    ? `${layer}: nothing clipped`
    : `${layer}: ${percent(below + above, all)} clipped`;
}

/** How often the converters of every layer gave each code; undefined where none converts. */
export function codesFigure({ layers }: ChipPortrait): Figure | undefined {
  const converting = layers.filter(({ codes }) => codes !== null);
  if (converting.length === 0) return undefined;
  const values = converting.flatMap((portrait) => {
    const { lowest, counts, codesPerCount } = portrait.codes!;
    const all = counts.reduce((sum, count) => sum + count, 0);
    const end = counts.length - 1;
    return counts.map((count, index) => ({
      layer: titleOfCodes(portrait),
      from: lowest + index * codesPerCount,
      to: lowest + (index + 1) * codesPerCount,
      share: all === 0 ? 0 : (100 * count) / all,
      end: index === 0 || index === end ? 'range ends' : 'inside',
    }));
  });
  return {
    title: 'codes of the converters',
    data: { values },
    facet: {
      field: 'layer',
      type: 'nominal',
      title: null,
      sort: converting.map(titleOfCodes),
      header: { labelFontWeight: 'bold' },
    },
    columns: 2,
    resolve: { scale: { x: 'independent', y: 'independent' } },
    spec: {
      width: 330,
      height: 170,
      mark: { type: 'bar', binSpacing: 0 },
      encoding: {
        x: { field: 'from', type: 'quantitative', bin: { binned: true }, title: 'code' },
        x2: { field: 'to' },
        y: { field: 'share', type: 'quantitative', title: 'share of conversions [%]' },
        color: {
          field: 'end',
          type: 'nominal',
          title: null,
          scale: { domain: ['inside', 'range ends'], range: ['#0072B2', '#D55E00'] },
        },
      },
    },
  };
}

const microsiemens = (siemens: number): number => Number((siemens * 1e6).toPrecision(4));

/** Target and programmed conductances of some cells of a layer, side by side on one scale. */
export function cellsFigure({ layer, cells }: LayerPortrait): Figure {
  const { firstRow, columns, target, programmed } = cells;
  const values = (['target', 'programmed'] as const).flatMap((kind) =>
    (kind === 'target' ? target : programmed).map((siemens, at) => ({
      kind,
      row: firstRow + Math.floor(at / columns),
      column: at % columns,
      conductance: microsiemens(siemens),
    })),
  );
  const place = (field: string, title: string): object => ({
    field,
    type: 'ordinal',
    title,
    axis: { labelAngle: 0, labelOverlap: true, ticks: false, domain: false },
    scale: { padding: 0 },
  });
  return {
    title: `cells of ${layer}`,
    data: { values },
    facet: { field: 'kind', type: 'nominal', title: null, sort: ['target', 'programmed'] },
    spec: {
      width: { step: 9 },
      height: { step: 9 },
      mark: { type: 'rect' },
      encoding: {
        x: place('column', 'bit line'),
        y: place('row', 'word line'),
        color: {
          field: 'conductance',
          type: 'quantitative',
          title: 'conductance [µS]',
          scale: { scheme: 'cividis' },
        },
      },
    },
  };
}
