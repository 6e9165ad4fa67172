import assert from 'node:assert/strict';
import { inventoriesOf } from '../../src/governance/inventories';
import { defaultTeamFile } from '../../src/governance/team-file';
import type { FlowSeen, Inventory, TeamFile } from '../../src/model';

const at = (file: string, line = 0) => ({ file, range: { start: { line, character: 0 }, end: { line, character: 5 } } });
const openai = { id: 'openai', name: 'OpenAI', category: 'ai', country: 'US' };
const flow = (over: Partial<FlowSeen>): FlowSeen => ({ ...at('src/a.ts', 3), symbol: 'ask', dataTypes: ['email'], to: 'http', encrypted: 'unknown', safeguards: [], ...over });
const inventory = (over: Partial<Inventory>): Inventory => ({ data: [], flows: [], safeguards: [], recipients: [], services: [], assets: [], ...over });
const team = (over: Partial<TeamFile> = {}): TeamFile => ({ ...defaultTeamFile('privacy/shipmate.yml'), ...over });
const toolsOf = (seen: Partial<Inventory>, over: Partial<TeamFile> = {}) => inventoriesOf(inventory(seen), team(over), '2026-11-21').aiTools;

describe('inventories set beside the team file', () => {
  const asked = { flows: [flow({ recipient: openai })], recipients: [{ ...openai, dataTypes: ['email'], seenIn: [{ ...at('src/a.ts', 3), symbol: 'ask' }] }] };

  it('an AI tool is in use by its library alone, by its address, or both', () => {
    assert.deepEqual(toolsOf({ services: [{ ...openai, seenIn: [at('src/a.ts')] }] }), [
      { id: 'openai', name: 'OpenAI', country: 'US', approval: 'pending', isListed: false, through: ['SDK'], data: [], unapproved: [], reviewDue: false, seenIn: [at('src/a.ts')] },
    ]);
    assert.deepEqual(toolsOf(asked).map(({ through, data }) => [through, data]), [[['endpoint'], ['email']]]);
    assert.deepEqual(toolsOf({ ...asked, services: [{ ...openai, seenIn: [at('src/b.ts')] }] }).map(({ through, seenIn }) => [through, seenIn.map(({ file }) => file)]), [[['SDK', 'endpoint'], ['src/a.ts', 'src/b.ts']]]);
    assert.deepEqual(inventoriesOf(inventory(asked), team(), '2026-11-21').recipients, []);
  });

  it('approval covers the data it names, and nothing that is only listed', () => {
    const approval = (aiTools: TeamFile['aiTools']) => toolsOf(asked, { aiTools }).map((tool) => [tool.approval, tool.unapproved, tool.isListed, tool.reviewDue]);
    assert.deepEqual(approval([{ id: 'openai', data: ['email'] }]), [['pending', ['email'], true, false]]);
    assert.deepEqual(approval([{ id: 'openai', data: [], approvedBy: 'ciso', review: '2026-11-20' }]), [['in-part', ['email'], true, true]]);
    assert.deepEqual(approval([{ id: 'openai', data: ['email'], approvedBy: 'ciso', review: '2026-11-21' }]), [['approved', [], true, false]]);
    assert.deepEqual(toolsOf(asked, { recipients: [{ id: 'openai', data: ['email'] }] }).map((tool) => [tool.approval, tool.isListed]), [['pending', true]]);
  });

  it('names what the code does not tell: a service behind an unknown address, entries nothing answers to', () => {
    assert.deepEqual(toolsOf({ flows: [flow({ to: 'ai' })] }).map(({ id, name, data }) => [id, name, data]), [['', 'AI service without a known name', ['email']]]);
    const { recipients, aiTools } = inventoriesOf(inventory({}), team({ recipients: [{ id: 'twilio', data: ['phone'] }, { id: 'mistral', data: [] }], aiTools: [{ id: 'mistral', data: [] }] }), '2026-11-21');
    assert.deepEqual(recipients.map(({ id, declared, seenIn }) => [id, declared, seenIn]), [['twilio', 'declared', []]]);
    assert.deepEqual(aiTools.map(({ id, through }) => [id, through]), [['mistral', []]]);
  });

  it('a recipient is declared for the data its entry names', () => {
    const twilio = { id: 'twilio', name: 'Twilio', category: 'sms', country: 'US', dataTypes: ['phone', 'email'], seenIn: [{ ...at('src/a.ts'), symbol: '' }] };
    const declared = (recipients?: TeamFile['recipients']) => inventoriesOf(inventory({ recipients: [twilio] }), team(recipients ? { recipients } : {}), '2026-11-21').recipients.map((entry) => [entry.declared, entry.undeclared, entry.contract]);
    assert.deepEqual(declared(), [['not-declared', ['email', 'phone'], undefined]]);
    assert.deepEqual(declared([{ id: 'twilio', data: ['phone'], contract: 'docs/dpa.md' }]), [['in-part', ['email'], 'docs/dpa.md']]);
    assert.deepEqual(declared([{ id: 'twilio', data: ['phone', 'email'] }]), [['declared', [], undefined]]);
  });
});
