import { strToU8, zipSync } from 'fflate';

/** A sheet of a workbook: its name, a header, and rows of numbers, words, or nothing. */
export interface Sheet {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: Iterable<readonly (number | string | null)[]>;
}

/** Most rows of a sheet, its header among them (ECMA-376, as spreadsheet programs read it). */
export const mostSheetRows = 1_048_576;

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const types = 'http://schemas.openxmlformats.org/package/2006/content-types';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** Text inside XML 1.0, which has no control characters beside tab and line ends. */
const clean = (text: string): string =>
  [...text]
    .filter((letter) => letter >= ' ' || letter === '\t' || letter === '\n')
    .join('')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

function cell(value: number | string | null): string {
  if (typeof value === 'number' && Number.isFinite(value)) return `<c><v>${value}</v></c>`;
  if (typeof value !== 'string') return '<c/>';
  return `<c t="inlineStr"><is><t xml:space="preserve">${clean(value)}</t></is></c>`;
}

function sheetXml({ header, rows }: Sheet): string {
  const lines = [`<row>${header.map(cell).join('')}</row>`];
  for (const row of rows) {
    if (lines.length === mostSheetRows) throw new RangeError(`a sheet holds ${mostSheetRows} rows at most`);
    lines.push(`<row>${row.map(cell).join('')}</row>`);
  }
  return `${head}<worksheet xmlns="${main}"><sheetData>${lines.join('')}</sheetData></worksheet>`;
}

/** A sheet's name: 31 characters at most, without the signs that spreadsheet programs refuse. */
const sheetName = (name: string): string => clean(name.replaceAll(/[\\/?*[\]:]/g, '_').slice(0, 31));

/** A workbook (ECMA-376) as bytes; the same sheets give the same bytes. Throws RangeError for more rows than a sheet holds. */
export function writeXlsx(sheets: readonly Sheet[]): Uint8Array {
  const part = (index: number): string => `worksheets/sheet${index + 1}.xml`;
  const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml';
  const bookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';
  const texts: Record<string, string> = {
    '[Content_Types].xml': `${head}<Types xmlns="${types}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${bookType}"/>${sheets.map((_, index) => `<Override PartName="/xl/${part(index)}" ContentType="${sheetType}"/>`).join('')}</Types>`,
    '_rels/.rels': `${head}<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets.map(({ name }, index) => `<sheet name="${sheetName(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="${relations}">${sheets.map((_, index) => `<Relationship Id="rId${index + 1}" Type="${office}/worksheet" Target="${part(index)}"/>`).join('')}</Relationships>`,
  };
  sheets.forEach((sheet, index) => (texts[`xl/${part(index)}`] = sheetXml(sheet)));
  const files = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, strToU8(text)]));
  return zipSync(files, { level: 6, mtime: new Date(1980, 0, 1), os: 0 });
}
