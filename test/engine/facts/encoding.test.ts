import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeFacts, Entry, FactsBuilder, Facet, FunctionFlag, Literal, maxOperations, Op, opStride, UnseenCol, UnseenReason } from '../../../src/engine/facts';
import { encodeFacts } from '../../../src/engine/facts/encoding';
import { IntList } from '../../../src/engine/facts/int-list';
import { printFacts } from '../../../src/engine/facts/print';
import { tableNames, type TableName } from '../../../src/engine/facts/tables';

function openModule(source: string): FactsBuilder {
  const b = new FactsBuilder(source);
  b.beginFunction({ name: '', qualified: '', flags: FunctionFlag.Module, start: 0, end: source.length });
  return b;
}

describe('the encoding of facts', () => {
  it('gives back the tables and strings it was given', () => {
    fc.assert(fc.property(fc.array(fc.string({ unit: 'binary' })), fc.array(fc.array(fc.integer({ min: -0x80000000, max: 0x7fffffff })), { minLength: tableNames.length, maxLength: tableNames.length }), (strings, rows) => {
      const tables = Object.fromEntries(tableNames.map((name, i) => {
        const list = new IntList();
        list.row(rows[i] ?? []);
        return [name, list];
      })) as Record<TableName, IntList>;
      const facts = decodeFacts(encodeFacts(strings, tables));
      assert.ok(facts);
      assert.deepEqual(facts.strings, strings);
      for (const [i, name] of tableNames.entries()) assert.deepEqual([...facts[name]], rows[i]);
    }));
  });

  it('refuses what is no facts', () => {
    assert.equal(decodeFacts(new ArrayBuffer(0)), undefined);
    assert.equal(decodeFacts(new ArrayBuffer(64)), undefined);
  });

  it('cuts a function that is too long, keeps its blocks closed and says so', () => {
    const b = openModule('x');
    const condition = b.constant(Literal.True, 'true', 0, 1);
    b.control(Op.If, 0, 1, condition);
    for (let i = 0; i < maxOperations + 10; i++) b.constant(Literal.Number, '1', 0, 1);
    b.control(Op.End, 1, 1);
    const facts = decodeFacts(b.finish());
    assert.ok(facts);
    assert.equal(facts.ops.length / opStride, maxOperations + 1);
    assert.equal(facts.ops.at(-opStride), Op.End);
    assert.equal(facts.unseen[UnseenCol.reason], UnseenReason.Budget);
  });
});

describe('printed facts', () => {
  it('shows operations one a line, indented by block', () => {
    const b = openModule('user');
    const user = b.variable('user', 0, 0, 4);
    const value = b.global('load', 0, 4);
    b.assign(user, value, true, 0, 4);
    const email = b.load(b.ref(user, 0, 4), 'email', 0, 4, true);
    b.control(Op.If, 0, 4, email, 1);
    b.storeAt(value, email, b.record([{ kind: Entry.Key, key: 'a b', value: email, start: 0, end: 4 }, { kind: Entry.Spread, value, start: 0, end: 4 }], 0, 4), 0, 4);
    b.control(Op.Else, 4, 4);
    b.return(b.text([{ literal: 'to ' }, { value: email, facet: Facet.Debug }], 0, 4), 0, 4);
    b.control(Op.End, 4, 4);
    const facts = decodeFacts(b.finish());
    assert.ok(facts);
    assert.equal(printFacts(facts), [
      'module', '  r0 = global load', '  let user = r0', '  r1 = ref user', '  r2 = load r1 ?.email', '  if not r2', '    r3 = record {"a b": r2, ...r0}', '    store r0 [r2] = r3',
      '  else', '    r4 = text "to " r2:debug', '    return r4', '  end', '',
    ].join('\n'));
  });
});
