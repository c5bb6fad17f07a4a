import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

const names = [process.env.CHROMIUM, 'chromium', 'chromium-browser', 'google-chrome'];

/** The browser's command; undefined where none is installed. */
export const chromium = names.find(
  (name) => name !== undefined && spawnSync(name, ['--version'], { encoding: 'utf8' }).status === 0,
);

type Message = Readonly<Record<string, unknown>> & { readonly params?: Readonly<Record<string, unknown>> };

/** A page of a headless browser, driven by the DevTools protocol. */
export interface BrowserPage {
  /** What the console said as an error, and exceptions that nobody caught, since the page was opened. */
  readonly faults: () => readonly string[];
  readonly open: (url: string, scheme: 'light' | 'dark') => Promise<void>;
  /** The value of an expression, promises awaited; it must be plain data. */
  readonly evaluate: <T>(expression: string) => Promise<T>;
  /** The whole page as a PNG file. */
  readonly screenshot: () => Promise<Uint8Array>;
  readonly close: () => Promise<void>;
}

interface Connection {
  readonly send: (method: string, params?: object, session?: string) => Promise<Message>;
  readonly listen: (heard: (method: string, params: Readonly<Record<string, unknown>>) => void) => void;
}

/** Messages are JSON documents that end with a zero byte, on the pipes 3 and 4. */
function connect(child: ChildProcess): Connection {
  const writer = child.stdio[3] as Writable;
  const reader = child.stdio[4] as Readable;
  const waiting = new Map<number, { settle: (value: Message) => void; fail: (cause: Error) => void }>();
  const listeners: Parameters<Connection['listen']>[0][] = [];
  let [last, rest] = [0, ''];
  const take = (text: string): void => {
    const message = JSON.parse(text) as Message & { id?: number; error?: { message: string } };
    if (message.id === undefined) {
      listeners.forEach((heard) => heard(String(message.method), message.params ?? {}));
      return;
    }
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error === undefined) asked?.settle(message.result as Message);
    else asked?.fail(new Error(message.error.message));
  };
  reader.setEncoding('utf8').on('data', (piece: string) => {
    const texts = (rest + piece).split('\0');
    rest = texts.pop()!;
    texts.forEach(take);
  });
  child.on('exit', () => waiting.forEach(({ fail }) => fail(new Error('the browser has ended'))));
  return {
    send: (method, params = {}, sessionId) =>
      new Promise((settle, fail) => {
        const id = ++last;
        waiting.set(id, { settle, fail });
        writer.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
      }),
    listen: (heard) => void listeners.push(heard),
  };
}

const flags = [
  '--headless=new',
  '--remote-debugging-pipe',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--hide-scrollbars',
  '--no-first-run',
];

/** Starts the browser with one empty page of the given width [pixels]. */
export async function startBrowser(command: string, width: number): Promise<BrowserPage> {
  const profile = mkdtempSync(join(tmpdir(), 'kir-browser-'));
  const stdio = ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] as const;
  const child = spawn(
    command,
    [...flags, `--window-size=${width},1000`, `--user-data-dir=${profile}`, 'about:blank'],
    {
      stdio: [...stdio],
    },
  );
  const ended = new Promise((settle) => child.on('exit', settle));
  const { send, listen } = connect(child);
  process.once('exit', () => child.kill('SIGKILL'));
  const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
  const ask = (method: string, params?: object): Promise<Message> => send(method, params, String(sessionId));
  let faults: string[] = [];
  let loaded: (() => void) | undefined;
  listen((method, params) => {
    if (method === 'Page.loadEventFired') loaded?.();
    if (method === 'Runtime.exceptionThrown') faults.push(JSON.stringify(params.exceptionDetails));
    if (method === 'Runtime.consoleAPICalled' && params.type === 'error')
      faults.push(JSON.stringify(params.args));
    const { entry } = params as { entry?: { level: string; text: string } };
    if (method === 'Log.entryAdded' && entry?.level === 'error') faults.push(entry.text);
  });
  for (const domain of ['Page', 'Runtime', 'Log']) await ask(`${domain}.enable`);
  return {
    faults: () => faults,
    async open(url, scheme) {
      faults = [];
      await ask('Emulation.setEmulatedMedia', {
        features: [{ name: 'prefers-color-scheme', value: scheme }],
      });
      const load = new Promise<void>((settle) => (loaded = settle));
      await ask('Page.navigate', { url });
      await load;
    },
    async evaluate<T>(expression: string) {
      const asked = { expression, awaitPromise: true, returnByValue: true };
      const { result, exceptionDetails } = await ask('Runtime.evaluate', asked);
      if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
      return (result as { value: T }).value;
    },
    async screenshot() {
      const { data } = await ask('Page.captureScreenshot', { format: 'png', captureBeyondViewport: true });
      return Buffer.from(String(data), 'base64');
    },
    async close() {
      await send('Browser.close').catch(() => undefined);
      await ended;
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
