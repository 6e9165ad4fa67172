import assert from 'node:assert/strict';
import { fixAll, ignoreEdit, offerFor, planControls, type ControlContext } from '../../../src/engine/controls';
import { emptyPolicy } from '../../../src/engine/workspace';
import type { ControlOffer, Finding } from '../../../src/model';
import { applied, contextOf } from './harness';

type Texts = Readonly<Record<string, string>>;

async function opened(files: Texts): Promise<{ context: ControlContext; finding: Finding }> {
  const context = await contextOf(files);
  const [finding] = context.workspace.findings();
  assert.ok(finding, 'the code has a finding');
  return { context, finding };
}

/** The text of a file after one control of the first finding. */
async function after(files: Texts, control: string, path = Object.keys(files)[0] ?? ''): Promise<string> {
  const { context, finding } = await opened(files);
  const offer = planControls(context, finding).find(({ id }) => id === control);
  assert.ok(offer?.edits, `${control} is offered`);
  return applied(files, offer.edits)[path] ?? '';
}

const ids = (offers: readonly ControlOffer[]): string[] => offers.filter(({ kind }) => kind === 'edit').map(({ id }) => id);

const logger = "import pino from 'pino';\n\nexport const logger = pino({ name: 'parcels' });\n";
const user = 'export interface Recipient { id: string; email: string; phone: string }\n';

