import assert from 'node:assert/strict';
import { describedAs, shown, shownIn } from './hooks';
import { factsOf, workspaceOf } from '../../support/workspace';

const customer = 'package shop\n\nclass Customer(val id: String, val email: String) {\n    fun own() = id\n}\n';
const desk = (call: string): string => `package shop\n\nfun show(customer: Customer) {\n    println(${call})\n}\n`;

describe('functions beside a type that are called like its methods', () => {
  it('are found where the language has them, by the type of the receiver', async () => {
    const texts = { 'Customer.kt': customer, 'Lines.kt': 'package shop\n\nfun Customer.line() = "to $email"\nfun String.line() = "no one"\n', 'Desk.kt': desk('customer.line()') };
    assert.deepEqual(await shownIn(texts), ['Desk.kt:4 email']);
    assert.deepEqual(await shownIn(texts, await describedAs('kotlin', () => ({ extensionFunctions: false }))), []);
  });

  it('stand behind a method of the type itself', async () => {
    assert.deepEqual(await shownIn({ 'Customer.kt': customer, 'Lines.kt': 'package shop\n\nfun Customer.own() = email\n', 'Desk.kt': desk('customer.own()') }), []);
  });

  it('of the own package go first among equals', async () => {
    const texts = {
      'Customer.kt': customer, 'Desk.kt': desk('customer.line()'),
      'shop/Own.kt': 'package shop\n\nfun Customer.line() = id\n', 'audit/Other.kt': 'package audit\n\nimport shop.Customer\n\nfun Customer.line() = email\n',
    };
    assert.deepEqual(await shownIn(texts), []);
    const moved = { ...texts, 'shop/Own.kt': texts['shop/Own.kt'].replace('package shop', 'package audit.more\n\nimport shop.Customer'), 'audit/Other.kt': texts['audit/Other.kt'].replace('package audit', 'package shop') };
    assert.deepEqual(await shownIn(moved), ['Desk.kt:4 email']);
    const workspace = await workspaceOf(texts);
    workspace.findings();
    workspace.apply({ files: await factsOf({ 'shop/Own.kt': moved['shop/Own.kt'], 'audit/Other.kt': moved['audit/Other.kt'] }) });
    assert.deepEqual(shown(workspace), ['Desk.kt:4 email'], 'an edit that moves them is seen by whoever calls');
  });

  it('as properties answer where a field is read', async () => {
    assert.deepEqual(await shownIn({ 'Customer.kt': customer, 'Lines.kt': 'package shop\n\nval Customer.line get() = email\n', 'Desk.kt': desk('customer.line') }), ['Desk.kt:4 email']);
  });

  it('as static functions take the receiver as their first argument', async () => {
    const texts = {
      'Customer.cs': 'namespace Shop;\npublic class Customer { public string Id { get; set; } public string Email { get; set; } }\n',
      'Lines.cs': 'namespace Shop;\npublic static class Lines { public static string Line(this Customer customer, string mark) { return mark + customer.Email; } }\n',
      'Desk.cs': 'using System;\nnamespace Shop;\npublic class Desk { public void Show(Customer customer) {\n  Console.WriteLine(customer.Line("to "));\n} }\n',
    };
    assert.deepEqual(await shownIn(texts), ['Desk.cs:4 email']);
    assert.deepEqual(await shownIn(texts, await describedAs('csharp', () => ({ extensionFunctions: false }))), []);
  });
});
