import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../e2e/kir.js';

const folder = join(root, 'dsl-examples');

/** Names of the examples, without `.kir`. */
export const examples = readdirSync(folder)
  .filter((name) => name.endsWith('.kir'))
  .map((name) => name.slice(0, -'.kir'.length));

const sizes = 'train_images = 600, test_images = 60, calibration_images = 30';
const layers = 'max_pool(4 x 4), flatten, dense(12, relu), dense(12, relu), dense(10, softmax)';

/** Replaces every block `kind name … { … }`; braces within it are balanced. */
function replaceBlocks(text: string, kind: string, made: (name: string, head: string) => string): string {
  let result = text;
  const head = new RegExp(`^${kind} (\\w+)([^\\n{]*)\\{`, 'gm');
  for (const match of [...text.matchAll(head)].reverse()) {
    let end = match.index + match[0].length;
    for (let depth = 1; depth > 0; end++) depth += text[end] === '{' ? 1 : text[end] === '}' ? -1 : 0;
    result = result.slice(0, match.index) + made(match[1]!, match[2]!) + result.slice(end);
  }
  return result;
}

/**
 * An example with its questions, sweeps and reports as they are, but few images that the program draws, a small network, short trainings,
 * few chips and values, and no wires: what a page shows is the same, and it is there in seconds.
 */
export function quickForm(name: string): string {
  let text = readFileSync(join(folder, `${name}.kir`), 'utf8');
  text = replaceBlocks(text, 'data', (data) => `data ${data} from standard.digits { ${sizes} }`);
  text = text.replace(/^data (\w+) from [\w.]+$/gm, `data $1 from standard.digits { ${sizes} }`);
  text = replaceBlocks(
    text,
    'network',
    (network) => `network ${network} { input = 28 x 28 x 1, layers { ${layers} } }`,
  );
  const data = /^data (\w+)/m.exec(text)?.[1];
  const network = /^network (\w+)/m.exec(text)?.[1] ?? 'quick_network';
  const added = [
    data === undefined ? `data quick_data from standard.digits { ${sizes} }` : '',
    /^network /m.test(text) ? '' : `network quick_network { input = 28 x 28 x 1, layers { ${layers} } }`,
    `train quick_train { network = ${network}, data = ${data ?? 'quick_data'}, epochs = 2, batch = 20 }`,
  ].join('\n');
  text = text
    .replace(/^( *)network +=.*\n( *data +=.*\n)?(?= *(chip|keep_digital) )/gm, '$1train = quick_train\n')
    .replace(/train( +)= standard\.\w+/g, 'train$1= quick_train')
    .replace(
      /^(train \w+ from standard\.\w+ \{)/gm,
      `$1\n  network = ${network}\n  data = ${data ?? 'quick_data'}\n  epochs = 2\n  batch = 20`,
    )
    .replace(/(^train [^{]*\{[^}]*?)^( *data += digits\n)/gm, '$1')
    .replace(/epochs( +)= \d+/g, 'epochs$1= 2')
    .replace(/batch( +)= \d+/g, 'batch$1= 20')
    .replace(/, every = 10 epochs/g, ', every = 1 epochs')
    .replace(/, warm_up = 3 epochs/g, ', warm_up = 1 epochs')
    .replace(/trials( +)= 60 to 1000/g, 'trials$1= 60 to 70')
    .replace(/trials( +)= \d+ to \d+(\n *until)/g, 'trials$1= 3 to 6$2')
    .replace(/trials( +)= \d+$/gm, 'trials$1= 3')
    .replace(/, wire_resistance = [\d.]+ ohm/g, '')
    .replace(/^ *wire_resistance +=.*\n/gm, '')
    .replace(/repeats( +)= 3/g, 'repeats$1= 1')
    .replace('in 3 to 12', 'in 4 to 6')
    .replace('within 0.5 %', 'within 5 %')
    .replace(/^(experiment first_look \{)/m, '$1\n  trials = 3')
    .replace('2 to 200 in 5 log points', '2 to 200 in 2 log points')
    .replace('[64 x 64, 128 x 128, 256 x 256]', '[32 x 32, 64 x 64]')
    .replace('bits   = 5 to 9', 'bits   = [5, 9]');
  return `${text}\n${added}\n`;
}

/** Folders that a study imports from. */
export const importsOf = (): string[] => ['lab'].map((name) => join(folder, name)).filter(existsSync);
