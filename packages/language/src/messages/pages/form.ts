import type { Page } from '../codes.js';

/** Pages of K1xx: the form of the text. */
export const formPages = {
  K101: {
    title: 'A field without a value',
    text: `Every line  name = value  needs something behind the equals sign, on the same line.
Write a number with its unit, a word, a list in [ ] or a text in quotes; or delete the line, and the default holds.
kir check --show model  prints the study with all defaults written out.`,
  },
  K102: {
    title: 'Something is missing after a word or a sign',
    text: `Words such as  to, step, of, from, as, within  and signs such as  <  and the point join two things.
The second one is missing. Complete the line, or delete the joining word as well.`,
  },
  K103: {
    title: 'A field without an equals sign',
    text: `A field is  name = value.  The equals sign says "is"; it stands between the name and the value, everywhere.`,
  },
  K104: {
    title: 'Two things without a separator',
    text: `Inside braces every field stands on a line of its own, or is separated by a comma on the same line:
  { bits = 8, encoding = bit_serial }
Inside ( ) and [ ] the entries are separated by commas.`,
  },
  K105: {
    title: 'A bracket that is never closed',
    text: `Every ( needs its ) and every [ its ]. The report marks the bracket that was opened; the fix shows where the
closing one most likely belongs. Inside brackets a line may be continued on the next one.`,
  },
  K106: {
    title: 'A block that is never closed',
    text: `Every { needs its }. The report marks the brace that was opened. kir format indents a whole text, which makes a
missing brace easy to see.`,
  },
  K107: {
    title: 'A closing bracket that closes nothing',
    text: `There is a closing bracket or brace without its partner: either it is one too many, or the opening one was
deleted by accident.`,
  },
  K108: {
    title: 'A block that is never opened',
    text: `The contents of a block stand between { and }. The opening brace belongs at the end of the line that names the block:
  device hfo2 {
    on_state = 10 kohm
  }`,
  },
  K109: {
    title: 'A word of the language where a name belongs',
    text: `import, let, from, as, find, require and until are words of the language and cannot name anything else.
Choose another name, for example with a number or a second word behind it: from_wafer.`,
  },
  K110: {
    title: 'Something that does not fit here',
    text: `A line in a block is a field  name = value,  a nested block  name { … },  a layer such as  dense(10, softmax),
or one of  find, require, until.  A value is a number with its unit, a word, a call such as  normal(sigma = 2 uS),
a list in [ ], a size such as  128 x 128,  or a text in quotes.`,
  },
  K111: {
    title: 'A line outside every block',
    text: `The outermost level of a text holds blocks (data, network, device, adc, chip, train, experiment, report), and the
two one-liners  let name = value  and  import "file.kir" as name.  Fields belong inside a block.`,
  },
  K112: {
    title: 'A text whose closing quote is missing',
    text: `A text stands between two straight quotes " " on one line.`,
  },
  K113: {
    title: 'A character without a meaning',
    text: `The language uses letters, digits and the signs  = , . : { } ( ) [ ] < > % " #.  Any other character is most likely a
slip, or came along when the text was copied from a document.`,
  },
  K114: {
    title: 'A field without a name',
    text: `A field is  name = value.  The name in front of the equals sign is missing.`,
  },
  K120: {
    title: 'A comment in another notation',
    text: `A comment begins with # and goes on to the end of the line. A comment above a block is its description.`,
  },
  K121: {
    title: 'A semicolon',
    text: `A field ends with its line; several fields on one line are separated by commas. Semicolons are not needed.`,
  },
  K122: {
    title: 'A colon in place of the equals sign',
    text: `A field is  name = value.  The colon has one use only: it labels a layer, as in  fc1: dense(256, relu).`,
  },
  K123: {
    title: 'true and false',
    text: `The words for a switch are  yes  and  no.`,
  },
  K124: {
    title: 'Another sign in place of = or of a comparison',
    text: `A single  =  says "is". Conditions compare with  <, <=, >, >=;  there is no comparison for equality, because
measured numbers are hardly ever equal.`,
  },
  K125: {
    title: 'Quotes that are not straight',
    text: `Texts stand between straight double quotes, as in  "cells.csv".  Word processors replace them by curly ones.`,
  },
  K126: {
    title: 'Quotes around a name or a number',
    text: `Quotes are for file names, column headers and keys. Names of blocks, words such as  bit_serial,  and numbers with
their units stand without.`,
  },
  K127: {
    title: 'Percent as a word',
    text: `A percentage is written with its sign:  5 %  or  5 % of target.`,
  },
  K128: {
    title: 'A comma or a space inside a number',
    text: `Numbers have a decimal point and no separators between thousands:  0.05,  20000,  1e6.  The comma separates entries.`,
  },
  K129: {
    title: 'A dash in place of the minus sign',
    text: `The minus sign is the hyphen of the keyboard. Dashes come along when numbers are copied from a document.`,
  },
  K130: {
    title: 'A range in another notation',
    text: `Ranges are written in words, both ends included:
  4 to 10      0 % to 30 % of target step 5 %      0 to 1 in 11 points      1 to 1000 in 7 log points`,
  },
  K131: {
    title: 'A name that cannot be one',
    text: `A name begins with a letter and goes on with letters, digits and underscores: hfo2, on_off_ratio, lot_7.`,
  },
  K132: {
    title: 'An equals sign in front of a block',
    text: `A nested block follows its name directly:  array { size = 128 x 128 }.  The equals sign is for values.`,
  },
  K133: {
    title: 'Arithmetic',
    text: `There is no arithmetic: a study states its values, so that it can be read, planned and repeated. Write the result, or
sweep over the values. A study that needs arithmetic can be generated as JSON (kir format --json shows the form).`,
  },
  K134: {
    title: 'A spread written with plus-minus',
    text: `A spread has a distribution and a meaning:  normal(sigma = 5 % of target),  uniform(half_width = 2 uS).
Plus-minus leaves open which one is meant.`,
  },
  K135: {
    title: 'A size in another notation',
    text: `Sizes are written with the letter x:  128 x 128,  28x28x1,  or with the sign ×.`,
  },
  K150: {
    title: 'Not a text file',
    text: `A study is a plain text in UTF-8. This file contains bytes that no text contains; it may be compressed, a
spreadsheet, or saved in UTF-16.`,
  },
  K151: {
    title: 'A very large text',
    text: `Studies are read up to a size of 1 MiB and 700,000 words and signs, far beyond the longest one. Measured values belong in a
CSV or NPZ file that the study names.`,
  },
  K152: {
    title: 'Brackets nested too deeply',
    text: `Blocks, lists and calls may be nested 100 deep. More is most likely an accident of a program that wrote the text.`,
  },
  K153: {
    title: 'Many faults',
    text: `After 100 faults of form the reading stops: the text is probably not a study.`,
  },
  K160: {
    title: 'Not JSON',
    text: `A study may be given as JSON, the exact image of its text. The file could not be read as JSON at the place named.`,
  },
  K161: {
    title: 'JSON of another shape',
    text: `kir format --json FILE.kir  prints the JSON image of a text. Every block, field and value has the form shown there.`,
  },
  K162: {
    title: 'Another version of the JSON image',
    text: `The JSON image of a study names its version:  "kirVersion": 1.`,
  },
} as const satisfies Readonly<Record<`K1${string}`, Page>>;
