import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { hashedByKdf } from './offers';
import { express, inlinePython } from './samples';

/** Logs an owner of an old hash in, then again, with a wrong password before and after; joins a new one. Prints what is seen. */
const javascript = `const { Member, join, login } = require('./src/members.js');
const { createHash } = require('node:crypto');
const old = createHash('md5').update('tea and rain').digest('hex');
const stored = () => Member.rows.get('ann@mail.test').passwordHash;
(async () => {
  Member.rows.set('ann@mail.test', { email: 'ann@mail.test', passwordHash: old });
  const seen = [await login('ann@mail.test', 'wrong'), stored() === old, await login('ann@mail.test', 'tea and rain'), /^[0-9a-f]{32}:[0-9a-f]{128}$/.test(stored())];
  const fresh = stored();
  seen.push(await login('ann@mail.test', 'tea and rain'), stored() === fresh, await login('ann@mail.test', 'wrong'), await login('ann@mail.test', old));
  await join('bob@mail.test', 'sun');
  seen.push(await login('bob@mail.test', 'sun'), await login('bob@mail.test', 'moon'));
  console.log(JSON.stringify(seen));
})();
`;

const python = `import hashlib, json, re
from library.readers import Reader, enrol, login

old = hashlib.md5(b"tea and rain").hexdigest()
Reader.rows["ann@mail.test"] = old
stored = lambda: Reader.rows["ann@mail.test"]
seen = [login("ann@mail.test", "wrong"), stored() == old, login("ann@mail.test", "tea and rain"), bool(re.fullmatch(r"[0-9a-f]{32}:[0-9a-f]{128}", stored()))]
fresh = stored()
seen += [login("ann@mail.test", "tea and rain"), stored() == fresh, login("ann@mail.test", "wrong"), login("ann@mail.test", old)]
enrol("bob@mail.test", "sun")
seen += [login("bob@mail.test", "sun"), login("bob@mail.test", "moon")]
print(json.dumps(seen))
`;

function run(files: Readonly<Record<string, string>>, main: string, command: string): unknown {
  const folder = mkdtempSync(join(tmpdir(), 'kdf-'));
  try {
    for (const [path, text] of Object.entries({ ...files, [main]: command === 'node' ? javascript : python })) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return JSON.parse(execFileSync(command, [main], { cwd: folder, encoding: 'utf8' }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('code after the password KDF control, run', function () {
  this.timeout(60_000);

  it('JavaScript: an old hash logs in, is replaced, and the new one logs in', async () => {
    const ann = 'ann@mail.test';
    assert.deepEqual(run(await hashedByKdf(express), 'main.js', 'node'), [null, true, ann, true, ann, true, null, null, 'bob@mail.test', null]);
  });

  it('Python: an old hash logs in, is replaced, and the new one logs in', async () => {
    assert.deepEqual(run(await hashedByKdf(inlinePython), 'main.py', 'python3'), [false, true, true, true, true, true, false, false, true, false]);
  });
});
