// A thread that trains LeNet-5 once for every message.
import { parentPort } from 'node:worker_threads';
import { loadEngine } from '@kirchhoff/training';
import { networks, training } from './training.mjs';

const { engine } = await loadEngine('wasm');
const run = training(engine, networks['LeNet-5'], { images: 16_384 });
parentPort.on('message', async () => {
  await run();
  parentPort.postMessage('done');
});
parentPort.postMessage('ready');
