import { blocks } from './blocks.js';
import { containers, layers } from './layers.js';
import { countColumns, estimates, metrics, trainingColumns, type Column } from './metrics.js';
import type {
  BlockSpecification,
  CallSpecification,
  Fields,
  FieldSpecification,
  NestedSpecification,
  ValueType,
} from './specification.js';
import { dimensionNames, prefixes, siUnits } from './units.js';

/** The field tables of docs/language.md, in Markdown: made from the vocabulary, so that the page cannot go stale. */
export function manualTables(): string {
  const sections = Object.values<BlockSpecification>(blocks).map(blockSection);
  return [...sections, layerSection(), columnSection(), unitSection()].join('\n\n');
}

function blockSection(block: BlockSpecification): string {
  const nested = Object.values(block.fields).flatMap(({ type }) => (type.nested ? [type.nested] : []));
  const parts = [
    ...nested,
    ...Object.values(block.repeated ?? {}).filter(({ fields }) => Object.keys(fields).length > 0),
  ];
  const inner = parts.map((part) => nestedSection(block.word, part));
  return [
    `### ${block.word}`,
    block.text,
    fieldTable(block.fields),
    ...callLists(block.fields),
    ...inner,
  ].join('\n\n');
}

function nestedSection(word: string, { word: name, text, fields }: NestedSpecification): string {
  return [`#### ${word} { ${name} { … } }`, text, fieldTable(fields), ...callLists(fields)].join('\n\n');
}

const rowOf = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [rowOf(head), rowOf(head.map(() => '---')), ...rows.map(rowOf)].join('\n');
}

const code = (text: string): string => `\`${text}\``;

function fieldTable(fields: Fields): string {
  const rows = Object.entries(fields).map(([name, field]) => [
    code(name),
    takes(field.type),
    startOf(field),
    `${field.text}, for example ${code(field.examples[0])}.`,
  ]);
  return tableOf(['field', 'takes', 'default', 'meaning'], rows);
}

function startOf(field: FieldSpecification): string {
  if (field.default === '{ }') return 'its own defaults';
  if (field.default !== undefined) return code(field.default);
  return field.required ? '**needed**' : '–';
}

/** What a value may be, in a few words. */
function takes(type: ValueType): string {
  const one = type.single && type.list ? type.list : type;
  const parts = [quantityWords(one), ...wordsOf(one), ...otherForms(one)].filter(
    (part) => part !== undefined,
  );
  const text = parts.join(' or ');
  if (type.single) return `${text}, or a list of these`;
  return type.list ? `${parts.length > 0 ? `${text} or ` : ''}list of ${takes(type.list)}` : text;
}

function quantityWords({ quantity, extent }: ValueType): string | undefined {
  if (extent) return 'whole number, or from … to …';
  if (!quantity) return undefined;
  const whole = quantity.integer ? 'whole number' : undefined;
  const dimensions = quantity.dimensions.map(
    (dimension) => whole ?? dimensionNames[dimension].replace(/^an? (plain )?/, ''),
  );
  const basis = quantity.bases ? ` of ${quantity.bases.map(code).join(', ')}` : '';
  const limits = limitWords(quantity);
  return `${dimensions.map((name) => (name === 'percentage' ? `${name}${basis}` : name)).join(' or ')}${limits}${quantity.infinite ? ' or `infinite`' : ''}`;
}

type Limits = NonNullable<ValueType['quantity']>;

function limitWords({ minimum, maximum, above, below, dimensions }: Limits): string {
  const shown = (limit: number): string =>
    dimensions.length === 1 && dimensions[0] === 'fraction' ? `${limit * 100} %` : `${limit}`;
  if (minimum !== undefined && maximum !== undefined)
    return dimensions[0] === 'fraction' ? '' : `, ${shown(minimum)} to ${shown(maximum)}`;
  const words = [
    minimum === undefined ? '' : minimum === 0 ? '' : `, from ${shown(minimum)}`,
    maximum === undefined ? '' : `, up to ${shown(maximum)}`,
    above === undefined ? '' : `, above ${shown(above)}`,
    below === undefined ? '' : `, below ${shown(below)}`,
  ];
  return words.join('');
}

