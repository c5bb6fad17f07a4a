import type { Page } from '../codes.js';

/** Pages of K3xx: units and values. */
export const valuePages = {
  K301: {
    title: 'A number of the wrong kind',
    text: `Every field says what it measures: a conductance, a time, a plain number. A number with the unit of something else
cannot be meant. on_state takes a conductance or a resistance; they say the same thing.`,
  },
  K302: {
    title: 'An unknown unit',
    text: `Units are S, ohm (or Ω), V, A, s with the prefixes f p n u µ m k M G; min, h, day, week, year; %, LSB, epochs, steps,
sigma. Upper and lower case differ: m is milli, M is mega.`,
  },
  K303: {
    title: 'A number without its unit',
    text: `The unit is part of the number:  10 kohm,  0.2 V,  5 %.  Only counts and ratios are plain numbers.`,
  },
  K304: {
    title: 'A percentage of what?',
    text: `"Five percent variation" is published in three meanings. For a cell with target conductance G:
  5 % of target     sigma = 0.05 G                each cell's spread follows its own conductance
  5 % of range      sigma = 0.05 (G_on - G_off)   the same for every cell
  5 % of on_state   sigma = 0.05 G_on             the same for every cell
At an on/off ratio of 10 a weight stored near the off state differs by a factor of ten between the first and the last.
The basis decides whether small weights are noisy, and with it which signed scheme is best. An absolute spread is
written with its unit: 2 uS. Stuck cells are a percentage of cells, injected noise a percentage of max_weight.
See Joshi et al., Nat. Commun. 11, 2473 (2020); Yon et al., Adv. Intell. Syst. (2022).`,
  },
  K305: {
    title: 'An unusual size',
    text: `A warning: the number is far from what devices and circuits have. Often m (milli) stands where M (mega) was meant. If
the number is right, leave it: the study runs with it.`,
  },
  K306: {
    title: 'A number outside its limits',
    text: `Some numbers have no meaning beyond a limit: a spread below zero, an on/off ratio of one, an array without rows.`,
  },
  K307: {
    title: 'Not a whole number',
    text: `Bits, levels, epochs, images and chips are counted.`,
  },
  K308: {
    title: 'A value of another form',
    text: `A value is a number, a word, a call such as  normal(sigma = 2 uS),  a size such as  128 x 128,  a list in [ ], a text
in quotes, or the name of a block. Each field takes some of these; docs/language.md lists them.`,
  },
  K309: {
    title: 'An unknown word',
    text: `Fields such as clip, scheme or encoding take one of a few words. The report lists them.`,
  },
  K310: {
    title: 'The same thing said twice',
    text: `on_off_ratio and off_state both fix the off state. Two statements can disagree, now or after the next edit; keep one.
A sweep or a derived block that writes the one replaces the other.`,
  },
  K311: {
    title: 'Two statements that contradict each other',
    text: `Each value is possible by itself, but not beside the other one. The report marks both.`,
  },
  K312: {
    title: 'Outside what was measured',
    text: `Published statistics hold in the range of conductance in which they were measured; a preset states it with valid. A
polynomial fitted between 50 and 225 uS says nothing about 10 uS.`,
  },
  K313: {
    title: 'A basis that does not fit',
    text: `Spreads are parts of target, range or on_state; stuck cells parts of cells; injected noise a part of max_weight.
Accuracy, yield and confidence have one reading only and take no basis.`,
  },
  K314: {
    title: 'A size with the wrong number of figures',
    text: `An array is word lines x bit lines; a kernel height x width; an image height x width x channels.`,
  },
  K315: {
    title: 'A value too many in parentheses',
    text: `Most values in parentheses are named:  normal(sigma = 2 uS).  A few may stand without their names, in the order of
docs/language.md:  conv(16, 3 x 3).`,
  },
  K316: {
    title: 'A number beyond all measure',
    text: `Numbers have at most 60 digits and powers of ten between -300 and 300.`,
  },
  K320: {
    title: 'A range that misses its end',
    text: `Ranges include both ends. A step that does not lead from the first to the last value leaves open where the range
stops; the report offers a step that fits, an end that fits, and a number of points.`,
  },
  K321: {
    title: 'A range without steps',
    text: `4 to 10  counts whole numbers. Any other range says how it is walked:
  0 % to 30 % of target step 5 %     0 to 1 in 11 points     1 to 1000 in 7 log points`,
  },
  K322: {
    title: 'A range that cannot be walked',
    text: `A range needs a step that leads from its first to its last value, at least two points, and for log points two ends
above zero. At most 10,000 values are taken from one range.`,
  },
  K323: {
    title: 'Several values where one belongs',
    text: `A chip has one array size. Several sizes in turn are an axis:  sweep { chip.array.size as size = [64 x 64, 128 x 128] }`,
  },
  K324: {
    title: 'A block where a value belongs, or the reverse',
    text: `A nested block follows its name directly:  array { size = 128 x 128 }.  A value follows an equals sign:  bits = 8.`,
  },
} as const satisfies Readonly<Record<`K3${string}`, Page>>;
