import { darkFigures } from './dark.js';

/** The page's style sheet: light and dark by the reader's setting, plain on paper. */
export const style = `
:root { --ink: #1b1b1b; --paper: #ffffff; --soft: #5a5a5a; --line: #d5d5d5; --code: #f6f6f4;
  --comment: #5a6a5a; --text: #7a4a00; --number: #00558a; --word: #8a2f00; }
@media screen and (prefers-color-scheme: dark) {
  :root { --ink: #e8e8e8; --paper: #17181a; --soft: #a8a8a8; --line: #3a3c40; --code: #202226;
    --comment: #9db09d; --text: #e0b878; --number: #7cc4f0; --word: #f0a080; }
}
body { font: 16px/1.5 Georgia, 'Times New Roman', serif; color: var(--ink); background: var(--paper);
  max-width: 62rem; margin: 2.5rem auto; padding: 0 1.2rem; }
h1, h2, th, figcaption, .soft { font-family: Helvetica, Arial, sans-serif; }
h1 { font-size: 1.7rem; margin-bottom: 0.2rem; }
h2 { font-size: 1.15rem; margin-top: 2.4rem; border-bottom: 1px solid var(--line); }
.question { font-size: 1.15rem; white-space: pre-line; }
.verdict { border-left: 4px solid var(--number); margin: 1.2rem 0; padding: 0.2rem 0 0.2rem 2rem; font-size: 1.05rem; }
.comment { color: var(--comment); font-style: italic; }
span.text { color: var(--text); }
.number { color: var(--number); }
.word, .kind { color: var(--word); }
.kind { font-weight: 600; }
.soft { color: var(--soft); font-size: 0.85rem; }
figure { margin: 1.5rem 0; overflow-x: auto; }
figure svg { border: 1px solid var(--line); border-radius: 4px; max-width: 100%; height: auto; }
table { border-collapse: collapse; font-size: 0.9rem; margin: 0.8rem 0; }
th, td { padding: 0.25rem 0.7rem; text-align: right; border-bottom: 1px solid var(--line); font-variant-numeric: tabular-nums; }
th { font-weight: 600; text-align: right; }
th:first-child, td:first-child { text-align: left; }
caption { text-align: left; padding-bottom: 0.3rem; }
.scroll { overflow: auto; max-height: 34rem; }
td { white-space: nowrap; }
thead th { position: sticky; top: 0; background: var(--paper); }
pre { background: var(--code); padding: 1rem; overflow-x: auto; font-size: 0.82rem; line-height: 1.4; }
dl { display: grid; grid-template-columns: max-content auto; gap: 0.15rem 1rem; font-size: 0.9rem; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
@media print { body { margin: 0; max-width: none; } figure, table { break-inside: avoid; } h2 { break-after: avoid; }
  pre { white-space: pre-wrap; } td { white-space: normal; } .scroll { max-height: none; overflow: visible; } }
${darkFigures}
`;
