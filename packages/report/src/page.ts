import { highlight } from './highlight.js';
import { style } from './style.js';
import type { Grid } from './table.js';

/** Text made safe inside HTML. */
export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** A part of the page, in reading order. */
export type Section =
  | { readonly kind: 'figure'; readonly name: string; readonly svg: string; readonly caption: string }
  | { readonly kind: 'grid'; readonly grid: Grid };

/** Sections under a heading. */
export interface Chapter {
  readonly title: string;
  readonly sections: readonly Section[];
}

export interface Page {
  readonly title: string;
  readonly question: string;
  /** What was found, a sentence each. */
  readonly verdict: readonly string[];
  readonly sections: readonly Section[];
  /** Parts with a heading; one without sections is left out. */
  readonly chapters: readonly Chapter[];
  /** Every point with its interval. */
  readonly summary: readonly Grid[];
  /** What the intervals do not hold. */
  readonly notes: readonly string[];
  readonly studyText: string;
  /** What is needed to repeat the run: name and value. */
  readonly record: readonly (readonly [string, string])[];
}

function gridHtml(grid: Grid): string {
  const head = grid.header.map((cell) => `<th scope="col">${escapeHtml(cell)}</th>`).join('');
  const rows = grid.rows
    .map((row) => `<tr>${row.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`)
    .join('\n');
  return `<div class="scroll" tabindex="0"><table>\n<caption class="soft">${escapeHtml(grid.title)}</caption>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${rows}\n</tbody></table></div>`;
}

function sectionHtml(section: Section): string {
  if (section.kind === 'grid') return gridHtml(section.grid);
  const label = escapeHtml(section.name.replaceAll('_', ' '));
  const svg = section.svg.trim().replace('<svg ', `<svg role="img" aria-label="${label}" `);
  return `<figure id="${escapeHtml(section.name)}">\n${svg}\n<figcaption class="soft">${escapeHtml(section.caption)}</figcaption>\n</figure>`;
}

const chapterHtml = ({ title, sections }: Chapter): string =>
  sections.length === 0 ? '' : `<h2>${escapeHtml(title)}</h2>\n${sections.map(sectionHtml).join('\n')}\n`;

const verdictHtml = (sentences: readonly string[]): string =>
  sentences.length === 0
    ? ''
    : `<ul class="verdict">\n${sentences.map((text) => `<li>${escapeHtml(text)}</li>`).join('\n')}\n</ul>\n`;

/** One self-contained page: no script, nothing from outside, opens from disk. */
export function pageHtml(page: Page): string {
  const record = page.record
    .map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`)
    .join('\n');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(page.title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escapeHtml(page.title)}</h1>
${page.question === '' ? '' : `<p class="question">${escapeHtml(page.question)}</p>\n`}${verdictHtml(page.verdict)}${page.sections.map(sectionHtml).join('\n')}
${page.chapters.map(chapterHtml).join('')}<h2>Every point</h2>
${page.summary.map(gridHtml).join('\n')}
${page.notes.map((note) => `<p class="soft">${escapeHtml(note)}</p>`).join('\n')}
<h2>The study</h2>
<pre tabindex="0">${highlight(page.studyText)}</pre>
<h2>Record</h2>
<dl>
${record}
</dl>
</main>
</body>
</html>
`;
}
