/** Rows of a CSV file, by the names in its header. */
type Rows = readonly Readonly<Record<string, string>>[];

/** What a table of a page asks of its summary. */
export interface TableRequest {
  readonly experiment: string;
  readonly value: string;
}

export const { readCsv, summaryOf } = (await import('../../tools/findings-summary.mjs' as string)) as {
  readCsv: (text: string) => Rows;
  summaryOf: (folder: string) => string;
};

export const { figuresIn, pageWith, requestsIn } = (await import(
  '../../tools/findings-page.mjs' as string
)) as {
  figuresIn: (text: string) => string[];
  pageWith: (text: string, rows: Rows) => string;
  requestsIn: (text: string) => TableRequest[];
};
