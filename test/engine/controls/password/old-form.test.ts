import assert from 'node:assert/strict';
import { contextOf } from '../harness';

const lines = async (path: string, text: string): Promise<number[]> => (await contextOf({ [path]: text })).workspace.findings().filter(({ classId }) => classId === 'weak-password-hash').map(({ range }) => range.start.line + 1);

const typescript = (body: string): string => `import { createHash, scryptSync, timingSafeEqual } from 'node:crypto';\n\nexport function check(password: string, stored: string) {\n${body}}\n`;
const kdf = "  const [salt, key] = stored.split(':');\n  return timingSafeEqual(scryptSync(password, salt, 64), Buffer.from(key, 'hex'));\n";
const weak = "createHash('sha1').update(password).digest('hex')";

describe('a fast hash that checks an old form of a stored password', () => {
  it('is no finding beside a KDF', async () => {
    assert.deepEqual(await lines('a.ts', typescript(`  if (!stored.includes(':')) return ${weak} === stored;\n${kdf}`)), []);
    assert.deepEqual(await lines('a.ts', typescript(`  if (!stored.includes(':')) {\n    const old = ${weak};\n    return old === stored;\n  }\n${kdf}`)), []);
    assert.deepEqual(await lines('a.py', 'import hashlib\nimport hmac\n\n\ndef check(password: str, stored: str, salt: bytes) -> bool:\n    if len(stored) == 32:\n        return hmac.compare_digest(hashlib.md5(password.encode()).hexdigest(), stored)\n    return hmac.compare_digest(hashlib.scrypt(password.encode(), salt=salt, n=32768, r=8, p=1).hex(), stored)\n'), []);
  });

  it('is one without a KDF, on the same way as it, and where anything else becomes of it', async () => {
    assert.deepEqual(await lines('a.ts', typescript(`  if (!stored.includes(':')) return ${weak} === stored;\n  return false;\n`)), [4]);
    assert.deepEqual(await lines('a.ts', typescript(`  const old = ${weak};\n  const isOld = old === stored;\n  return isOld || scryptSync(password, stored, 64).equals(Buffer.from(stored));\n`)), [4]);
    assert.deepEqual(await lines('a.ts', typescript(`  if (!stored.includes(':')) return ${weak};\n${kdf}`)), [4]);
    assert.deepEqual(await lines('a.ts', typescript(`  if (!stored.includes(':')) {\n    const old = ${weak};\n    cache.set(stored, old);\n    return old === stored;\n  }\n${kdf}`)), [5]);
    assert.deepEqual(await lines('a.ts', typescript(`  if (!stored.includes(':')) {\n    const old = ${weak};\n    last.hash = old;\n    return old === stored;\n  }\n${kdf}`)), [5]);
    assert.deepEqual(await lines('a.ts', typescript(`  if (!stored.includes(':')) return \`\${${weak}}:old\` === stored;\n${kdf}`)), [4]);
  });
});
