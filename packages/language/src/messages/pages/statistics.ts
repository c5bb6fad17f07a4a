import type { Page } from '../codes.js';

/** Pages of K4xx: statistics and the design of a study. */
export const statisticsPages = {
  K401: {
    title: 'Too few chips for the yield asked',
    text: `A requirement such as  yield(accuracy_loss < 1 %) >= 95 %  is shown with a confidence. If n chips were drawn and all
passed, a process with a true yield p would have given the same with probability p^n. To exclude every p below 95 %
with a confidence of 95 % one needs 0.95^n <= 0.05, that is n = 59. With one failure 93 chips are needed, with two 124
(exact one-sided bound of Clopper and Pearson, Biometrika 26, 404, 1934).`,
  },
  K402: {
    title: 'A find without a requirement',
    text: `find smallest … in …  searches for a value that just meets a requirement. The requirement is a line of its own:
  require yield(accuracy_loss < 1 %) >= 95 %`,
  },
  K403: {
    title: 'When to stop drawing chips',
    text: `trials = 20 to 400  draws chips until a condition is met, and needs  until half_width(accuracy) <= 0.2 %  or a find.
A fixed number of trials has nothing to stop.`,
  },
  K404: {
    title: 'A requirement without a find',
    text: `require  is the condition of a search:  find smallest …  To see which points meet a condition without a search, put
yield(…) or mean(…) into a plot or table of the report.`,
  },
  K405: {
    title: 'Which network is tested?',
    text: `An experiment has either  train  (the weights are made here) or  network  and  data  (the weights are in a file).`,
  },
  K406: {
    title: 'Too few chips for an interval',
    text: `The spread of a number over chips can only be estimated from two chips or more.`,
  },
  K407: {
    title: 'A choice that changes nothing',
    text: `A warning: the line is not wrong, but the results are the same without it. Without conversion, subtracting before or after
it gives the same number; a converter of both signs has a symmetric range, so that one end of a range says all; cells that
are programmed exactly have nothing to verify. The report says why, and what would give the line an effect.`,
  },
  K408: {
    title: 'One field on two axes',
    text: `Two lines of an experiment set the same field, or one sets a block and the other a field inside it. The later would
overwrite the earlier.`,
  },
  K409: {
    title: 'Axes that walk together differ in length',
    text: `The lines of  sweep together { … }  are walked in step: the first value of each, then the second. They need the same
number of values.`,
  },
  K410: {
    title: 'Two axes that depend on each other',
    text: `off_state on an axis stands for an on/off ratio at the on state written. If the on state moves too, sweep over
on_off_ratio.`,
  },
  K411: {
    title: 'An axis named like a column of the results',
    text: `Results have columns such as accuracy, trial, point and repeat. An axis of that name could not be told from them; give
it another one with  as.`,
  },
  K412: {
    title: 'A condition that trials cannot answer',
    text: `until  looks at the precision reached so far: until half_width(accuracy) <= 0.2 %.  require  looks at a number made from
trials: mean, median, quantile or yield.`,
  },
  K413: {
    title: 'An axis too many',
    text: `A sweep multiplies its axes. At most a million points are planned; use fewer values, or sweep together.`,
  },
  K414: {
    title: 'A training gave no network',
    text: `A training is given up at the first batch whose loss is no longer a number, and at the end of an epoch in which the
network answers by chance again after it had learned. The report says in which epoch, and what the weights looked like: a large
max|W| with a small sigma_W / max|W| means that few weights ran away. Nothing of such a training is kept as trained.
Usually the learning rate is too large: lower it or let it warm up. clip_gradients bounds a step, clip_weights a layer; injected
variation that follows max|W| needs clip_weights, or the weights grow to outrun it.`,
  },
  K415: {
    title: 'A search over other chips at every value',
    text: `find  tests one value after the other. That several tests together keep the confidence of one leans on chips shared by all
values: a chip that just fails at one value tends to fail at the next. With  seed_per_point = yes  every value would draw its own
luck, and the chance of a false answer would grow with every value tested. A  sweep  may draw other chips at every point.`,
  },
} as const satisfies Readonly<Record<`K4${string}`, Page>>;