const wordsOf = ({ words, calls, flag }: ValueType): string[] => [
  ...Object.keys(words ?? {}).map(code),
  ...Object.entries(calls ?? {}).map(([name, call]) =>
    code(Object.keys(call.arguments).length > 0 ? `${name}(…)` : name),
  ),
  ...(flag ? ['`yes`', '`no`'] : []),
];

const laterWords = {
  estimate: 'number made from trials',
  column: 'axis or column',
  metric: 'metric',
  layer: 'layer',
} as const;

function otherForms({ shape, text, file, block, nested, layers: holdsLayers, later }: ValueType): string[] {
  return [
    ...(shape ? [`size of ${shape.rank.join(' or ')} numbers`] : []),
    ...(text ? ['text in quotes'] : []),
    ...(file ? ['file name in quotes'] : []),
    ...(block ? [`block ${code(block)}, by name or in place`] : []),
    ...(nested ? ['block, see below'] : []),
    ...(holdsLayers ? ['layers'] : []),
    ...(later ? [laterWords[later]] : []),
  ];
}

function callLists(fields: Fields): string[] {
  return Object.entries(fields).flatMap(([name, { type }]) => {
    const calls = Object.entries(type.calls ?? {});
    if (calls.length === 0) return [];
    return [
      [
        `Values of ${code(name)}:`,
        '',
        ...calls.map(([call, specification]) => callLine(call, specification)),
      ].join('\n'),
    ];
  });
}

function callLine(name: string, { arguments: fields, text, positional }: CallSpecification): string {
  const entries = Object.entries(fields).map(([argument, field], n) => {
    const start = field.default === undefined ? (field.required ? '' : ' optional') : ` [${field.default}]`;
    return `${code(argument)}${n < positional ? '' : ' ='} ${takes(field.type)}${start}`;
  });
  return `- ${code(name)}${entries.length > 0 ? ` (${entries.join('; ')})` : ''}: ${text}`;
}

function layerSection(): string {
  const lines = Object.entries<CallSpecification>(layers).map(([name, layer]) => callLine(name, layer));
  const note = `A label in front names a layer: \`fc1: dense(256, relu)\`. ${containers.slice(0, 2).map(code).join(' and ')} hold layers in braces.`;
  return ['### layers', note, lines.join('\n')].join('\n\n');
}

const columnRows = (columns: Readonly<Record<string, Column>>): string[][] =>
  Object.entries(columns).map(([name, { text, dimension }]) => [
    code(name),
    dimension === 'fraction' ? '%' : siUnits[dimension],
    text,
  ]);

function columnSection(): string {
  const numbers = Object.entries(estimates).map(([name, text]) => [code(`${name}(…)`), '', text]);
  const rows = [
    ...columnRows(metrics),
    ...numbers,
    ...columnRows(trainingColumns),
    ...columnRows(countColumns),
  ];
  return [
    '### metrics and columns',
    'What conditions, plots and tables may ask for, beside the axes of their experiment.',
    tableOf(['name', 'unit', 'meaning'], rows),
  ].join('\n\n');
}

function unitSection(): string {
  const steps = Object.entries(prefixes).map(([prefix, power]) => `${code(prefix)} 10^${power}`);
  const rows = [
    ['conductance', code(siUnits.conductance), 'with prefixes'],
    ['resistance', '`ohm`, `Ω`', 'with prefixes'],
    ['voltage', code(siUnits.voltage), 'with prefixes'],
    ['current', code(siUnits.current), 'with prefixes'],
    ['time', '`s`, `min`, `h`, `day`, `week`, `year`', 'prefixes with `s` only; a year has 365 days'],
    [
      'percentage',
      '`%`',
      '`of target`, `of range`, `of on_state`, `of cells`, `of max_weight` where it matters',
    ],
    ['converter steps', '`LSB`', ''],
    ['signal-to-error ratio', '`dB`', ''],
    ['training', '`epochs`, `steps`, `sigma`', ''],
  ];
  return ['### units', `Prefixes: ${steps.join(', ')}.`, tableOf(['quantity', 'unit', 'note'], rows)].join(
    '\n\n',
  );
}
