import assert from 'node:assert/strict';
import { planControls } from '../../../src/engine/controls';
import { viewCode } from '../../../src/engine/languages/code-view';
import type { ControlContext } from '../../../src/engine/controls';
import type { Finding } from '../../../src/model';
import { allFixtures } from '../../support/all-fixtures';
import { applied, contextOf } from './harness';

/** Findings of the fixtures for which at least this share has a verified code edit; passwords hashed for storage need people where nothing shows how they are verified (DESIGN, section 9). */
const share = 0.85;
/** Languages that are young have fewer edits: no helpers of their own yet, so masking and password functions are steps. */
const youngShare: Readonly<Record<string, number>> = { csharp: 0.6, go: 0.6, java: 0.6, kotlin: 0.6, php: 0.6, ruby: 0.5 };

describe('any edit offered for any fixture', function () {
  this.timeout(300_000);
  const covered = new Map<string, { all: number; edits: number }>();

  for (const { language, fixtures } of allFixtures()) {
    const kind = language in youngShare ? language : 'settled';
    const counted = covered.get(kind) ?? { all: 0, edits: 0 };
    covered.set(kind, counted);
    for (const fixture of fixtures) {
      it(`${language}: ${fixture.name.slice(fixture.name.lastIndexOf('/') + 1)}`, async () => {
        const context = await contextOf(fixture.files);
        const before = context.workspace.findings();
        for (const finding of before) {
          const edits = planControls(context, finding).filter(({ kind }) => kind === 'edit');
          counted.all++;
          if (edits.length > 0) counted.edits++;
          for (const offer of edits) {
            const told = `${finding.file}:${String(finding.range.start.line + 1)} ${finding.classId}, ${offer.title}`;
            assert.ok(offer.verified && offer.edits, told);
            assert.ok(offer.title.length <= 60 && /^[A-Z]/.test(offer.title), told);
            assert.ok(offer.phrase.startsWith('with '), told);
            const texts = applied(fixture.files, offer.edits);
            for (const { file } of offer.edits) assert.ok(errorsIn(context, file, texts[file] ?? '') <= errorsIn(context, file, fixture.files[file] ?? ''), `${told}: new errors`);
            const after = (await contextOf(texts)).workspace.findings();
            assert.ok(after.length < before.length, `${told}: the finding stays`);
            // What shared the value with another call has less to tell there, which is no new finding.
            const isKnown = (left: Finding): boolean => before.some((known) => keyOf(known) === keyOf(left) && left.dataTypes.every((type) => known.dataTypes.includes(type)));
            for (const left of after) assert.ok(isKnown(left), `${told}: new finding ${keyOf(left)} ${left.dataTypes.join(' ')}`);
          }
        }
        assert.deepEqual(context.workspace.findings(), before, 'planning leaves the workspace as it was');
      });
    }
  }

  it('covers most findings', () => {
    for (const [kind, { all, edits }] of covered) assert.ok(edits / all >= (youngShare[kind] ?? share), `${kind}: ${String(edits)} of ${String(all)}`);
  });
});

/** A chained callee holds the address that an edit moves to https. */
const keyOf = ({ classId, file, callee, symbol }: Finding): string => [classId, file, symbol, callee.replace('https:', 'http:')].join(' ');

function errorsIn(context: ControlContext, file: string, text: string): number {
  const parsed = context.parse(file, text);
  return parsed ? viewCode(parsed.tree, parsed.grammar, text, file).errors : 0;
}
