import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log, Run } from 'sarif';
import { tempTree } from '../platform/temp-tree';
import { sarifFaults } from '../report/sarif-structure';
import { built, product, shipmate, signup, type Outcome } from './shipmate';

describe('shipmate', function () {
  this.timeout(60_000);

  before(() => {
    built();
  });

  it('says a finding as a sentence and exits 1; 0 where nothing stands at the bar', () => {
    const root = tempTree({ 'src/sign-up.ts': signup, 'src/quiet.ts': 'export const total = (a: number): number => a * 2;\n' });
    const found = shipmate(root, 'scan');
    assert.equal(found.code, 1, found.notes);
    assert.match(found.out, /^src\/sign-up\.ts:4:3 medium pii-in-logs: (?:Looks like e|E)mail goes to the log\. We can ship this /m);
    assert.match(found.out, /flow +member\.email .*\(4:\d+\)/);
    assert.match(found.out, /^2 files analysed/m);
    assert.match(found.notes, /^Done in [\d.]+ s$/m);
    assert.equal(shipmate(root, 'scan', '--fail-on', 'critical').code, 0);
    const quiet = shipmate(root, 'scan', 'src/quiet.ts');
    assert.deepEqual([quiet.code, /Nothing new found/.test(quiet.out)], [0, true]);
  });

  it('offers each control of the clinic with its proof, and as fixes in SARIF', () => {
    const clinic = join(product, 'examples', 'clinic');
    const text = shipmate(clinic, 'scan');
    assert.equal(text.code, 1, text.notes);
    for (const block of text.out.split('\n\n').filter((part) => /^\S+:\d+:\d+ \w+ [a-z-]+: /.test(part) && !part.startsWith('privacy/'))) {
      assert.match(block, /We can ship this /);
      assert.ok(/^ {4}controls .*\((?:verified edit|a step), (?:minutes|hours|days)\)$/m.test(block) || block.includes('as agreed in the team file'), block);
    }
    assert.doesNotMatch(text.out, /once the team file names (?:Twilio|SendGrid|OpenAI)\b/);
    assert.match(text.out, /^ {4}threat +privacy\/threat-model\.otm\.yaml#/m);
    assert.match(text.out, /^ {4}PIA +privacy\/pia\/PIA-001-clinic\.md#/m);

    const log = JSON.parse(shipmate(clinic, 'scan', '--format', 'sarif').out) as Log;
    assert.deepEqual(sarifFaults(log), []);
    const told = log.runs[0]?.invocations?.[0]?.toolConfigurationNotifications ?? [];
    const drift = told.find(({ descriptor }) => descriptor?.id === 'threat-model-drift')?.locations?.[0]?.physicalLocation;
    assert.deepEqual([drift?.artifactLocation?.uri, drift?.region?.startLine], ['privacy/threat-model.otm.yaml', 75]);
    assert.match(text.out, /^privacy\/threat-model\.otm\.yaml:75:\d+ warning threat-model-drift: /m);
    const results = log.runs[0]?.results ?? [];
    assert.ok(results.every(({ properties, fixes }) => ((properties?.controls ?? []) as { verified: boolean }[]).some(({ verified }) => verified) === (fixes !== undefined)));
    for (const { message } of results.filter(({ suppressions }) => suppressions?.length === 0)) assert.ok(text.out.includes(message.text ?? '-'), message.text);

    const place = shipmate(clinic, 'explain', 'src/reminders.ts:13');
    assert.ok(place.out.includes(results.find(({ locations }) => locations?.[0]?.physicalLocation?.artifactLocation?.uri === 'src/reminders.ts')?.message.text ?? '-'), place.out);
  });

  it('tells usage errors without a stack and exits 2', () => {
    const root = tempTree({});
    for (const args of [['scam'], ['scan', 'nowhere'], ['scan', '--format', 'xml'], ['scan', '--date', 'soon'], ['scan', '--fail-on', 'bad'], ['scan', '--loud'], ['explain', 'a.ts'], ['scan', '--changed=none'], ['debug', 'tree', 'a.ts'], []]) {
      const outcome = shipmate(root, ...args);
      assert.equal(outcome.code, 2, args.join(' '));
      assert.doesNotMatch(outcome.notes, /\n {4}at /, args.join(' '));
    }
    assert.match(shipmate(root, 'scan', '--loud').notes, /^shipmate: Unknown option '--loud'\.\n {2}`shipmate scan --help` lists the options\.$/m);
    assert.equal(shipmate(root, '--help').code, 0);
    assert.match(shipmate(root, 'scan', '--help').out, /--strict-coverage/);
    assert.match(shipmate(root, '--version').out, /^\d+\.\d+\.\d+\n$/);
    assert.match(shipmate(root, 'rules').out, /^pii-in-logs +by-tier/m);
  });

  it('reports what hostile input it left out, analyses the rest, and is the same twice', () => {
    const root = tempTree({
      'src/sign-up.ts': signup, 'src/blob.js': new Uint8Array([1, 0, 2]), 'src/bundle.js': `var a=[${'1,'.repeat(2_500_000)}1];`, 'src/line.js': `var a=[${'1,'.repeat(30_000)}1];`,
      'src/broken.ts': 'export function half(member: {email: string}) {\n  if (((\n', 'src/deep.js': `${'['.repeat(20_000)}${']'.repeat(20_000)}`, 'src/latin.py': new Uint8Array([0x23, 0xe9, 0x0a]),
      'privacy/shipmate.yml': 'version: 1\npaths: {exclude: [\n', 'privacy/threat-model.otm.yaml': '<<<<<<< mine\n', 'privacy/pia/PIA-001-x.md': '---\n{{{\n---\n', 'privacy/baseline.yml': '- \n- [', 'privacy/decisions/pii-in-logs-00000000.yml': 'version: 1\nfinding: {class: \n',
    });
    symlinkSync('..', join(root, 'src', 'up'));
    symlinkSync('other', join(root, 'src', 'one'));
    symlinkSync('one', join(root, 'src', 'other'));
    symlinkSync('/dev/zero', join(root, 'src', 'endless.ts'));
    // A pipe that nobody writes to would hold up whoever opens it.
    if (process.platform !== 'win32') for (const pipe of ['src/pipe.ts', 'privacy/decisions/pipe.yml']) execFileSync('mkfifo', [join(root, pipe)]);
    symlinkSync('gone.ts', join(root, 'src', 'dangling.ts'));
    const file = join(root, 'report.sarif');
    const first = shipmate(root, 'scan', '--format', 'sarif', '--output', file);
    assert.equal(first.code, 1, first.notes);
    assert.doesNotMatch(first.notes, /internal error/);
    const text = readFileSync(file, 'utf8');
    const log = JSON.parse(text) as Log;
    assert.deepEqual(sarifFaults(log), []);
    const run = log.runs[0] as Run;
    assert.ok(run.results?.some(({ ruleId, locations }) => ruleId === 'pii-in-logs' && locations?.[0]?.physicalLocation?.artifactLocation?.uri === 'src/sign-up.ts'));
    const invocation = run.invocations?.[0];
    const reasons = new Set(invocation?.toolExecutionNotifications?.map(({ descriptor }) => descriptor?.id));
    for (const reason of ['binary', 'too-large', 'minified', 'link-loop', 'unreadable']) assert.ok(reasons.has(`not-analysed/${reason}`), reason);
    assert.ok(reasons.has('not-seen/syntax-error'));
    const broken = new Set(invocation?.toolConfigurationNotifications?.map(({ locations }) => locations?.[0]?.physicalLocation?.artifactLocation?.uri));
    for (const name of ['shipmate.yml', 'threat-model.otm.yaml', 'pia/PIA-001-x.md', 'baseline.yml', 'decisions/pii-in-logs-00000000.yml']) assert.ok(broken.has(`privacy/${name}`), name);
    shipmate(root, 'scan', '--format', 'sarif', '--output', file, '--no-cache');
    assert.equal(readFileSync(file, 'utf8'), text);
    assert.equal(shipmate(root, 'scan', '--fail-on', 'critical', '--strict-coverage').code, 4);
  });

  it('reads files in workers as it reads them in its own thread', () => {
    const files = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`src/f${i}.ts`, signup.replaceAll('signUp', `signUp${i}`)]));
    const many = shipmate(tempTree(files), 'scan', '--format', 'json', '--no-cache');
    const { findings, summary } = JSON.parse(many.out) as { findings: { file: string }[]; summary: { analysed: number } };
    assert.equal(summary.analysed, 60);
    assert.deepEqual(findings.map(({ file }) => file), Object.keys(files).sort());
  });

  it('keeps findings as a baseline and brings one back when its line changes', () => {
    const root = tempTree({ 'src/sign-up.ts': signup });
    assert.match(shipmate(root, 'baseline').out, /1 finding kept in privacy\/baseline\.yml/);
    const calm = shipmate(root, 'scan');
    assert.deepEqual([calm.code, /1 known in the baseline/.test(calm.out)], [0, true]);
    writeFileSync(join(root, 'src/sign-up.ts'), signup.replace('signed up', 'new member'));
    assert.equal(shipmate(root, 'scan').code, 1);
  });

  it('honours an ignore with a reason, until its day', () => {
    const root = tempTree({ 'sign-up.ts': signup.replace('  console', '  // shipmate-ignore pii-in-logs until 2027-01-31 -- local console of the demo only\n  console') });
    const before = shipmate(root, 'scan', '--date', '2027-01-31');
    assert.deepEqual([before.code, /1 ignored with a reason/.test(before.out)], [0, true]);
    assert.equal(shipmate(root, 'scan', '--date', '2027-02-01').code, 1);
  });

  it('keeps to changed files', () => {
    const root = tempTree({ 'old.ts': signup });
    const git = (...args: string[]): string => execFileSync('git', ['-C', root, '-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { encoding: 'utf8' });
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'first');
    assert.equal(shipmate(root, 'scan', '--changed').code, 0);
    writeFileSync(join(root, 'new.ts'), signup);
    const changed = shipmate(root, 'scan', '--changed=HEAD');
    assert.equal(changed.code, 1);
    assert.doesNotMatch(changed.out, /^old\.ts/m);
  });

  it('tells of a change what no longer fits it in privacy files, and nothing of other code', () => {
    const call = (host: string): string => `export interface User { email: string }\nexport const send = (user: User): unknown => fetch('https://${host}/people', { method: 'POST', body: user.email });\n`;
    const root = tempTree({
      'src/a.ts': call('one.example.com'), 'src/b.ts': 'export {};\n', 'privacy/shipmate.yml': 'version: 1\nrecipients: [{id: nobody, data: [email]}]\n',
      'privacy/pia/PIA-001-people.md': '---\npia: PIA-001\ntitle: People\nstatus: draft\nscope: {paths: ["src/**"]}\nprocessing:\n  recipients: []\n---\n\n# People\n',
    });
    const git = (...args: string[]): string => execFileSync('git', ['-C', root, '-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { encoding: 'utf8' });
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'first');
    const drift = (...args: string[]): string[] => (JSON.parse(shipmate(root, 'scan', '--format', 'json', ...args).out) as { problems: { file: string; message: string }[] }).problems.map(({ file, message }) => `${file}: ${message}`);
    assert.deepEqual(drift('--changed'), []);
    writeFileSync(join(root, 'src/b.ts'), call('two.example.com'));
    const told = drift('--changed');
    assert.ok(told.some((line) => /^privacy\/shipmate\.yml: two\.example\.com gets email/.test(line)), told.join('\n'));
    assert.ok(told.some((line) => /^privacy\/pia\/PIA-001-people\.md: This assessment lists no recipient/.test(line)), told.join('\n'));
    assert.ok(told.every((line) => !/one\.example\.com gets|nobody/.test(line)), told.join('\n'));
    assert.ok(drift().some((line) => /one\.example\.com gets/.test(line)));
  });

  it('writes a PIA once and keeps what people wrote', () => {
    const root = tempTree({ 'src/sign-up.ts': signup });
    assert.match(shipmate(root, 'pia', '--title', 'Sign-up', '--date', '2026-11-21').out, /^privacy\/pia\/PIA-001-sign-up\.md written/);
    const file = join(root, 'privacy/pia/PIA-001-sign-up.md');
    const text = readFileSync(file, 'utf8') + '\nWe asked the works council.\n';
    writeFileSync(file, text);
    assert.match(shipmate(root, 'pia', '--title', 'Sign-up', '--date', '2026-11-21').out, /is up to date|updated/);
    assert.match(readFileSync(file, 'utf8'), /We asked the works council\./);
    assert.match(shipmate(root, 'scan').out, /PIA +privacy\/pia\/PIA-001-sign-up\.md#/);
    assert.match(shipmate(tempTree({ 'a.ts': 'export {};\n' }), 'pia').out, /saw no personal data/);
  });

  it('updates the assessment of the clinic and leaves every word that people wrote, once and again', () => {
    const root = tempTree({});
    cpSync(join(product, 'examples', 'clinic'), root, { recursive: true });
    const file = join(root, 'privacy/pia/PIA-001-clinic.md');
    const people = (text: string): string[] => text.replace(/<!-- shipmate:begin (\S+) -->[^]*?<!-- shipmate:end \1 -->/g, '').split('\n').filter((line) => !line.includes('# CODE'));
    writeFileSync(file, readFileSync(file, 'utf8').replace('\n## ', '\nThe works council was asked on 3 November.\n\n## '));
    const before = people(readFileSync(file, 'utf8'));
    assert.match(shipmate(root, 'pia', '--date', '2026-11-21').out, /PIA-001-clinic\.md updated/);
    const first = readFileSync(file, 'utf8');
    const after = people(first);
    const kept = before.filter((line) => after.includes(line));
    assert.deepEqual(kept, before);
    assert.ok(first.includes('The works council was asked on 3 November.'));
    assert.match(shipmate(root, 'pia', '--date', '2026-11-21').out, /is up to date/);
    assert.equal(readFileSync(file, 'utf8'), first);
    shipmate(root, 'pia', '--date', '2026-12-01');
    assert.deepEqual(people(readFileSync(file, 'utf8')), after);
  });

  it('writes decisions, lets them count, and takes them back when they end', () => {
    const team = 'version: 1\nroles: {owner: "@lead", champion: "@champion"}\nraci: {accountable: owner}\n';
    const root = tempTree({ 'src/sign-up.ts': signup, 'privacy/shipmate.yml': team });
    const decide = (...args: string[]): Outcome => shipmate(root, 'decide', ...args, '--date', '2026-11-21');
    assert.match(decide().out, /No decision is written yet/);
    const asked = decide('accept', 'src/sign-up.ts:4', '--as', '@dev', '--until', '2027-02-19', '--reason', 'redaction ships in February');
    assert.match(asked.out, /^privacy\/decisions\/pii-in-logs-[0-9a-f]{8}\.yml written: asked to accept until 2027-02-19\. To come: the decision of @lead \(owner\)\.$/m, asked.notes);
    const scan = (day: string): Outcome => shipmate(root, 'scan', '--date', day);
    assert.equal(scan('2026-11-21').code, 1);
    assert.match(decide('approve', 'src/sign-up.ts:4', '--as', '@lead').out, /It counts\./);
    const quiet = scan('2026-11-22');
    assert.deepEqual([quiet.code, /1 agreed/.test(quiet.out)], [0, true], quiet.out);
    const sarif = JSON.parse(shipmate(root, 'scan', '--format', 'sarif', '--date', '2026-11-22').out) as Log;
    assert.deepEqual(sarif.runs[0]?.results?.[0]?.suppressions?.map(({ kind, status }) => [kind, status]), [['external', 'accepted']]);
    const ended = scan('2027-02-20');
    assert.deepEqual([ended.code, /expired-acceptance: This acceptance ended on 2027-02-19/.test(ended.out)], [1, true]);
    assert.match(decide('list').out, /decision-approved {2}accept-until {2}agreed {2}due 2027-02-19/);
    for (const [args, advice] of [
      [['accept', 'src/sign-up.ts:4', '--until', '2027-02-19'], /Say it with --as/],
      [['accept', 'src/other.ts:4', '--as', '@dev'], /is no finding here/],
      [['accept', 'src/sign-up.ts:4', '--as', '@dev', '--until', '2029-01-01', '--reason', 'it can wait longer'], /An acceptance ends within 180 days/],
      [['agree', 'src/sign-up.ts:4'], /agree is nothing that can be decided/],
    ] as const) {
      const wrong = decide(...args);
      assert.equal(wrong.code, 2);
      assert.match(wrong.notes, advice);
    }
  });

  it('links a finding to a threat, which decides nothing and starts no clock; the first decision does', () => {
    const model = 'otmVersion: 0.2.0\nproject: {name: Shop, id: shop}\ncomponents: []\nthreats: [{id: THR-1, name: Mail in the log}]\n';
    const root = tempTree({ 'src/sign-up.ts': signup, 'privacy/shipmate.yml': 'version: 1\nroles: {owner: "@lead"}\n', 'privacy/threat-model.otm.yaml': model });
    const decide = (...args: string[]): Outcome => shipmate(root, 'decide', ...args, '--as', '@dev', '--date', '2026-11-21');
    assert.equal(decide('link', 'src/sign-up.ts:4').code, 2);
    assert.match(decide('link', 'src/sign-up.ts:4', '--to', 'THR-9').notes, /leads to no threat or risk/);
    const file = /^(\S+) written: linked it to privacy\/threat-model\.otm\.yaml#THR-1\.$/m.exec(decide('link', 'src/sign-up.ts:4', '--to', 'THR-1').out)?.[1] ?? assert.fail();
    const text = (): string => readFileSync(join(root, file), 'utf8');
    assert.doesNotMatch(text(), /^due:/m);
    assert.doesNotMatch(shipmate(root, 'scan', '--date', '2028-01-01').out, /decision-problem/);
    assert.match(decide('link', 'src/sign-up.ts:4', '--to', 'THR-1').notes, /names this entry already/);
    decide('mitigate', 'src/sign-up.ts:4', '--reason', 'redaction at the logger');
    assert.match(text(), /^due: 2027-02-19$/m);
  });

  it('reports figures as Markdown, JSON and HTML, with their trend over commits', () => {
    const root = tempTree({ 'src/sign-up.ts': signup, 'privacy/shipmate.yml': 'version: 1\nroles: {owner: "@lead"}\n' });
    const git = (...args: string[]): void => void execFileSync('git', ['-c', 'user.name=Lead', '-c', 'user.email=lead@shop.example', '-c', 'commit.gpgsign=false', ...args], { cwd: root, stdio: 'ignore' });
    assert.match(shipmate(root, 'report').out, /There is no baseline yet/);
    shipmate(root, 'decide', 'accept', 'src/sign-up.ts:4', '--as', 'owner', '--until', '2026-12-01', '--reason', 'redaction ships in December', '--date', '2026-11-21');
    shipmate(root, 'baseline');
    git('init', '-q');
    git('add', '-A');
    git('commit', '-qm', 'register');
    const { figures } = JSON.parse(shipmate(root, 'report', '--format', 'json', '--date', '2026-11-22').out) as { figures: { baseline: unknown; trend: { baseline: number; open: number }[] } };
    assert.deepEqual({ ...(figures.baseline as object), commit: '' }, { commit: '', held: 1, gone: 0, new: 0, agreed: 0 });
    assert.deepEqual(figures.trend.map(({ baseline, open }) => [baseline, open]), [[1, 1]]);
    const page = shipmate(root, 'report', '--format', 'html').out;
    assert.match(page, /^<!doctype html>/);
    assert.doesNotMatch(page, /<script|https?:\/\//);
    assert.match(shipmate(root, 'decide', 'show', 'src/sign-up.ts:4').out, /asked to accept until 2026-12-01/);
    shipmate(root, 'decide', 'approve', 'src/sign-up.ts:4', '--as', 'owner', '--date', '2026-11-22');
    assert.match(shipmate(root, 'decide', 'show', 'src/sign-up.ts:4').out, /@lead \(owner\) approved; not committed yet/);
    git('commit', '-qam', 'signed');
    assert.match(shipmate(root, 'decide', 'show', 'src/sign-up.ts:4').out, /approved; signed in commit [0-9a-f]{10} by Lead/);
  });

  it('reports recipients and AI tools, set beside the team file', () => {
    const clinic = join(product, 'examples', 'clinic');
    const { out } = shipmate(clinic, 'report', '--date', '2027-06-01');
    const part = (title: string): string => new RegExp(`^## ${title}\\n[^]*?(?=^## |(?![^]))`, 'm').exec(out)?.[0] ?? '';
    assert.match(part('Recipients'), /^\| Twilio \| US \| [^|]+ \| [^|]*Phone[^|]* \| processor \| docs\/contracts\/twilio\.md \| src\/reminders\.ts:\d+/m);
    assert.match(part('AI tools'), /^\| OpenAI \| US \| by ciso, not for Diagnosis[^|]* \| was due on 2027-05-01 \| SDK \| Diagnosis[^|]* \| src\/summary\.ts:1, src\/summary\.ts:\d+ \|$/m);
    const { recipients, aiTools } = JSON.parse(shipmate(clinic, 'report', '--format', 'json', '--date', '2027-06-01').out) as Record<string, { id: string; places: string[]; approval?: string; declared?: string }[]>;
    assert.deepEqual(aiTools?.map(({ id, approval }) => [id, approval]), [['openai', 'in-part']]);
    assert.ok(recipients?.every(({ declared }) => declared !== undefined));
    assert.match(recipients?.find(({ id }) => id === 'twilio')?.places[0] ?? '', /^src\/reminders\.ts:\d+$/);
    const root = tempTree({ 'src/sign-up.ts': signup });
    assert.match(shipmate(root, 'report').out, /No recipient was seen, and the team file declares none\./);
  });

  it('shows what is reachable from a place or a service, and writes an exercise', () => {
    const clinic = join(product, 'examples', 'clinic');
    const view = shipmate(clinic, 'incident', 'OpenAI', '--aware', '2026-11-29T08:00Z');
    assert.equal(view.code, 0, view.notes);
    assert.match(view.out, /Notice to the authority by 2026-12-02T08:00Z/);
    assert.match(view.out, /^\| Diagnosis \| 4, special category \| here \|/m);
    assert.match(shipmate(clinic, 'incident', 'worker', '--drill').out, /^# Exercise: worker$/m);
    for (const [args, advice] of [[[], /Name a file, a folder/], [['nowhere'], /names no analysed file/], [['src', '--aware', 'yesterday'], /Write it as/]] as const) {
      const wrong = shipmate(clinic, 'incident', ...args);
      assert.equal(wrong.code, 2);
      assert.match(wrong.notes, advice);
    }
  });

  it('turns a settled dispute into a rule of the team file', () => {
    const root = tempTree({ 'src/sign-up.ts': signup, 'privacy/shipmate.yml': 'version: 1 # ours\nroles: {owner: "@lead", champion: "@champion"}\n' });
    assert.equal(shipmate(root, 'decide', 'dispute', 'src/sign-up.ts:4', '--as', '@dev', '--ground', 'not-personal', '--reason', 'the mail box of the shop').code, 0);
    assert.match(shipmate(root, 'decide', 'approve', 'src/sign-up.ts:4', '--as', '@champion').out, /`email` is not personal data in src\/sign-up\.ts/);
    assert.match(readFileSync(join(root, 'privacy/shipmate.yml'), 'utf8'), /^version: 1 # ours\n[^]*not_personal:\n {2}- name: email/m);
    const after = shipmate(root, 'scan');
    assert.deepEqual([after.code, after.out.includes('decision-problem')], [0, false], after.out);
    const other = tempTree({ 'src/sign-up.ts': signup, 'privacy/shipmate.yml': 'version: 1\nroles: {champion: "@champion"}\n' });
    shipmate(other, 'decide', 'dispute', 'src/sign-up.ts:4', '--as', '@dev', '--ground', 'control-elsewhere', '--reason', 'sealed before it gets here');
    const settle = (...details: string[]): Outcome => shipmate(other, 'decide', 'approve', 'src/sign-up.ts:4', '--as', '@champion', ...details);
    assert.deepEqual([settle('--function', 'src/gone.ts#seal', '--grade', 'masked').code, settle('--function', 'src/sign-up.ts#seal', '--grade', 'hidden').code], [2, 2]);
    assert.match(settle('--function', 'src/sign-up.ts#seal', '--grade', 'masked').out, /src\/sign-up\.ts#seal counts as masked/);
  });

  it('explains a place, and prints facts', () => {
    const root = tempTree({ 'src/sign-up.ts': signup });
    const why = shipmate(root, 'explain', 'src/sign-up.ts:4');
    assert.equal(why.code, 0, why.notes);
    assert.match(why.out, /email/i);
    assert.match(shipmate(root, 'debug', 'facts', 'src/sign-up.ts').out, /signUp/);
    assert.match(shipmate(root, 'debug', 'summary', 'src/sign-up.ts').out, /sign-up\.ts#signUp\n {2}result/);
    writeFileSync(join(root, 'main.ts'), "import { signUp } from './src/sign-up';\nsignUp({ id: '1', email: '' });\n");
    assert.match(shipmate(root, 'debug', 'resolve', 'main.ts').out, /import signUp from \.\/src\/sign-up -> src\/sign-up\.ts#signUp/);
  });

  it('begins with a team file and a threat model of the code, and adds only what is missing after that', () => {
    const root = tempTree({});
    cpSync(join(product, 'examples', 'clinic', 'src'), join(root, 'src'), { recursive: true });
    const first = shipmate(root, 'init', '--date', '2026-11-21');
    assert.equal(first.code, 0, first.notes);
    assert.match(first.out, /privacy\/shipmate\.yml written/);
    assert.match(first.out, /threat-model\.otm\.yaml drawn from the code/);
    assert.match(readFileSync(join(root, 'privacy/threat-model.otm.yaml'), 'utf8'), /id: THR-/);
    assert.match(shipmate(root, 'scan').out, /threat {4}privacy\/threat-model\.otm\.yaml#THR-/);
    const again = shipmate(root, 'init', '--date', '2026-11-21').out;
    assert.match(again, /is there already/);
    assert.match(again, /every finding has its threat already/);

    writeFileSync(join(root, 'privacy/threat-model.otm.yaml'), 'otmVersion: [\n');
    const broken = shipmate(root, 'init');
    assert.equal(broken.code, 2);
    assert.match(broken.notes, /threat-model\.otm\.yaml:\d+: /);
    assert.match(shipmate(tempTree({ 'a.ts': 'export const a = 1;\n' }), 'init').out, /no threat model is written/);
  });
});
