import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { decodeFacts } from '../../../../src/engine/facts';
import { printFacts } from '../../../../src/engine/facts/print';
import { lowering, type GrammarId } from './facts-of';

const sources: [id: GrammarId, path: string][] = [
  ['typescript', 'test/fixtures/typescript/logs-nest-users.ts'], ['typescript', 'test/fixtures/typescript/logs-flow-shapes.ts'],
  ['tsx', 'test/fixtures/typescript/signup-form.tsx'], ['javascript', 'test/fixtures/javascript/logs-require.js'], ['javascript', 'test/fixtures/javascript/contact-form.jsx'], ['javascript', 'test/fixtures/javascript/logs-jsdoc.js'],
];
const texts = sources.map(([id, path]) => ({ id, path, text: readFileSync(path, 'utf8') }));

describe('any text lowers', function () {
  this.timeout(120_000);

  for (const { id, path, text } of texts) {
    it(`every prefix of ${path}`, async () => {
      const lower = await lowering(id);
      for (let end = 0; end <= text.length; end += 7) {
        const facts = decodeFacts(lower(text.slice(0, end)));
        assert.ok(facts);
        if (end % 35 === 0) assert.ok(printFacts(facts).includes('module'));
      }
    });
  }

  it('texts with parts cut out, doubled or replaced', async () => {
    const lowers = { typescript: await lowering('typescript'), tsx: await lowering('tsx'), javascript: await lowering('javascript') };
    const place = fc.double({ min: 0, max: 1, noNaN: true });
    const filler = fc.constantFrom('', '{', '}', '(', ')', '`', '${', "'", '=>', 'class ', 'async ', '...', '#', '@', '<', '/*', 'export ', 'default ', ',', '=', '[', 'enum ', 'type ');
    fc.assert(fc.property(fc.constantFrom(...texts), fc.array(fc.tuple(place, fc.nat(30), filler), { minLength: 1, maxLength: 4 }), ({ id, text }, edits) => {
      let changed = text;
      for (const [where, length, put] of edits) {
        const at = Math.floor(where * changed.length);
        changed = changed.slice(0, at) + put + changed.slice(at + length);
      }
      const facts = decodeFacts(lowers[id](changed));
      return facts !== undefined && printFacts(facts) === printFacts(decodeFacts(lowers[id](changed)) ?? facts);
    }), { numRuns: 150 });
  });

  it('nesting and chains that are deeper than any stack', async () => {
    const lower = await lowering('typescript');
    for (const text of ['a'.concat(' + a'.repeat(5000)), '('.repeat(3000), 'f('.repeat(3000), '['.repeat(3000), 'x => '.repeat(3000), '{'.repeat(3000), 'a ? b : '.repeat(3000), 'a'.concat('.b()'.repeat(3000)), 'if (a) '.repeat(3000), 'type A = '.concat('B<'.repeat(3000))]) {
      assert.ok(decodeFacts(lower(text)), text.slice(0, 20));
    }
  });
});
