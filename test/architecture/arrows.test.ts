import assert from 'node:assert/strict';
import { builtinModules } from 'node:module';
import { importsOf, sourceFiles, textOf, type Import } from './imports';

/** Rooms of the house and the rooms each may import directly; a room may also import what those may. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  model: [],
  'engine/syntax': ['engine/facts'],
  'engine/facts': ['model'],
  'engine/rules': ['model'],
  'engine/languages': ['engine/syntax', 'engine/facts'],
  'engine/classify': ['engine/rules'],
  'engine/flow': ['engine/facts', 'engine/rules', 'engine/classify'],
  'engine/findings': ['engine/flow'],
  'engine/workspace': ['engine/languages', 'engine/findings'],
  'engine/controls': ['engine/workspace', 'engine/languages'],
  governance: ['model'],
  report: ['model'],
  project: ['engine/controls', 'governance', 'report'],
  platform: ['project'],
  server: ['project', 'platform', 'server/protocol'],
  cli: ['project', 'platform'],
  mcp: ['project', 'platform'],
  'server/protocol': ['model'],
  extension: ['server/protocol'],
  webview: ['server/protocol'],
};

/** Rooms that run in a browser as they are. */
const hostNeutral = /^src\/(?:model|engine|governance|report|project)\//;
const hostPackage = /^(?:vscode(?:$|[/-])|node:)/;
const builtins = new Set(builtinModules);

const imports = sourceFiles('src').flatMap(importsOf);
const own = imports.filter(({ to, isPackage }) => !isPackage && to !== 'package.json');

function roomOf(path: string): string {
  const inside = path.replace(/^src\//, '').replace(/\.tsx?$/, '');
  return Object.keys(arrows).filter((room) => inside === room || inside.startsWith(`${room}/`)).sort((a, b) => b.length - a.length)[0] ?? `no room (${inside})`;
}

function reach(room: string): Set<string> {
  const reached = new Set<string>([room]);
  for (const each of reached) for (const next of arrows[each] ?? []) reached.add(next);
  return reached;
}

function told(list: readonly Import[]): string[] {
  return [...new Set(list.map(({ from, to }) => `${from} imports ${to}`))];
}

describe('imports', () => {
  it('follow the arrows of the house', () => {
    assert.deepEqual(told(own.filter(({ from, to }) => !reach(roomOf(from)).has(roomOf(to)))), []);
  });

  it('no arrow leads back', () => {
    for (const room of Object.keys(arrows)) for (const next of arrows[room] ?? []) assert.ok(!reach(next).has(room), `${next} reaches back to ${room}`);
  });

  it('every source file lives in a room', () => {
    assert.deepEqual(sourceFiles('src').filter((path) => roomOf(path).startsWith('no room')), []);
  });

  it('model, engine, governance, report and project ask no host', () => {
    const hosts = imports.filter(({ from, to, isPackage }) => isPackage && hostNeutral.test(from) && (hostPackage.test(to) || builtins.has(to.split('/')[0] ?? to)));
    assert.deepEqual(told(hosts), []);
  });

  it('only syntax touches the parser', () => {
    assert.deepEqual(told(imports.filter(({ from, to }) => to.startsWith('web-tree-sitter') && !from.startsWith('src/engine/syntax/'))), []);
  });

  it('only the extension talks to the editor', () => {
    assert.deepEqual(told(imports.filter(({ from, to }) => to === 'vscode' && !from.startsWith('src/extension/'))), []);
  });

  it('files stay small', () => {
    const long = sourceFiles('src').map((path) => ({ path, lines: textOf(path).split('\n').length - 1 })).filter(({ lines }) => lines > 400);
    assert.deepEqual(long.map(({ path, lines }) => `${path}: ${lines} lines`), []);
  });
});
