import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { DocumentDiagnosticRequest, type DocumentDiagnosticReport } from 'vscode-languageserver';
import { root, textOf } from './imports';

const guard = ['--require', 'tsx/cjs', '--require', join(__dirname, 'no-network.ts')];
const clinic = join(root, 'examples/clinic');

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** Runs node with every socket switched off. */
function run(args: readonly string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...guard, ...args], { cwd: root });
    let out = '';
    let err = '';
    child.stdout.on('data', (data: Buffer) => (out += data.toString()));
    child.stderr.on('data', (data: Buffer) => (err += data.toString()));
    child.on('error', reject);
    child.on('close', (code) => { resolve({ code, out, err }); });
  });
}

describe('without a network', () => {
  it('the guard itself catches sockets', async () => {
    const { code, err } = await run(['-e', 'require("node:http").get("http://127.0.0.1:9/")']);
    assert.notEqual(code, 0);
    assert.match(err, /NETWORK USED: net\.Socket\.connect/);
  });

  it('the command line scans', async () => {
    const { code, out, err } = await run(['dist/cli.js', 'scan', clinic, '--no-cache']);
    assert.doesNotMatch(err, /NETWORK USED/);
    assert.equal(code, 1, err);
    assert.match(out, /pii-in-logs/);
  });

  it('the language server answers', async () => {
    const child = spawn(process.execPath, [...guard, 'dist/server.js', '--stdio'], { cwd: root });
    let err = '';
    child.stderr.on('data', (data: Buffer) => (err += data.toString()));
    const connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
    connection.listen();
    try {
      const folder = pathToFileURL(clinic).href;
      await connection.sendRequest('initialize', {
        processId: process.pid, rootUri: folder, workspaceFolders: [{ uri: folder, name: 'clinic' }],
        capabilities: { textDocument: { diagnostic: { dynamicRegistration: true } } },
      });
      await connection.sendNotification('initialized', {});
      const uri = `${folder}/src/appointments.ts`;
      await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'typescript', version: 1, text: textOf('examples/clinic/src/appointments.ts') } });
      const report: DocumentDiagnosticReport = await connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
      assert.ok(report.kind === 'full' && report.items.some(({ code }) => code === 'pii-in-logs'), JSON.stringify(report));
      assert.doesNotMatch(err, /NETWORK USED/);
    } finally {
      connection.dispose();
      child.kill();
    }
  });
});
