import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../support/rules';
import { fixedText } from './fixed';

const folder = join(root, 'test/fixtures');
const goldens = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.fixed\.\w+$/.test(name)).sort();

describe('fixtures after the first control of every finding', function () {
  this.timeout(60_000);
  for (const golden of goldens) {
    it(golden, async () => {
      assert.equal(await fixedText(golden.replace('.fixed.', '.')), readFileSync(join(folder, golden), 'utf8'));
    });
  }

  it('are at least twelve', () => { assert.ok(goldens.length >= 12, String(goldens.length)); });
});
