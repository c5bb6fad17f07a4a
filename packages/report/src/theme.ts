/** Okabe and Ito's palette: told apart by people with any common colour vision. */
export const palette = [
  '#0072B2',
  '#D55E00',
  '#009E73',
  '#CC79A7',
  '#E69F00',
  '#56B4E9',
  '#000000',
  '#8C6D1F',
];

/** Vega-Lite configuration of every figure. */
export const theme = {
  background: '#ffffff',
  font: 'Helvetica, Arial, "Liberation Sans", sans-serif',
  padding: 12,
  view: { stroke: '#c8c8c8' },
  range: { category: palette },
  axis: {
    labelFontSize: 12,
    titleFontSize: 13,
    titleFontWeight: 'normal',
    gridColor: '#ececec',
    domainColor: '#888',
  },
  legend: {
    symbolOpacity: 1,
    symbolStrokeWidth: 2,
    labelFontSize: 12,
    titleFontSize: 12,
    titleFontWeight: 'normal',
    titleLimit: 0,
    labelLimit: 0,
  },
  header: { labelLimit: 0, labelFontSize: 12, titleFontSize: 12, titleFontWeight: 'normal' },
  title: { fontSize: 14, fontWeight: 'bold', anchor: 'start', offset: 12 },
  mark: { color: palette[0] },
  line: { strokeWidth: 2 },
} as const;

/** Size of one panel [pixels]. */
export const panelSize = { single: { width: 560, height: 340 }, small: { width: 250, height: 190 } } as const;
