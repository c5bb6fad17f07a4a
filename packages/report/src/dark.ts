/**
 * Colours of figures and what they become on a dark page: the palette of Okabe and Ito with its order of hues kept, each at least 4.5 to 1
 * against the paper. Sequential colours stay.
 */
const colours: readonly (readonly [light: string, dark: string])[] = [
  ['#ffffff', '#17181a'],
  ['#fff', '#17181a'],
  ['#000000', '#e8e8e8'],
  ['#000', '#e8e8e8'],
  ['#888', '#8e8e8e'],
  ['#c8c8c8', '#4a4d52'],
  ['#ececec', '#2c2f33'],
  ['#0072B2', '#4aa8e8'],
  ['#D55E00', '#f28a4b'],
  ['#009E73', '#2fc79a'],
  ['#CC79A7', '#e39bc4'],
  ['#E69F00', '#f2b840'],
  ['#56B4E9', '#a6dcfb'],
  ['#8C6D1F', '#cdb05a'],
];

/** Rules that turn a figure's colours dark, for the elements below `scope`. */
const rules = (scope: string): string =>
  colours
    .flatMap(([light, dark]) =>
      ['fill', 'stroke'].map((name) => `${scope}[${name}="${light}" i] { ${name}: ${dark}; }`),
    )
    .join('\n');

/** The dark half of the figures of a page. */
export const darkFigures = `@media screen and (prefers-color-scheme: dark) {\n${rules('figure svg ')}\n}`;

const ownStyle = `<style>@media (prefers-color-scheme: dark) {\n${rules('')}\n}</style>`;

/** A drawing that follows the reader's setting by itself. */
export const withDarkColours = (svg: string): string =>
  svg.replace(/<svg [^>]*>/, (open) => `${open}${ownStyle}`);
