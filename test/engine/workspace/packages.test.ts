import assert from 'node:assert/strict';
import { ExportKind, FactsBuilder, FunctionFlag, MemberFlag, Op, ParamFlag, Shows, TypeExpr, TypeKind, VarCol, VarKind, decodeFacts } from '../../../src/engine/facts';
import { buildClassifier } from '../../../src/engine/classify';
import { Program, type Target } from '../../../src/engine/flow/program';
import { membersOf, resolveType } from '../../../src/engine/flow/types';
import { indexRules } from '../../../src/engine/rules/rule-index';
import type { LanguageInfo } from '../../../src/engine/rules/catalogue';
import { shippedRules } from '../../support/rules';
import { factsOf, workspaceOf } from '../../support/workspace';

const java: Record<string, string> = {
  'app/src/main/java/com/shop/user/User.java': 'package com.shop.user;\npublic class User { private String email; public String getEmail() { return email; } static class Card { String number; } }\n',
  'app/src/main/java/com/shop/user/Mask.java': 'package com.shop.user;\nclass Mask { static String email(String email) { return email.substring(0, 1); } static User sample; }\n',
  'app/src/test/java/com/shop/user/UserTest.java': 'package com.shop.user;\nclass UserTest { User user; User.Card card; Mask mask; Absent absent; }\n',
  'app/src/main/java/com/shop/order/Order.java':
    'package com.shop.order;\nimport com.shop.user.*;\nimport static com.shop.user.Mask.*;\nimport static com.shop.user.Mask.email;\nimport com.shop.user.User.Card;\nimport java.util.List;\nclass Order { User user; Card card; }\n',
};

async function programOf(texts: Readonly<Record<string, string>>): Promise<Program> {
  const rules = await shippedRules();
  const program = new Program(indexRules(rules), buildClassifier(rules.dataTypes));
  const language = rules.languages.find(({ id }) => id === 'java');
  assert.ok(language);
  for (const { path, facts } of await factsOf(texts)) program.setFile(path, facts, language);
  program.settle();
  return program;
}

function told(target: Target | undefined): string {
  switch (target?.kind) {
    case undefined: return 'nothing';
    case 'type': return `type ${target.type.key} in ${target.type.file.path.split('/').at(-1) ?? ''}`;
    case 'member': return `member ${target.type.key}.${target.name}`;
    case 'library': return `library ${target.module}:${target.path}`;
    case 'module': return `package of ${target.file.path.split('/').at(-1) ?? ''}`;
    case 'variable': return `variable ${target.name}`;
    case 'function': return `function ${target.fn.key}`;
  }
}

describe('packages', () => {
  it('files of one declared package share their types, wherever they lie', async () => {
    const program = await programOf(java);
    const test = program.files.get('app/src/test/java/com/shop/user/UserTest.java');
    assert.ok(test);
    assert.equal(told(program.undeclared(test, 'User')), 'type User in User.java');
    assert.equal(told(program.undeclared(test, 'Mask')), 'type Mask in Mask.java');
    assert.equal(told(program.undeclared(test, 'Absent')), 'nothing');
    const kinds = [...membersOf(program, test.types[0] ?? assert.fail()).values()].map(({ name, type }) => `${name} ${type?.kind ?? ''}`);
    assert.deepEqual(kinds, ['user project', 'card project', 'mask project', 'absent other']);
  });

  it('imports name a type, what a type holds, all of a package, or a library', async () => {
    const program = await programOf(java);
    const order = program.files.get('app/src/main/java/com/shop/order/Order.java');
    assert.ok(order);
    assert.equal(told(program.exported(order, 'com.shop.user', 'User')), 'type User in User.java');
    assert.equal(told(program.exported(order, 'com.shop.user', 'User.Card')), 'type User.Card in User.java');
    assert.equal(told(program.exported(order, 'com.shop.user', 'Mask.email')), 'member Mask.email');
    assert.equal(told(program.exported(order, 'java.util', 'List')), 'library java.util:List');
    assert.equal(told(program.undeclared(order, 'User')), 'type User in User.java');
    assert.equal(told(program.undeclared(order, 'sample')), 'member Mask.sample');
    assert.equal(told(program.undeclared(order, 'Order2')), 'nothing');
  });

  it('an edit elsewhere in the package changes what a name stands for', async () => {
    const program = await programOf(java);
    const order = program.files.get('app/src/main/java/com/shop/order/Order.java');
    assert.ok(order);
    assert.equal(told(program.undeclared(order, 'Mask')), 'type Mask in Mask.java');
    const path = 'app/src/main/java/com/shop/user/Mask.java';
    const [renamed] = await factsOf({ [path]: 'package com.shop.user;\nclass Veil {}\n' });
    assert.ok(renamed);
    program.setFile(path, renamed.facts, order.language);
    program.settle();
    assert.equal(told(program.undeclared(order, 'Mask')), 'nothing');
    assert.equal(told(program.undeclared(order, 'Veil')), 'type Veil in Mask.java');
    const [moved] = await factsOf({ [path]: 'package com.shop.veils;\nclass Veil {}\n' });
    assert.ok(moved);
    program.setFile(path, moved.facts, order.language);
    program.settle();
    assert.equal(told(program.undeclared(order, 'Veil')), 'nothing');
    program.removeFile('app/src/main/java/com/shop/user/User.java');
    program.settle();
    assert.equal(told(program.undeclared(order, 'User')), 'nothing');
  });

  it('findings after an edit are those of a scan from nothing', async () => {
    const log = 'app/src/main/java/com/shop/order/Log.java';
    const texts: Record<string, string> = { ...java, [log]: 'package com.shop.order;\nclass Log { void run(Order order) { System.out.println(order.user.getEmail()); System.out.println(order); } }\n' };
    const workspace = await workspaceOf(texts);
    const shown = (from: typeof workspace): string[] => from.findings().map((finding) => JSON.stringify(finding));
    assert.equal(workspace.findings().length, 1);
    const order = 'app/src/main/java/com/shop/order/Order.java';
    const edited: Record<string, string> = { ...texts, [order]: (texts[order] ?? '').replace('User user;', 'User user; public String toString() { return user.getEmail(); }') };
    workspace.apply({ files: await factsOf({ [order]: edited[order] ?? '' }) });
    assert.deepEqual(shown(workspace), shown(await workspaceOf(edited)));
    assert.equal(workspace.findings().length, 2);
  });
});

