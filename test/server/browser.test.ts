import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import vm from 'node:vm';
import type { Diagnostic } from 'vscode-languageserver/node';
import type { Status } from '../../src/server/protocol';
import { confirmPath, shop } from './projects';

const dist = resolve(import.meta.dirname, '../../dist');
const folder = 'vscode-vfs://github/example/shop';

interface Message { id?: number; method?: string; params?: Record<string, unknown>; result?: unknown; error?: unknown }

/** The browser bundle in a realm that has what a web worker has, and nothing of Node. */
function startWorker(files: Readonly<Record<string, string>>): { ask(method: string, params: unknown): Promise<unknown>; tell(method: string, params: unknown): void; status(): Status | undefined; read: string[] } {
  const read: string[] = [];
  const waiting = new Map<number, (message: Message) => void>();
  let status: Status | undefined;
  let ids = 0;
  const answers: Record<string, (params: Record<string, unknown>) => unknown> = {
    'shipmate/readFile': ({ uri }) => {
      const path = String(uri).slice(folder.length + 1);
      read.push(path);
      const text = files[path];
      return text === undefined ? null : { text };
    },
    'shipmate/findFiles': () => Object.keys(files).map((path) => `${folder}/${path}`),
  };
  const scope: Record<string, unknown> & { onmessage?: (event: { data: Message }) => void } = {
    addEventListener: () => undefined,
    // The bundle of the parser looks for these names to find out where it runs.
    WorkerGlobalScope: function WorkerGlobalScope() { /* only its presence counts */ },
    location: { href: 'https://example.invalid/dist/server.browser.js' },
    fetch: (address: string) => {
      const file = join(dist, address.replace('https://example.invalid/dist/', ''));
      return Promise.resolve({ ok: existsSync(file), status: 200, json: () => Promise.resolve(JSON.parse(readFileSync(file, 'utf8')) as unknown), arrayBuffer: () => Promise.resolve(new Uint8Array(readFileSync(file)).buffer) });
    },
    postMessage(posted: Message) {
      // As between threads: a copy of plain data of this realm.
      const message = JSON.parse(JSON.stringify(posted)) as Message;
      if (message.method === undefined) waiting.get(message.id ?? -1)?.(message);
      else if (message.id !== undefined) {
        const result = answers[message.method]?.(message.params ?? {}) ?? null;
        setTimeout(() => { send({ id: message.id, result }); }, 0);
      } else if (message.method === 'shipmate/status') status = message.params as unknown as Status;
    },
    console, setTimeout, clearTimeout, setInterval, clearInterval, queueMicrotask, performance, crypto, TextDecoder, TextEncoder, URL, WebAssembly, AbortController,
  };
  scope['self'] = scope;
  const send = (message: Message): void => { scope.onmessage?.({ data: { jsonrpc: '2.0', ...message } as Message }); };
  vm.createContext(scope);
  vm.runInContext(readFileSync(join(dist, 'server.browser.js'), 'utf8'), scope, { filename: 'server.browser.js' });
  return {
    read,
    status: () => status,
    tell(method, params) { send({ method, params: params as Record<string, unknown> }); },
    ask(method, params) {
      const id = ++ids;
      return new Promise((resolve, reject) => {
        waiting.set(id, ({ result, error }) => {
          if (error === undefined) resolve(result);
          else reject(new Error(JSON.stringify(error)));
        });
        send({ id, method, params: params as Record<string, unknown> });
      });
    },
  };
}

describe('the server in a browser', () => {
  it('analyses open documents and the files they name, and says that it is partial', async () => {
    assert.ok(existsSync(join(dist, 'server.browser.js')), 'dist is missing: npm run build');
    const worker = startWorker({ ...shop, 'src/other.ts': 'export const other = 1;\n' });
    await worker.ask('initialize', {
      processId: null, rootUri: null, capabilities: {}, workspaceFolders: [{ uri: folder, name: 'shop' }],
      initializationOptions: { trusted: true, assets: 'https://example.invalid/dist' },
    });
    worker.tell('initialized', {});
    const uri = `${folder}/${confirmPath}`;
    worker.tell('textDocument/didOpen', { textDocument: { uri, languageId: 'typescript', version: 1, text: shop[confirmPath] } });
    const { items } = (await worker.ask('textDocument/diagnostic', { textDocument: { uri } })) as { items: Diagnostic[] };
    assert.deepEqual(items.map(({ code }) => code), ['pii-in-logs']);
    assert.ok(worker.read.includes('src/logger.ts') && worker.read.includes('src/customers/customer.ts'), 'what it names was read');
    assert.ok(!worker.read.includes('src/other.ts'), 'what nothing names was not');
    const end = Date.now() + 5000;
    while (worker.status()?.partial === undefined || worker.status()?.scanning === true) {
      assert.ok(Date.now() < end, 'no status');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    assert.match(worker.status()?.partial ?? '', /open files and the files they name/);
  });
});
