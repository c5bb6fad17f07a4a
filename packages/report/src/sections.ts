import type { ChipPortrait, Plan, PlanExperiment, PlanReport, Results } from '@kirchhoff/plan';
import { answerGrid } from './answer-grid.js';
import { byLayer } from './by-layer.js';
import { controlGrid } from './control-grid.js';
import { draw, type Figure } from './draw.js';
import { differenceGrid, shareFigure, shareGrid } from './effects-grid.js';
import { experimentNamed } from './group.js';
import { histogramFigure } from './histogram.js';
import { cellsFigure, chipText, codesFigure } from './inside.js';
import { metrics } from './metric.js';
import type { Section } from './page.js';
import { plotFigure } from './plot.js';
import type { PointSummary } from './summarise.js';
import { type Grid, tableGrid } from './table.js';
import { trainingFigure } from './training.js';

/** A part of a page; a figure comes with what it is drawn from. */
export interface DrawnSection {
  readonly section: Section;
  readonly figure?: Figure;
}

type Item = PlanReport['items'][number];

const caption = (plot: Extract<Item, { kind: 'plot' }>): string =>
  plot.y.kind === 'yield'
    ? `${plot.of}; the band is the exact interval of each yield`
    : plot.band === null
      ? plot.of
      : `${plot.of}; the band holds the middle ${Number((plot.band * 100).toPrecision(6))} % of the chips`;

async function drawn(name: string, figure: Figure, text: string): Promise<DrawnSection> {
  return { section: { kind: 'figure', name, svg: await draw(figure), caption: text }, figure };
}

const gridSection = (grid: Grid | undefined): DrawnSection[] =>
  grid === undefined ? [] : [{ section: { kind: 'grid', grid } }];

/** One plot, table or histogram of a report. */
export async function itemSection(item: Item, plan: Plan, results: Results): Promise<DrawnSection> {
  const { experiment, results: shown } = byLayer(item, experimentNamed(plan, item.of), results);
  if (item.kind === 'plot') return drawn(item.name, plotFigure(item, experiment, shown), caption(item));
  if (item.kind === 'table') return { section: { kind: 'grid', grid: tableGrid(item, experiment, shown) } };
  const text = `${item.of}: ${metrics[item.x]?.label ?? item.x} of every chip`;
  return drawn(item.name, histogramFigure(item, experiment, shown), text);
}

/** The answers to an experiment's question, which come before everything else. */
export const answerSections = (experiment: PlanExperiment, results: Results): DrawnSection[] =>
  gridSection(answerGrid(experiment, results));

/** What an experiment's trainings gave beside their control, and their log. */
export async function trainingSections(
  experiment: PlanExperiment,
  results: Results,
  summaries: readonly PointSummary[],
): Promise<DrawnSection[]> {
  const controls = gridSection(controlGrid(experiment, results, summaries));
  const figure = trainingFigure(experiment, results);
  if (figure === undefined) return controls;
  return [
    ...controls,
    await drawn(
      `training_of_${experiment.name}`,
      figure,
      `${experiment.name}: every epoch, mean over the repeats`,
    ),
  ];
}

/** Which knob matters, and how much its values differ on the same chips. */
export async function effectSections(experiment: PlanExperiment, results: Results): Promise<DrawnSection[]> {
  const figure = shareFigure(experiment, results);
  const text = `${experiment.name}: what each axis explains alone, pairs beyond that, and the chips of one point`;
  return [
    ...(figure === undefined ? [] : [await drawn(`knobs_of_${experiment.name}`, figure, text)]),
    ...gridSection(shareGrid(experiment, results)),
    ...gridSection(differenceGrid(experiment, results)),
  ];
}

/** Layers whose cells are shown. */
const mostMaps = 2;

/** One chip of an experiment from inside: what its converters gave, and its cells beside their targets. */
export async function insideSections(
  experiment: PlanExperiment,
  portraits: readonly ChipPortrait[],
): Promise<DrawnSection[]> {
  const own = portraits.find((portrait) => portrait.experiment === experiment.name);
  if (own === undefined) return [];
  const chip = chipText(experiment, own);
  const codes = codesFigure(own);
  const sections: DrawnSection[] = [];
  if (codes !== undefined)
    sections.push(
      await drawn(
        `codes_of_${experiment.name}`,
        codes,
        `${chip}: how often its converters gave each code over ${own.images} test images; what is clipped stands at the ends of the range`,
      ),
    );
  for (const portrait of own.layers.slice(0, mostMaps)) {
    const { rows, columns } = portrait.cells;
    const text = `${chip}: ${rows} x ${columns} cells of ${portrait.layer}, as the weights ask and as they were at read-out`;
    sections.push(
      await drawn(`cells_of_${portrait.layer}_of_${experiment.name}`, cellsFigure(portrait), text),
    );
  }
  return sections;
}
