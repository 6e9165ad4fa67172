import assert from 'node:assert/strict';
import { allFixtures } from './support/all-fixtures';
import { compare, describeDifferences } from './support/carets';
import { missingInInventory } from './support/recipients';
import { workspaceOf } from './support/workspace';

describe('fixtures', () => {
  for (const { language, fixtures } of allFixtures()) {
    describe(language, () => {
      for (const fixture of fixtures) {
        it(fixture.name.slice(fixture.name.lastIndexOf('/') + 1), async () => {
          assert.deepEqual(fixture.problems, []);
          const workspace = await workspaceOf(fixture.files);
          const told = describeDifferences(fixture, compare(fixture, workspace.findings()));
          if (told !== '') assert.fail(`\n${told}`);
          assert.deepEqual(missingInInventory(workspace), [], 'the inventory names every recipient a finding names');
        });
      }
    });
  }
});
