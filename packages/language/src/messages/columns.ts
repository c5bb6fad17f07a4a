import type { Diagnostic, Origin } from '@kirchhoff/model';
import { articled as withArticle } from '../vocabulary/article.js';
import { listed } from './quantities.js';
import { report } from './report.js';

/** K212: a report asks for an axis, metric or column that its experiment does not have. */
export function unknownColumn(
  at: Origin,
  parts: {
    readonly experiment: string;
    readonly name: string;
    readonly what: string;
    readonly known: readonly string[];
    readonly likely?: string;
  },
): Diagnostic {
  const { experiment, name, what, known, likely } = parts;
  return report({
    code: 'K212',
    title: `experiment ${experiment} has no ${what} ${name}`,
    at,
    label: `not ${withArticle(what)} of ${experiment}`,
    fixes: likely !== undefined ? [{ text: likely, origin: at }] : known.length > 0 ? [listed(known)] : [],
  });
}

/** K213: a layer that the network does not have. */
export function unknownLayer(
  at: Origin,
  name: string,
  network: string,
  known: readonly string[],
  likely?: string,
): Diagnostic {
  return report({
    code: 'K213',
    title: `network ${network} has no layer ${name}`,
    at,
    label: 'unknown layer',
    fixes:
      likely === undefined
        ? [listed([...known.slice(0, 8), 'first_layer', 'last_layer'])]
        : [{ text: likely, origin: at }],
  });
}

/** K214: a column that a CSV file does not have, or whose unit does not fit. */
export function unknownCsvColumn(
  at: Origin,
  file: string,
  name: string,
  known: readonly string[],
  likely?: string,
): Diagnostic {
  return report({
    code: 'K214',
    title: `${file} has no column "${name}"`,
    at,
    label: 'unknown column',
    fixes:
      likely === undefined
        ? known.slice(0, 8).map((column) => `"${column}"`)
        : [{ text: `"${likely}"`, origin: at }],
  });
}

/** K215: a column whose header gives no unit, or one of another kind. */
export function csvColumnUnit(at: Origin, column: string, needs: string, found?: string): Diagnostic {
  return report({
    code: 'K215',
    title:
      found === undefined
        ? `the header of column "${column}" names no unit`
        : `column "${column}" is in ${found}, which is not ${needs}`,
    at,
    label: `needs the unit of ${needs}`,
    why: 'units of measured data are read from the header of the file',
    fixes: ['name the unit in the header of the file, for example  target [uS]'],
  });
}

/** K217: a metric that the trials of the experiment do not record. */
export function notRecorded(
  at: Origin,
  parts: { readonly experiment: string; readonly name: string; readonly recorded: readonly string[] },
): Diagnostic {
  const { experiment, name, recorded } = parts;
  const all = [...recorded, name];
  return report({
    code: 'K217',
    title: `the trials of experiment ${experiment} do not record ${name}`,
    at,
    label: 'not recorded',
    why: 'accuracy, accuracy_loss, cross_entropy and agreement are always recorded, others where metrics names them',
    fixes: [`in experiment ${experiment}:  metrics = ${all.length === 1 ? name : `[${all.join(', ')}]`}`],
  });
}
