import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requests } from '../../src/server/protocol';
import { confirmPath, shop } from './projects';
import { startHarness, type Harness } from './harness';

async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + 5000;
  while (!holds()) {
    assert.ok(Date.now() < end, 'it did not happen in time');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('coverage in the server', () => {
  let server: Harness;
  afterEach(() => server.stop());

  it('the status tells files and parts that were not read, and the page names them and calls that lead nowhere known', async () => {
    server = await startHarness({
      ...shop, 'src/half.py': 'def half(user:\n    if (((\n', 'src/large.js': '// line\n'.repeat(150_000), 'src/calls.ts': 'export function run(api: any): void {\n  api.enrol(1);\n}\n',
    });
    await server.scanned();
    const status = server.status();
    assert.equal(status?.partial, '1 file not analysed, 1 place inside files not read');
    assert.match(status.coverage, /^5 files analysed, \d+ of \d+ calls not resolved$/);
    const { markdown } = await server.ask(requests.coverage, null);
    assert.match(markdown, /1 larger than 1 MB\n {2}- `src\/large\.js`/);
    assert.match(markdown, /\[src\/half\.py:1\]\(.*\) syntax that could not be read/);
    assert.match(markdown, /- `api\.enrol`/);
  });

  it('the status follows the text of an open document', async () => {
    server = await startHarness(shop);
    await server.scanned();
    assert.equal(server.status()?.partial, undefined);
    await server.open(confirmPath, shop[confirmPath]);
    await server.type(confirmPath, '  logger.info', '  ((( logger.info');
    await until(() => server.status()?.partial === '1 place inside files not read');
    await server.type(confirmPath, '((( ', '');
    await until(() => server.status()?.partial === undefined);
  });

  it('an open document that a scan leaves out is left out too, and holds nothing up', async () => {
    const bundle = `var a=[${'1,'.repeat(2_600_000)}1];console.log(user.email);`;
    server = await startHarness({ ...shop, 'web/bundle.js': bundle });
    await server.scanned();
    const started = Date.now();
    await server.open('web/bundle.js', bundle);
    await server.open('node_modules/mailer/index.js', 'export function run(user) {\n  console.log(user.email);\n}\n');
    assert.deepEqual(await server.diagnostics('web/bundle.js'), []);
    assert.deepEqual(await server.diagnostics('node_modules/mailer/index.js'), []);
    assert.ok(Date.now() - started < 2_000, 'it is not read at all');
    await until(() => server.status()?.partial === '1 file not analysed');
    assert.match((await server.ask(requests.coverage, null)).markdown, /1 larger than 1 MB\n {2}- `web\/bundle\.js`/);
    await server.open(confirmPath, shop[confirmPath]);
    assert.equal((await server.diagnostics(confirmPath)).length, 1);
    assert.deepEqual(server.popups, []);
  });

  it('a file that was broken on disk and is whole again is no longer told', async () => {
    server = await startHarness({ ...shop, 'src/half.py': 'def half(user:\n    if (((\n' });
    await server.scanned();
    assert.notEqual(server.status()?.partial, undefined);
    writeFileSync(join(server.root, 'src/half.py'), 'def half(user):\n    return user\n');
    await server.client.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: server.uri('src/half.py'), type: 2 }] });
    await until(() => server.status()?.partial === undefined);
  });
});
