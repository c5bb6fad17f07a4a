import type { ChipPortrait, Plan, PlanReport, Results } from '@kirchhoff/plan';
import { specificationText } from './draw.js';
import { experimentNamed } from './group.js';
import { pageHtml } from './page.js';
import { questionText } from './question.js';
import {
  answerSections,
  type DrawnSection,
  effectSections,
  insideSections,
  itemSection,
  trainingSections,
} from './sections.js';
import { withDarkColours } from './dark.js';
import { standardReport } from './standard.js';
import { summarise } from './summarise.js';
import { summaryGrid } from './summary-grid.js';
import { runawayNotes } from './runaway.js';
import { experimentVerdict, imageText } from './verdict.js';

/** A file of a report: a name relative to the run's folder, and its text. */
export interface ReportFile {
  readonly name: string;
  readonly text: string;
  /** Of a figure's SVG file: the drawing on white paper, without what turns it dark. */
  readonly drawing?: string;
}

/** What a page says beside the numbers. */
export interface ReportContext {
  readonly studyText: string;
  /** Name and value, in the order to print. */
  readonly record: readonly (readonly [string, string])[];
  /** One chip of an experiment from inside, at most one each. */
  readonly portraits: readonly ChipPortrait[];
}

/** The plan's reports, and a standard one for every experiment that none of them shows. */
export function reportsOf(plan: Plan): PlanReport[] {
  const shownNames = new Set(plan.reports.flatMap((report) => report.items.map((item) => item.of)));
  const missing = plan.experiments.filter((experiment) => !shownNames.has(experiment.name));
  return [...plan.reports, ...missing.map(standardReport)];
}

/** A page's file name: what `save` says (its last part), else the report's name. */
function pageName(report: PlanReport): string {
  const saved = report.save
    ?.split(/[\\/]/)
    .at(-1)
    ?.replaceAll(/[^\w.-]/g, '_');
  return saved !== undefined && /\.html?$/.test(saved) ? saved : `${report.name}.html`;
}

/** The page's figures as files: the drawing, and the Vega-Lite specification that holds its data. */
function figureFiles(page: string, sections: readonly DrawnSection[]): ReportFile[] {
  const stem = page.replace(/\.html?$/, '');
  const figures = sections.flatMap(({ section, figure }) =>
    section.kind === 'figure' && figure !== undefined ? [{ section, figure }] : [],
  );
  return [
    ...figures.map(({ section }) => ({
      name: `${stem}-${section.name}.svg`,
      text: withDarkColours(section.svg),
      drawing: section.svg,
    })),
    ...figures.map(({ section, figure }) => ({
      name: `${stem}-${section.name}.vl.json`,
      text: specificationText(figure),
    })),
  ];
}

const optional = (text: string | undefined): string[] => (text === undefined ? [] : [text]);

async function buildOne(
  plan: Plan,
  report: PlanReport,
  results: Results,
  context: ReportContext,
): Promise<ReportFile[]> {
  const page = pageName(report);
  const names = [...new Set(report.items.map((item) => item.of))];
  const experiments = names.map((name) => experimentNamed(plan, name));
  const summaries = summarise(plan, results);
  const own = (name: string) => summaries.filter(({ experiment }) => experiment === name);
  const answers = experiments.flatMap((experiment) => answerSections(experiment, results));
  const items: DrawnSection[] = [];
  for (const item of report.items) items.push(await itemSection(item, plan, results));
  const effects: DrawnSection[] = [];
  for (const experiment of experiments) effects.push(...(await effectSections(experiment, results)));
  const [inside, trained]: [DrawnSection[], DrawnSection[]] = [[], []];
  for (const experiment of experiments) {
    inside.push(...(await insideSections(experiment, context.portraits)));
    trained.push(...(await trainingSections(experiment, results, summaries)));
  }
  const descriptions = [report.description, ...experiments.map(questionText)];
  const question = [...new Set(descriptions)].filter((text) => text !== null && text !== '').join('\n');
  const html = pageHtml({
    title: report.name.replaceAll('_', ' '),
    question,
    verdict: experiments.flatMap((experiment) => experimentVerdict(experiment, results, summaries)),
    sections: [...answers, ...items].map(({ section }) => section),
    chapters: [
      { title: 'Which knob matters', sections: effects },
      { title: 'Inside one chip', sections: inside },
      { title: 'How the network learned', sections: trained },
    ].map(({ title, sections }) => ({ title, sections: sections.map(({ section }) => section) })),
    summary: experiments.map((experiment) => summaryGrid(experiment, summaries)),
    notes: experiments.flatMap((experiment) => [
      ...runawayNotes(experiment, results),
      ...optional(imageText(experiment, own(experiment.name), results.images)),
    ]),
    studyText: context.studyText,
    record: context.record,
  });
  return [
    { name: page, text: html },
    ...figureFiles(page, [...answers, ...items, ...effects, ...inside, ...trained]),
  ];
}

/** Every page with its figures; deterministic for the same arguments. */
export async function buildReports(
  plan: Plan,
  results: Results,
  context: ReportContext,
): Promise<ReportFile[]> {
  const files: ReportFile[] = [];
  for (const report of reportsOf(plan)) files.push(...(await buildOne(plan, report, results, context)));
  return files;
}
