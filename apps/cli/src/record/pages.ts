import type { Images, Plan, Results } from '@kirchhoff/plan';
import { buildReports } from '@kirchhoff/report';
import { pageRecord } from './page-record.js';
import { pngRenderer } from './png.js';
import type { RunRecord } from './run-record.js';
import type { OutFile } from './write-run.js';

/** The pages and figures of a run; the same record, plan and results give the same bytes. `warn` hears why there are no PNG files. */
export async function drawPages(
  plan: Plan,
  results: Results,
  record: RunRecord,
  warn: (text: string) => void,
): Promise<OutFile[]> {
  const files = await buildReports(plan, results, {
    studyText: record.study.text,
    record: pageRecord(record),
    portraits: record.portraits,
  });
  const { toPng, reason } = await pngRenderer();
  if (toPng === null) warn(`no PNG files are written, the drawings are in the SVG files: ${reason}`);
  return files.flatMap(({ name, text, drawing }): OutFile[] => [
    { name, content: text },
    ...(drawing === undefined || toPng === null
      ? []
      : [{ name: name.replace(/\.svg$/, '.png'), content: toPng(drawing) }]),
  ]);
}

/** Numbers of test images by the plan's id of a data set. */
export const imagesOf = ({ data }: RunRecord): Images =>
  Object.fromEntries(data.map(({ id, testImages }) => [id, testImages]));