describe('packages of folders', () => {
  const language: LanguageInfo = {
    id: 'folders', label: 'Folders', family: 'jvm', lineComment: '//', textShowsRecords: true, iteratesKeys: false, grammars: [],
    modules: { style: 'package', extensions: ['.f'], index: 'doc', replace: {} },
  };

  /** `type Order struct { Email string }`, as a file of the folder. */
  function structFile(): ArrayBuffer {
    const b = new FactsBuilder('type Order');
    b.beginFunction({ name: '', qualified: '', flags: FunctionFlag.Module, start: 0, end: 10 });
    const type = b.type({ name: 'Order', qualified: 'Order', kind: TypeKind.Class, text: Shows.AllFields, debug: Shows.AllFields, json: Shows.AllFields, start: 0, end: 10 });
    b.members(type, [{ name: 'Email', type: b.typeExpr(TypeExpr.Name, 'string'), flags: 0, start: 5, end: 10 }]);
    b.exportName('Order', ExportKind.Type, type, 0, 10);
    return b.finish();
  }

  /** `func (o Order) Mail() string { return o.Email }` in another file of the folder. */
  function methodFile(): ArrayBuffer {
    const b = new FactsBuilder('func Mail');
    b.beginFunction({ name: '', qualified: '', flags: FunctionFlag.Module, start: 0, end: 9 });
    const type = b.type({ name: 'Order', qualified: 'Order', kind: TypeKind.Class, text: Shows.Nothing, debug: Shows.Nothing, json: Shows.Nothing, start: 0, end: 9 });
    const fn = b.beginFunction({ name: 'Mail', qualified: 'Order.Mail', ownerType: type, flags: 0, start: 0, end: 9 });
    const receiver = b.variable('o', VarKind.Parameter, 5, 9);
    b.params([{ name: 'o', variable: receiver, flags: ParamFlag.Receiver, start: 5, end: 9 }]);
    b.return(b.load(b.self(5, 9), 'Email', 5, 9), 5, 9);
    b.endFunction();
    b.members(type, [{ name: 'Mail', fn, flags: MemberFlag.Method, start: 5, end: 9 }]);
    return b.finish();
  }

  /** A file of another folder: `import "example.com/shop/internal/orders"`, a variable of type `orders.Order`. */
  function importFile(): ArrayBuffer {
    const b = new FactsBuilder('import orders');
    b.beginFunction({ name: '', qualified: '', flags: FunctionFlag.Module, start: 0, end: 13 });
    b.importName('example.com/shop/internal/orders', '*', 'orders', 0, 0, 6);
    const made = b.variable('made', VarKind.Local, 7, 13, b.typeExpr(TypeExpr.Name, 'orders.Order'));
    b.assign(made, b.call(Op.Call, b.global('make', 0, 4), 0, 4, [], 0, 4), true, 7, 13);
    return b.finish();
  }

  it('an import is the folder with the longest common end; methods join their type', async () => {
    const rules = await shippedRules();
    const program = new Program(indexRules(rules), buildClassifier(rules.dataTypes));
    program.setFile('internal/orders/order.f', structFile(), language);
    program.setFile('internal/orders/mail.f', methodFile(), language);
    program.setFile('orders/other.f', structFile(), language);
    program.setFile('cmd/main.f', importFile(), language);
    program.settle();
    const main = program.files.get('cmd/main.f');
    assert.ok(main);
    assert.equal(told(program.exported(main, 'example.com/shop/internal/orders', '*')), 'package of mail.f');
    assert.equal(told(program.exported(main, 'github.com/pkg/orders', '*')), 'library github.com/pkg/orders:');
    const expression = decodeFacts(importFile())?.variables[VarCol.stride + VarCol.type] ?? -1;
    const type = resolveType(program, main, expression);
    if (type?.kind !== 'project') assert.fail();
    assert.equal(type.node.file.path, 'internal/orders/order.f');
    assert.deepEqual([...membersOf(program, type.node).keys()], ['Email', 'Mail']);
  });
});
