import type { Page } from '../codes.js';

/** Pages of K5xx: mapping, capacity and what a version can execute. */
export const mappingPages = {
  K501: {
    title: 'Not executed by this version yet',
    text: `The language can say more than this version can run. What it cannot run it refuses by name, so that no result ever
rests on a field that was ignored. kir check and kir plan work; kir run needs the field left out, or a later version.`,
  },
  K502: {
    title: 'A layer that cannot be placed',
    text: `Every dense and convolutional layer is cut into tiles that fit the chip's arrays. The report says which layer does not
fit and why.`,
  },
  K503: {
    title: 'Sizes that do not match',
    text: `The output of a layer is the input of the next, the first layer sees the images, the last one has an output for each
class.`,
  },
  K504: {
    title: 'A network that cannot be used',
    text: `The network could not be turned into a graph of layers; the report names the reason.`,
  },
  K505: {
    title: 'A study beyond what can be planned',
    text: `Plans have limits, so that a slip of the finger does not fill a disk. The report names the limit and what was asked.`,
  },
  K506: {
    title: 'A setting that this study cannot have',
    text: `The setting contradicts the network, the data or the mapping, which only shows when they are put together.`,
  },
} as const satisfies Readonly<Record<`K5${string}`, Page>>;
