import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { languages } from '../../src/engine/languages/registry';
import { createWorkspace } from '../../src/engine/workspace';
import { createLowering } from '../../src/project/lowering';
import { readWasm, rulesWith, shippedRules } from '../support/rules';
import { noPolicy, workspaceOf } from '../support/workspace';
import { literalsOf, root, sourceFiles, textOf } from './imports';

const library = `id: acme-courier
label: Acme Courier
family: ecmascript
modules: ["@acme/courier"]
recipient: acme-courier
types:
  Courier: {exported: Courier}
calls:
  - {call: Courier.dispatch, sink: {to: crm, args: 0, facet: json}}
`;
const recipient = '- {id: acme-courier, name: Acme Courier, category: crm, country: SE, hosts: [api.acme-courier.example]}\n';
const control = `id: send-parcel-code
title: Send the parcel code instead of \`{name}\`
effort: minutes
residual: The courier learns the code of the parcel.
assessment: minimisation
phrase: with the parcel code instead
step: Send the code of the parcel; the courier looks the address up at the door.
edit: none
docs: Couriers know parcels by their code.
`;
const findingClass = `id: pii-to-courier
title: Personal data sent to a courier
form: flow
fact: "{data} {goes} to {recipient}."
sinks: [crm]
severity: by-tier
controls: [send-parcel-code]
references: {cwe: [CWE-359], linddun: [DD], gdpr: [Art. 25(1)], asvs: [V14.2.3], nist: [PR.DS-P5]}
step: once the team file names {recipient}
docs:
  why: Couriers keep what they are told.
  do: Tell them the parcel.
  dont: Do not tell them the person.
  not_when: The parcel code is enough.
  bad: {typescript: "courier.dispatch({ phone: order.phone });"}
  good: {typescript: "courier.dispatch({ parcel: order.parcel });"}
`;
const text = `import { Courier } from '@acme/courier';
interface Order { parcel: string; customer: { email: string } }
const courier = new Courier();
export function ship(order: Order): void {
  courier.dispatch({ parcel: order.parcel });
  courier.dispatch({ parcel: order.parcel, contact: order.customer.email });
}
`;

describe('costs of change', () => {
  it('a library and a recipient are one YAML file each', async () => {
    const rules = await rulesWith({ 'rules/libraries/npm/acme-courier.yml': library, 'rules/recipients/acme.yml': recipient });
    const found = (await workspaceOf({ 'src/ship.ts': text }, { rules })).findings();
    assert.deepEqual(found.map(({ classId, range, dataTypes, recipient: to }) => [classId, range.start.line, dataTypes, to?.name]), [['pii-to-third-party', 5, ['email'], 'Acme Courier']]);
    assert.deepEqual((await workspaceOf({ 'src/ship.ts': text })).findings(), []);
  });

  it('a finding class and its control are one YAML file each', async () => {
    const rules = await rulesWith({
      'rules/libraries/npm/acme-courier.yml': library, 'rules/recipients/acme.yml': recipient,
      'rules/controls/send-parcel-code.yml': control, 'rules/findings/pii-to-courier.yml': findingClass,
    });
    const found = (await workspaceOf({ 'src/ship.ts': text }, { rules })).findings().filter(({ classId }) => classId === 'pii-to-courier');
    assert.deepEqual(found.map(({ fact, range, severity }) => [fact, range.start.line, severity]), [['Email goes to Acme Courier (CRM, SE).', 5, 'medium']]);
  });

  it('a language is one folder of grammars/ and one of src/engine/languages, entered in the registry', async () => {
    const ids = languages.map(({ id }) => id).sort();
    assert.deepEqual(readdirSync(join(root, 'grammars')).sort(), ids);
    assert.deepEqual(ids.filter((id) => !existsSync(join(root, 'src/engine/languages', id, 'index.ts'))), []);
    assert.deepEqual((await shippedRules()).languages.map(({ id }) => id), ids);
  });

  it('no other file asks which language it is in', async () => {
    const { languages: infos } = await shippedRules();
    const ids = new Set(infos.flatMap(({ id, grammars }) => [id, ...grammars.map((grammar) => grammar.id)]));
    const rooms = ['src/engine', 'src/governance', 'src/report', 'src/project', 'src/platform'].flatMap(sourceFiles);
    assert.deepEqual(rooms.filter((path) => !path.startsWith('src/engine/languages/') && literalsOf(path).some((literal) => ids.has(literal))), []);
  });

  it('a new language is read by what its two folders say', async () => {
    const python = textOf('grammars/python/language.yml');
    const rules = await rulesWith({ 'grammars/slate/language.yml': python.replace('id: python', 'id: slate').replace(/id: python/g, 'id: slate').replace(/\.pyi?\b/g, (ending) => `.slate${ending.length - 3}`) });
    const like = languages.find(({ id }) => id === 'python');
    assert.ok(like);
    const lowering = createLowering(rules.languages, [...languages, { ...like, id: 'slate' }], (name) => readWasm(name.replace(/^slate\//, 'python/')));
    const facts = await lowering.lower('app/log.slate0', 'def placed(email):\n    print(email)\n');
    assert.ok(facts);
    const workspace = createWorkspace(rules);
    workspace.apply({ files: [{ path: 'app/log.slate0', facts }], policy: noPolicy });
    assert.deepEqual(workspace.findings().map(({ classId, callee }) => [classId, callee]), [['pii-in-logs', 'print']]);
  });
});
