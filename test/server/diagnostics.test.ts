import assert from 'node:assert/strict';
import type { Diagnostic } from 'vscode-languageserver';
import { clinic, confirmPath, shop, visitsPath } from './projects';
import { startHarness, type Harness } from './harness';

/** A message as text; the protocol allows markup too. */
const textOf = (message: Diagnostic['message']): string => (typeof message === 'string' ? message : message.value);

describe('diagnostics of the server', () => {
  let server: Harness;
  beforeEach(async () => {
    server = await startHarness({ ...shop, ...clinic });
    await server.scanned();
  });
  afterEach(() => server.stop());

  it('stand at the argument of an open file, with source, code, rule page, fingerprint and the way of the data', async () => {
    await server.open(confirmPath, shop[confirmPath]);
    const [found, ...more] = await server.diagnostics(confirmPath);
    assert.deepEqual(more, []);
    assert.ok(found);
    assert.equal(found.source, 'Privacy Shipmate');
    assert.equal(found.code, 'pii-in-logs');
    assert.equal(found.codeDescription?.href, 'privacy-shipmate:/rules/pii-in-logs.md');
    assert.match(String(found.data), /^[0-9a-f]{16}$/);
    assert.match(textOf(found.message), /^Email goes to the log\. We can ship this /);
    assert.ok(textOf(found.message).length <= 100);
    assert.equal(found.severity, 2);
    assert.equal(found.range.start.line, 4);
    const [argument, source] = found.relatedInformation ?? [];
    assert.equal(argument?.message, 'carries Email');
    assert.match(source?.message ?? '', /^source: /);
  });

  it('stand at the name of the call where the argument is spread over lines', async () => {
    const text = shop[confirmPath].replace(/logger\.info\((.*)\);/, 'logger.info({\n    note: "confirmed",\n    to: customer.email,\n  });');
    assert.match(text, /to: customer\.email,\n/);
    await server.open(confirmPath, text);
    const [found] = await server.diagnostics(confirmPath);
    assert.ok(found);
    assert.equal(found.range.start.line, found.range.end.line);
    const line = text.split('\n')[found.range.start.line] ?? '';
    assert.equal(line.slice(found.range.start.character, found.range.end.character), 'logger.info');
  });

  it('read Python alike', async () => {
    await server.open(visitsPath, clinic[visitsPath]);
    const [found] = await server.diagnostics(visitsPath);
    assert.equal(found?.code, 'pii-in-logs');
    assert.equal(found.range.start.line, 8);
  });

  it('follow what is typed into an unsaved buffer', async () => {
    await server.open(confirmPath, shop[confirmPath]);
    assert.equal((await server.diagnostics(confirmPath)).length, 1);
    await server.type(confirmPath, 'customer.email', 'customer.id');
    assert.deepEqual(await server.diagnostics(confirmPath), []);
    await server.type(confirmPath, 'customer.id}', 'customer.phoneNumber}');
    const [found] = await server.diagnostics(confirmPath);
    assert.match(textOf(found?.message ?? ''), /^Phone/);
  });

  it('follow a change in another open file', async () => {
    await server.open(confirmPath, shop[confirmPath]);
    const logger = `import pino from 'pino';\n\nexport const logger = pino({ name: 'orders' });\n`;
    await server.open('src/logger.ts', logger);
    assert.equal((await server.diagnostics(confirmPath)).length, 1);
    await server.type('src/orders/confirm.ts', 'logger.info', 'String');
    assert.deepEqual(await server.diagnostics(confirmPath), []);
  });

  it('show what settings ask for', async () => {
    await server.open(confirmPath, shop[confirmPath]);
    await server.set({ problems: { levels: { medium: 'error' } } });
    assert.deepEqual((await server.diagnostics(confirmPath)).map(({ severity }) => severity), [1]);
    await server.set({ problems: { levels: { medium: 'none' } } });
    assert.deepEqual(await server.diagnostics(confirmPath), []);
    await server.set({ enable: false });
    assert.deepEqual(await server.diagnostics(confirmPath), []);
  });

  it('are silent where a comment gives a reason, and tell a comment without one', async () => {
    const line = '  logger.info(`order';
    await server.open(confirmPath, shop[confirmPath].replace(line, `  // shipmate-ignore pii-in-logs -- the address of the test inbox only\n${line}`));
    assert.deepEqual(await server.diagnostics(confirmPath), []);
    await server.type(confirmPath, ' -- the address of the test inbox only', '');
    assert.deepEqual((await server.diagnostics(confirmPath)).map(({ code }) => code).sort(), ['ignore-problem', 'pii-in-logs']);
  });

  it('are pulled again only when they changed', async () => {
    await server.open(confirmPath, shop[confirmPath]);
    const ask = (previousResultId?: string): Promise<{ kind: string; resultId?: string }> =>
      server.client.sendRequest('textDocument/diagnostic', { textDocument: { uri: server.uri(confirmPath) }, previousResultId });
    const first = await ask();
    assert.equal((await ask(first.resultId)).kind, 'unchanged');
  });

  it('never become a message box', () => {
    assert.deepEqual(server.popups, []);
  });
});
