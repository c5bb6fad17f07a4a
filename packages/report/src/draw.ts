import * as vega from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { theme } from './theme.js';

/** A Vega-Lite specification as a JSON object. */
export type Figure = Readonly<Record<string, unknown>>;

// vega numbers clip paths and gradients with a global counter that its type declarations leave out.
const { resetSVGDefIds } = vega as unknown as { resetSVGDefIds: () => void };

/** Draws a figure as SVG text; the same figure gives the same bytes. */
export async function draw(figure: Figure): Promise<string> {
  const { spec } = compile({ ...figure, config: theme } as unknown as TopLevelSpec);
  const view = new vega.View(vega.parse(spec), { renderer: 'none' });
  await view.runAsync();
  resetSVGDefIds();
  const svg = await view.toSVG();
  view.finalize();
  return `${svg}\n`;
}

/** A figure as a Vega-Lite document that stands by itself, its data within. */
export const specificationText = (figure: Figure): string =>
  `${JSON.stringify({ $schema: 'https://vega.github.io/schema/vega-lite/v6.json', ...figure, config: theme }, null, 1)}\n`;
