import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');
const documents = [...readdirSync(root), ...readdirSync(join(root, 'docs/decisions')).map((name) => `docs/decisions/${name}`), 'docs/writing-rules.md'].filter((path) => path.endsWith('.md'));

/** Targets of the links and pictures of a Markdown text that lie in the repository, without their anchors. */
function targetsOf(text: string): string[] {
  const prose = text.replace(/^```[\s\S]*?^```/gm, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = '']) => (/^(?:[a-z]+:|#)/.test(target) ? [] : [target.replace(/#.*$/, '')]));
}

describe('the documents', () => {
  it('lead to files that are there', () => {
    const broken = documents.flatMap((path) => targetsOf(textOf(path)).filter((target) => !existsSync(join(root, dirname(path), target))).map((target) => `${path}: ${target}`));
    assert.deepEqual(broken, []);
  });

  it('show what a scan of the example prints', () => {
    const shown = /npm run scan -- examples\/clinic\n```\n\n```text\n([\s\S]*?)```/.exec(textOf('README.md'))?.[1] ?? '';
    assert.notEqual(shown, '');
    const { stdout, status } = spawnSync(process.execPath, [join(root, 'dist/cli.js'), 'scan', 'examples/clinic'], { cwd: root, encoding: 'utf8' });
    assert.equal(status, 1);
    const printed = new Set(stdout.split('\n'));
    assert.deepEqual(shown.split('\n').filter((line) => !printed.has(line)), [], 'the README shows lines that are not printed any more: paste what is printed now');
  });

  it('list every decision', () => {
    const listed = [...textOf('docs/decisions/README.md').matchAll(/\]\((\d{4}-[^)]+)\)/g)].map(([, name]) => name);
    assert.deepEqual(listed, documents.filter((path) => /\/\d{4}-/.test(path)).map((path) => path.replace('docs/decisions/', '')).sort());
  });
});
