import { block, field, oneOrMore, percentage, repeatable, required, text, words } from './constructors.js';
import type { BlockSpecification, ValueType } from './specification.js';

const of = field(block('experiment'), 'Experiment shown; the report’s own where not given', 'sigma_study');
const column: ValueType = { later: 'column' };
const estimate: ValueType = { later: 'estimate' };
const metric: ValueType = { later: 'metric' };
const axes = (sentence: string, example: string) =>
  field(oneOrMore(column), sentence, example, { default: '[]' });
const scale = words({ linear: 'equal steps', log: 'equal factors' });

const plot = {
  of,
  x: field(column, 'Axis or column along x', 'sigma', required),
  x_scale: field(scale, 'Scale of x', 'log', { default: 'linear' }),
  y: field(estimate, 'Number drawn', 'median(accuracy)', required),
  y_scale: field(scale, 'Scale of y', 'log', { default: 'linear' }),
  band: field(percentage(), 'Shaded middle share of the chips', '90 %'),
  series: axes('One line for each value of this axis', 'ratio'),
  panels: axes('One panel for each value of these axes', '[scheme, size]'),
};

const table = {
  of,
  rows: field(oneOrMore(column), 'Axes whose values are the rows', '[scheme, bits]', required),
  columns: axes('Axis whose values are the columns', 'ratio'),
  value: field(oneOrMore(estimate), 'Number in each cell, or several', 'mean(accuracy_loss)', required),
};

const histogram = {
  of,
  x: field(metric, 'Metric whose distribution over chips is drawn', 'accuracy', required),
  series: axes('One colour for each value of this axis', 'cells'),
  panels: axes('One panel for each value of these axes', 'sigma'),
};

const fields = {
  of: field(block('experiment'), 'Experiment shown by plots and tables that name none', 'sigma_study'),
  save: field(text, 'File of the page, in the folder of the run', '"variation.html"'),
};

/** `report`: plots and tables of experiments (language.md section 7). */
export const report = {
  word: 'report',
  text: 'Plots and tables made from experiments.',
  fields,
  repeated: {
    plot: repeatable('plot', 'Curves over an axis.', plot),
    table: repeatable('table', 'Numbers in rows and columns.', table),
    histogram: repeatable('histogram', 'Distribution of a metric over the chips.', histogram),
  },
} as const satisfies BlockSpecification;
