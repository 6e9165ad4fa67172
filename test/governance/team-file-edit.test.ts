import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readTeamFile } from '../../src/governance/team-file';
import { addNotPersonal, declareAiTool, declareRecipient } from '../../src/governance/team-file-edit';
import type { TeamFileEdit } from '../../src/governance/team-file-edit';
import { applyTextEdits } from '../../src/governance/text';

const file = 'privacy/shipmate.yml';
const entry = { name: 'contact', where: 'src/cms/**', reason: 'page block, not a person' };

function after(text: string | undefined, change: TeamFileEdit): string {
  return applyTextEdits(text ?? '', change.edit?.edits ?? []);
}

describe('not personal data here', () => {
  it('creates the file', () => {
    const change = addNotPersonal(file, undefined, entry);
    assert.equal(change.edit?.create, true);
    assert.equal(after(undefined, change), 'version: 1\nnot_personal:\n  - name: contact\n    where: "src/cms/**"\n    reason: "page block, not a person"\n');
  });

  for (const [what, text, expected] of [
    ['a block list', 'version: 1 # ours\nnot_personal:\n    - name: title   # of a page\n      reason: heading of a page\n\n# people\nroles: {owner: "@a"}\n',
      'version: 1 # ours\nnot_personal:\n    - name: title   # of a page\n      reason: heading of a page\n    - name: contact\n      where: "src/cms/**"\n      reason: "page block, not a person"\n\n# people\nroles: {owner: "@a"}\n'],
    ['a list of maps in braces', 'not_personal:\n- {name: title, reason: heading of a page} # agreed\nversion: 1\n',
      'not_personal:\n- {name: title, reason: heading of a page} # agreed\n- {name: contact, where: "src/cms/**", reason: "page block, not a person"}\nversion: 1\n'],
    ['a list in brackets', 'not_personal: [{name: title, reason: heading of a page}]   # agreed\n',
      'not_personal: [{name: title, reason: heading of a page}, {name: contact, where: "src/cms/**", reason: "page block, not a person"}]   # agreed\n'],
    ['other keys only', 'version: 1\npaths:\n  exclude:\n    - "legacy/**" # old\n  # more to come\n',
      'version: 1\npaths:\n  exclude:\n    - "legacy/**" # old\n  # more to come\nnot_personal:\n  - name: contact\n    where: "src/cms/**"\n    reason: "page block, not a person"\n'],
    ['comments only', '# our team file', '# our team file\nversion: 1\nnot_personal:\n  - name: contact\n    where: "src/cms/**"\n    reason: "page block, not a person"\n'],
    ['nothing', '', 'version: 1\nnot_personal:\n  - name: contact\n    where: "src/cms/**"\n    reason: "page block, not a person"\n'],
  ] as const) {
    it(`is added to ${what}`, () => {
      assert.equal(after(text, addNotPersonal(file, text, entry)), expected);
      const crlf = text.replace(/\n/g, '\r\n');
      if (/\n/.test(text)) assert.equal(after(crlf, addNotPersonal(file, crlf, entry)), expected.replace(/\n/g, '\r\n'));
      const again = after(text, addNotPersonal(file, text, entry));
      assert.equal(addNotPersonal(file, again, entry).edit, undefined);
    });
  }

  it('leaves a file it cannot read as it is', () => {
    for (const text of ['a: [', '- a\n', 'text', '<<<<<<< x\na: 1\n']) {
      const change = addNotPersonal(file, text, entry);
      assert.equal(change.edit, undefined);
      assert.ok(change.problems.length > 0, text);
    }
  });

  it('takes any name and reason', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', minLength: 1 }), fc.string({ minLength: 12 }), fc.boolean(), (name, reason, flow) => {
      const text = flow ? '{not_personal: [{name: a, reason: because it is so}]}' : 'not_personal:\n  - name: a\n    reason: because it is so\n';
      const wanted = { name: `n${name}`, where: 'src/**', reason: `r${reason}` };
      const { value, problems } = readTeamFile(file, after(text, addNotPersonal(file, text, wanted)));
      assert.deepEqual([problems, value.notPersonal[1]], [[], wanted]);
    }), { numRuns: 60 });
  });
});

describe('declaring a recipient', () => {
  it('adds it, or the data it lacks', () => {
    const text = 'version: 1\nrecipients:\n  - {id: sentry, data: [email]} # since 2025\n';
    const twilio = after(text, declareRecipient(file, text, { id: 'twilio', data: ['phone-number'], role: 'processor' }));
    assert.equal(twilio, `${text}  - {id: twilio, data: [phone-number], role: processor}\n`);
    assert.equal(after(text, declareRecipient(file, text, { id: 'sentry', data: ['email', 'ip-address'] })), text.replace('[email]', '[email, ip-address]'));
    assert.equal(declareRecipient(file, text, { id: 'sentry', data: ['email'] }).edit, undefined);
    const bare = 'recipients:\n  - id: sentry # since 2025\n';
    assert.equal(after(bare, declareRecipient(file, bare, { id: 'sentry', data: ['email'] })), `${bare}    data: [email]\n`);
  });
});

describe('an AI tool in the team file', () => {
  it('is listed once, with its data and approval left to people', () => {
    assert.equal(after(undefined, declareAiTool(file, undefined, 'openai')), 'version: 1\nai_tools:\n  - id: openai\n    data: []\n');
    const text = 'version: 1\nai_tools:\n  - {id: openai, data: [], approved_by: ciso} # general questions only\n';
    assert.equal(declareAiTool(file, text, 'openai').edit, undefined);
    assert.equal(after(text, declareAiTool(file, text, 'mistral')), `${text}  - {id: mistral, data: []}\n`);
  });
});
