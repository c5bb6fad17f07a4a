import type { Page } from '../codes.js';

/** Pages of K2xx: names. */
export const namePages = {
  K201: {
    title: 'A name that nothing in reach has',
    text: `A field such as  device = hfo2  refers to a block by its name. The block may stand anywhere in the same text, in an
imported file (lab.hfo2 after  import "lab.kir" as lab) or among the presets (standard.rram_hfo2). Upper and lower
case are different. The report names the nearest spelling, or the names that would do.`,
  },
  K202: {
    title: 'A field that does not exist',
    text: `Every block has a fixed list of fields, printed in docs/language.md. The report names the nearest spelling, or the
block in which a field of that name belongs. A field is never ignored: what the program does not know, it refuses.`,
  },
  K203: {
    title: 'A path that leads nowhere',
    text: `A line of a sweep or a find starts at a field of its experiment and follows references:
  chip.device.programming_variation.sigma
reads: the sigma of the programming variation of the device of this experiment's chip. The path must name every step.
It also fails where the study has nothing at its end, for example the bits of an ideal converter.`,
  },
  K204: {
    title: 'Two things of one name',
    text: `Blocks of one kind must differ in their names, and so must the axes of an experiment. A value named with let and an
imported file share their names with nothing else. Axes are named with  as:  chip.adc.bits as bits = 4 to 8.`,
  },
  K205: {
    title: 'A field written twice',
    text: `A block says every field once. To ask for several values, sweep over the field in an experiment.`,
  },
  K206: {
    title: 'Something has not been said',
    text: `Most fields have a default; a few have none, because every choice would be a guess about your device or your
question. The report names the field and gives an example of it. kir check --show model  prints all defaults.`,
  },
  K207: {
    title: 'A block of an unknown kind',
    text: `There are eight kinds of block: data, network, device, adc, chip, train, experiment and report, and two one-liners:
  let name = value      import "file.kir" as name`,
  },
  K208: {
    title: 'A name too few or too many',
    text: `Blocks at the outermost level have a name:  device hfo2 { … }.  Blocks in place have none, because they belong to the
block around them:  adc { bits = 8 }.`,
  },
  K209: {
    title: 'A circle of references',
    text: `A block copied from another with  from,  a value named with  let  and an imported file must in the end rest on
something written out. The report shows the way round.`,
  },
  K210: {
    title: 'A block of another kind',
    text: `A field that refers to a block takes one kind only: device takes a device, chip a chip. The report names those of the
right kind that are in reach.`,
  },
  K211: {
    title: 'A block that nothing uses',
    text: `A warning. A block that no experiment reaches changes no result; most often a name was changed in one place only.`,
  },
  K212: {
    title: 'A report asks for something its experiment does not have',
    text: `Plots and tables are drawn over the axes of an experiment (the names given with  as),  over the metrics of its trials
(accuracy, accuracy_loss, top5_accuracy, cross_entropy, agreement, signal_to_error, clipped_share) and over the
columns of the training log (epoch, training_loss, training_accuracy, test_accuracy, learning_rate).`,
  },
  K213: {
    title: 'A layer that the network does not have',
    text: `Layers are named by the label in front of them (fc1: dense(256, relu)), or by their kind and number: dense_1, conv_2.
first_layer and last_layer are the first and last layer with weights.`,
  },
  K214: {
    title: 'A column that the CSV file does not have',
    text: `Columns are named as in the header line of the file, with or without the unit in square brackets.`,
  },
  K215: {
    title: 'A column without a fitting unit',
    text: `Units of measured data are read from the header:  target [uS], "read back [uS]".  A table of conductances needs a
conductance in each of its columns.`,
  },
  K216: {
    title: 'A line in the wrong place',
    text: `find, require, until and sweep ask questions and belong to an experiment; layers belong to a network; plot, table and
histogram to a report.`,
  },
  K217: {
    title: 'A metric that no trial records',
    text: `Every trial records accuracy, accuracy_loss, cross_entropy and agreement. top5_accuracy, signal_to_error and
clipped_share are recorded where the experiment's  metrics  names them; signal_to_error computes every analog layer a
second time in software. A report can show what is recorded.`,
  },
} as const satisfies Readonly<Record<`K2${string}`, Page>>;
