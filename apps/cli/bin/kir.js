#!/usr/bin/env node
// Plain JavaScript on purpose: an old Node must be able to read this file and say why it cannot run the rest.
import { existsSync } from 'node:fs';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`kir needs Node 20.19 or newer; this is Node ${process.versions.node}\n`);
  process.exit(70);
}
const main = new URL('../dist/index.js', import.meta.url);
if (!existsSync(main)) {
  process.stderr.write('kir is not built yet; run  npm run build  in the project folder\n');
  process.exit(70);
}
// Until the command listens itself, Ctrl-C means the same: exit 3, with nothing begun.
const interrupted = () => process.exit(3);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, interrupted);
const { main: run } = await import(main.href);
const running = run(process.argv.slice(2));
for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, interrupted);
await running;
