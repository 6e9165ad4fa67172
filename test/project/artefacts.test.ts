import assert from 'node:assert/strict';
import { readArtefacts, type Artefacts } from '../../src/project/artefacts';

const decision = (data: string): string => `version: 1\nfinding: {class: pii-in-logs, fingerprint: "7b0c1f0a6a2d4e91", path: src/a.ts, data: [${data}]}\nstatus: open\nhistory: []\n`;

/** A folder in memory that notes what is asked of it. */
function folder(texts: Map<string, string>): { asked: string[]; files: Parameters<typeof readArtefacts>[0] } {
  const asked: string[] = [];
  return {
    asked,
    files: {
      read: (path) => {
        asked.push(path);
        return Promise.resolve(texts.get(path));
      },
      below: (name) => {
        asked.push(`${name}/`);
        return Promise.resolve([...texts.keys()].filter((path) => path.startsWith(`${name}/`)).sort());
      },
    },
  };
}

describe('reading governance files again', () => {
  const texts = new Map([
    ['privacy/shipmate.yml', 'version: 1\nroles: {owner: "@lead"}\n'], ['privacy/decisions/a.yml', decision('email')], ['privacy/decisions/b.yml', decision('phone')],
    ['privacy/pia/PIA-001-x.md', '---\npia: PIA-001\ntitle: X\n---\n# X\n'],
  ]);
  const said = ({ decisions, problems, model, team }: Artefacts): object => ({ decisions, problems, model, team });

  it('asks for what was touched and nothing else, and says what a first reading says', async () => {
    const { asked, files } = folder(texts);
    let artefacts = await readArtefacts(files, true);
    const steps: [path: string, text: string | undefined][] = [
      ['privacy/decisions/b.yml', decision('phone, email')], ['privacy/decisions/c.yml', decision('iban')], ['privacy/decisions/a.yml', undefined], ['privacy/shipmate.yml', 'version: 1\n'], ['privacy/pia/PIA-002-y.md', '---\npia: PIA-002\n---\n'],
    ];
    for (const [path, text] of steps) {
      if (text === undefined) texts.delete(path);
      else texts.set(path, text);
      asked.length = 0;
      artefacts = await readArtefacts(files, true, { artefacts, touched: new Set([path]) });
      assert.deepEqual(asked, [path]);
      assert.deepEqual(said(artefacts), said(await readArtefacts(files, true)));
    }
  });

  it('understands a text once while it stays the same', async () => {
    const { files } = folder(texts);
    const before = await readArtefacts(files, true);
    const after = await readArtefacts(files, true, { artefacts: before });
    assert.ok(before.decisions.length > 0 && before.decisions.every((one, at) => after.decisions[at] === one));
  });

  it('looks at everything once the workspace is trusted', async () => {
    const { files } = folder(texts);
    const restricted = await readArtefacts(files, false);
    assert.deepEqual([restricted.decisions, restricted.hasTeamFile], [[], false]);
    const trusted = await readArtefacts(files, true, { artefacts: restricted, touched: new Set() });
    assert.ok(trusted.hasTeamFile && trusted.decisions.length > 0);
  });
});
