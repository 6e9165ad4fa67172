import { allFixtures } from '../../support/all-fixtures';
import { contextOf, applied } from './harness';
import { planControls } from '../../../src/engine/controls';
const verbose = process.argv[2] ?? '';
async function main() {
  const per = new Map<string, [number, number]>();
  const all: string[] = [];
  let ms = 0;
  for (const { language, fixtures } of allFixtures()) for (const fixture of fixtures) {
    const context = await contextOf(fixture.files);
    for (const finding of context.workspace.findings()) {
      const t = performance.now();
      const offers = planControls(context, finding);
      ms += performance.now() - t;
      const edits = offers.filter((o) => o.kind === 'edit');
      const key = `${language} ${finding.classId}`;
      const c = per.get(key) ?? [0, 0];
      c[1]++; if (edits.length) c[0]++;
      per.set(key, c);
      const lineText = (fixture.files[finding.file] ?? '').split('\n')[finding.range.start.line] ?? '';
      if (verbose === 'miss' ? edits.length === 0 : verbose !== '' && (fixture.name.includes(verbose) || verbose === 'all')) {
        console.log(`\n== ${fixture.name} ${finding.file}:${finding.range.start.line + 1} ${finding.classId} [${finding.dataTypes}] ${lineText.trim().slice(0,160)}`);
        if (edits.length === 0) console.log('   src: ' + finding.flows.map((f) => `${f.dataType}=${f.steps[0]?.text}@${f.steps[0]?.file}:${(f.steps[0]?.range.start.line ?? 0) + 1}`).join(' ; '));
        for (const offer of offers) {
          console.log(`  ${offer.kind} ${offer.id}: ${offer.title} | ${offer.phrase}`);
          if (offer.edits) {
            const after = applied(fixture.files, offer.edits);
            for (const file of Object.keys(after)) if (after[file] !== fixture.files[file]) {
              const a = (fixture.files[file] ?? '').split('\n'), b = (after[file] ?? '').split('\n');
              const had = new Set(a);
              console.log(b.filter((l) => !had.has(l)).slice(0, verbose==='all'?3:12).map((l) => '      + ' + l).join('\n') || '      (line removed)');
            }
          }
        }
      }
      all.push(key + (edits.length ? '' : ' MISS'));
    }
  }
  let y = 0, n = 0;
  for (const [k, [a, b]] of [...per].sort()) { console.log(k, `${a}/${b}`); y += a; n += b; }
  console.log('total', y, n, (y / n).toFixed(3), `${(ms / n).toFixed(1)} ms each`);
}
void main();
