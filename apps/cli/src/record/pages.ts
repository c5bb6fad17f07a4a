import type { Images, Plan, Results } from '@kirchhoff/plan';
import { buildReports, type ReportFile } from '@kirchhoff/report';
import { pageRecord } from './page-record.js';
import type { RunRecord } from './run-record.js';

/** The pages and figures of a run; the same record, plan and results give the same bytes. */
export const drawPages = (plan: Plan, results: Results, record: RunRecord): Promise<ReportFile[]> =>
  buildReports(plan, results, {
    studyText: record.study.text,
    record: pageRecord(record),
  });

/** Numbers of test images by the plan's id of a data set. */
export const imagesOf = ({ data }: RunRecord): Images =>
  Object.fromEntries(data.map(({ id, testImages }) => [id, testImages]));