describe('controls in TypeScript', () => {
  const notify = (line: string): Texts => ({
    'src/notify.ts': `import { logger } from './logger';\nimport type { Recipient } from './recipient';\n\nexport function notify(recipient: Recipient): void {\n  ${line}\n}\n`,
    'src/logger.ts': logger, 'src/recipient.ts': user,
  });

  it('uses the id that the declared type has, and says so', async () => {
    const { context, finding } = await opened(notify('logger.info(`parcel left for ${recipient.email}`);'));
    const [first] = planControls(context, finding);
    assert.deepEqual([first?.id, first?.title, first?.phrase], ['log-stable-id', 'Use `recipient.id` instead of `recipient.email`', 'with `recipient.id` instead']);
    assert.equal(offerFor(context, finding)?.phrase, 'with `recipient.id` instead');
  });

  it('renames the key a value stood under', async () => {
    assert.match(await after(notify("logger.info({ email: recipient.email }, 'left');"), 'log-stable-id'), /logger\.info\(\{ recipientId: recipient\.id \}, 'left'\);/);
  });

  it('takes a value out with the words that lead to it', async () => {
    assert.match(await after(notify('logger.info(`parcel left for ${recipient.email}`);'), 'drop-field'), /logger\.info\(`parcel left`\);/);
    assert.match(await after(notify("logger.info('parcel left for ' + recipient.email);"), 'drop-field'), /logger\.info\('parcel left'\);/);
    assert.match(await after(notify("logger.info('parcel left for %s at %d', recipient.email, 7);"), 'drop-field'), /logger\.info\('parcel left at %d', 7\);/);
  });

  it('creates a helper behind the imports', async () => {
    const text = await after(notify('logger.info(`left for ${recipient.email}`);'), 'mask-value');
    assert.match(text, /from '\.\/recipient';\n\n\/\*\* Shows the first letter[^\n]*\nfunction maskEmail\(value: unknown\): string \{/);
    assert.match(text, /\}\n\nexport function notify/);
    assert.match(text, /maskEmail\(recipient\.email\)/);
  });

  it('imports the masking function the workspace has', async () => {
    const files = { ...notify('logger.info(`left for ${recipient.email}`);'), 'src/privacy/mask.ts': "export function maskEmail(value: string): string {\n  const at = value.lastIndexOf('@');\n  return `${value.slice(0, 1)}***${value.slice(at)}`;\n}\n" };
    assert.match(await after(files, 'mask-value'), /import \{ maskEmail \} from '\.\/privacy\/mask';\n/);
  });

  it('does not take a function for a mask because of its name', async () => {
    const files = { ...notify('logger.info(`left for ${recipient.email}`);'), 'src/privacy/mask.ts': 'export function maskEmail(value: string): string {\n  return value;\n}\n' };
    assert.match(await after(files, 'mask-value'), /\nfunction maskEmail\(/);
  });

  it('redacts at the logger made in another file', async () => {
    const text = await after(notify("logger.info({ contact: recipient.email }, 'left');"), 'redact-at-logger', 'src/logger.ts');
    assert.match(text, /pino\(\{ redact: \['contact'\], name: 'parcels' \}\)/);
  });

  it('keeps CRLF line ends and tabs', async () => {
    const files = Object.fromEntries(Object.entries(notify('logger.info(`left for ${recipient.email}`);')).map(([path, text]) => [path, text.replaceAll('  ', '\t').replaceAll('\n', '\r\n')]));
    const text = await after(files, 'mask-value');
    assert.ok(!/[^\r]\n/.test(text), 'every line ends in CRLF');
    assert.ok(/\r\n\tconst text = /.test(text) && !/^ +const/m.test(text), 'the helper is indented by tabs');
  });

  it('counts in UTF-16 units', async () => {
    const files = notify("/* 🚚 Größe */ logger.info(`🚚 für ${recipient.email} 🎉`, '😀');");
    assert.match(await after(files, 'log-stable-id'), /logger\.info\(`🚚 für \$\{recipient\.id\} 🎉`, '😀'\);/);
    assert.match(await after(files, 'mask-value'), /`🚚 für \$\{maskEmail\(recipient\.email\)\} 🎉`, '😀'/);
  });

  it('offers no edit that cannot be verified', async () => {
    const files = notify('logger.info(`left for ${recipient.email}`);');
    const { context, finding } = await opened(files);
    const blind: ControlContext = { ...context, lower: () => undefined, workspace: (await opened(files)).context.workspace };
    assert.deepEqual(ids(planControls(blind, finding)), []);
    const unread: ControlContext = { ...context, textOf: () => undefined, workspace: (await opened(files)).context.workspace };
    assert.deepEqual(ids(planControls(unread, finding)), []);
  });

  it('leaves the address of a delivery where it is', async () => {
    const { context, finding } = await opened({
      'src/sms.ts': "import twilio from 'twilio';\n\nconst client = twilio(process.env.SID, process.env.TOKEN);\n\nexport const remind = (patient: { phone: string }) => client.messages.create({ to: patient.phone, from: '+15550100', body: 'See us today' });\n",
    });
    assert.equal(finding.classId, 'pii-to-third-party');
    assert.deepEqual(ids(planControls(context, finding)), []);
    assert.equal(planControls(context, finding)[0]?.phrase, 'once the team file names Twilio');
  });

  it('takes out only what the team file does not name for the recipient', async () => {
    const files = {
      'src/sms.ts': "import twilio from 'twilio';\n\nconst client = twilio(process.env.SID, process.env.TOKEN);\n\nexport async function remind(patient: { phone: string; diagnosis: string }) {\n  await client.messages.create({ to: patient.phone, from: '+15550100', body: `See us about ${patient.diagnosis}` });\n}\n",
    };
    const { context } = await opened(files);
    const offersWith = (...data: string[]): ControlOffer[] => {
      context.workspace.apply({ policy: { ...emptyPolicy, recipients: [{ id: 'twilio', data }] } });
      const [finding] = context.workspace.findings();
      assert.ok(finding);
      return planControls(context, finding);
    };
    const [drop, ...others] = offersWith('phone');
    assert.deepEqual([drop?.id, drop?.verified], ['drop-field', true]);
    assert.match(applied(files, drop?.edits ?? [])['src/sms.ts'] ?? '', /to: patient\.phone, from: '\+15550100', body: `See us about`/);
    assert.equal(others.at(-1)?.phrase, 'once the team file names diagnosis for Twilio');
    assert.ok(offersWith('phone', 'diagnosis').every(({ id }) => id !== 'declare-recipient'));
  });

  it('wraps no message to mask the address in it', async () => {
    const { context, finding } = await opened({
      'src/mail.ts': "import sendgrid from '@sendgrid/mail';\n\nexport async function greet(guest: { email: string; fullName: string }) {\n  await sendgrid.send({ from: 'desk@inn.example', to: guest.email, subject: 'Welcome', text: `Dear ${guest.fullName}` });\n}\n",
    });
    for (const { edits } of planControls(context, finding)) assert.doesNotMatch(JSON.stringify(edits ?? []), /mask\w+\(\{|mask\w+\(guest\.email/);
  });

  it('explains a password function as a step', async () => {
    const { context, finding } = await opened({ 'src/auth.ts': "import { createHash } from 'node:crypto';\n\nexport const stored = (password: string) => createHash('sha256').update(password).digest('hex');\n" });
    const [step] = planControls(context, finding);
    assert.deepEqual([step?.id, step?.kind, step?.verified, step?.phrase], ['use-password-kdf', 'step', false, 'with scrypt and a rehash at next login']);
  });

  it('makes one edit of what does not overlap', async () => {
    const files = notify('logger.info(`left for ${recipient.email}`);\n  logger.warn({ phone: recipient.phone, parcel: 7 });');
    const { context } = await opened(files);
    const { edits, applied: done, left } = fixAll(context, context.workspace.findings());
    assert.deepEqual([done.length, left.length], [2, 0]);
    const text = applied(files, edits)['src/notify.ts'] ?? '';
    assert.match(text, /\$\{recipient\.id\}/);
    assert.match(text, /\{ recipientId: recipient\.id, parcel: 7 \}/);
  });

  it('writes an ignore above the statement, or behind the line where no statement begins on it', async () => {
    const files = notify('logger.info(`left for ${recipient.email}`);');
    const { context, finding } = await opened(files);
    const edit = ignoreEdit(context, finding, 'shipmate-ignore pii-in-logs -- the log is deleted daily');
    assert.ok(edit);
    assert.match(applied(files, [edit])['src/notify.ts'] ?? '', /\n {2}\/\/ shipmate-ignore pii-in-logs -- the log is deleted daily\n {2}logger\.info/);
    const inline = notify('if (recipient) logger.info(`left for ${recipient.email}`);');
    const second = await opened(inline);
    const behind = ignoreEdit(second.context, second.finding, 'shipmate-ignore pii-in-logs -- the log is deleted daily');
    assert.ok(behind);
    assert.match(applied(inline, [behind])['src/notify.ts'] ?? '', /email\}`\); \/\/ shipmate-ignore/);
  });
});

describe('controls in Python', () => {
  const visit = (line: string): Texts => ({
    'clinic/visit.py': `import logging\n\nfrom clinic.people import Patient\n\nlog = logging.getLogger(__name__)\n\n\ndef greet(patient: Patient) -> None:\n    ${line}\n`,
    'clinic/people.py': 'from dataclasses import dataclass\n\n\n@dataclass\nclass Patient:\n    id: int\n    email: str\n    phone: str\n',
    'clinic/__init__.py': '',
  });

  it('uses the id in place of the value, in each way of formatting', async () => {
    for (const line of ['log.info("greeting %s", patient.email)', 'log.info("greeting %s" % patient.email)', 'log.info(f"greeting {patient.email}")', 'log.info("greeting {}".format(patient.email))']) {
      assert.ok((await after(visit(line), 'log-stable-id')).includes(line.replace('patient.email', 'patient.id')), line);
    }
  });

  it('takes a placeholder out with its argument', async () => {
    assert.match(await after(visit('log.info("seen %s at %s", patient.email, 7)'), 'drop-field'), /log\.info\("seen at %s", 7\)/);
    assert.match(await after(visit('log.info("seen %(who)s", {"who": patient.email})'), 'drop-field'), /log\.info\("seen"\)/);
  });

  it('creates a helper with two blank lines around it', async () => {
    assert.match(await after(visit('log.info("greeting %s", patient.email)'), 'mask-value'), /import Patient\n\n\ndef mask_email\([^]*"\*\*\*"\n\n\nlog = /);
  });

  it('imports the masking function the workspace has', async () => {
    const files = { ...visit('log.info("greeting %s", patient.email)'), 'clinic/privacy.py': 'def mask_email(value: str) -> str:\n    local, at, domain = value.rpartition("@")\n    return f"{local[:1]}***@{domain}"\n' };
    assert.match(await after(files, 'mask-value'), /\nfrom clinic\.privacy import mask_email\n/);
  });

  it('switches the certificate check on by taking the option out', async () => {
    assert.match(await after({ 'sync.py': 'import requests\n\n\ndef pull():\n    return requests.get("https://lab.partner.io/v1", verify=False, timeout=5)\n' }, 'verify-certificate'), /get\("https:\/\/lab\.partner\.io\/v1", timeout=5\)/);
  });

  it('writes an ignore as a Python comment', async () => {
    const files = visit('log.info("greeting %s", patient.email)');
    const { context, finding } = await opened(files);
    const edit = ignoreEdit(context, finding, 'shipmate-ignore pii-in-logs until 2027-02-19 -- agreed with the clinic');
    assert.ok(edit);
    assert.match(applied(files, [edit])['clinic/visit.py'] ?? '', /\n {4}# shipmate-ignore pii-in-logs until 2027-02-19 -- agreed with the clinic\n {4}log\.info/);
  });
});
