import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFixture, type Fixture } from './fixture';
import { root } from './rules';

/** Fixtures by the folder (language) they are in, in order; `*.fixed.*` are results, not fixtures. */
export function allFixtures(): { language: string; fixtures: Fixture[] }[] {
  const folder = join(root, 'test/fixtures');
  return readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name: language }) => ({
    language,
    fixtures: readdirSync(join(folder, language)).filter((name) => !name.includes('.fixed.')).sort()
      .map((name) => readFixture(`test/fixtures/${language}/${name}`, readFileSync(join(folder, language, name), 'utf8'))),
  }));
}
