import assert from 'node:assert/strict';
import { describedAs, shown, shownIn } from './hooks';
import { factsOf, workspaceOf } from '../../support/workspace';

const kotlin = {
  'base/Audit.kt': 'package app.base\n\nfun note(text: String) {\n    println(text)\n}\n\nclass Customer(val id: String, val email: String)\n',
  'desk/Desk.kt': 'package app.desk\n\nfun show(customer: Customer) {\n    note(customer.email)\n    note(customer.id)\n}\n',
};
const opening = (module: string): ReturnType<typeof describedAs> => describedAs('kotlin', ({ modules }) => ({ modules: { ...modules, opens: [...(modules.opens ?? []), module] } }));

describe('bare names', () => {
  it('stand for what a module declares that is opened whole: by the file, or by custom of the language', async () => {
    assert.deepEqual(await shownIn(kotlin), []);
    assert.deepEqual(await shownIn({ ...kotlin, 'desk/Desk.kt': kotlin['desk/Desk.kt'].replace('app.desk\n', 'app.desk\n\nimport app.base.*\n') }), ['desk/Desk.kt:6 email']);
    assert.deepEqual(await shownIn(kotlin, await opening('app.base')), ['desk/Desk.kt:4 email']);
  });

  it('stand for the own declaration before that of an opened module', async () => {
    const own = { ...kotlin, 'desk/Own.kt': 'package app.desk\n\nfun note(text: String) {\n    text.length\n}\n' };
    assert.deepEqual(await shownIn(own, await opening('app.base')), []);
  });

  it('follow a file that opens a module for all others, and its end', async () => {
    const texts = {
      'Base.cs': 'namespace App.Base;\npublic class Customer { public string Id { get; set; } public string Email { get; set; } }\npublic static class Audit { public static void Note(string text) { System.Console.WriteLine(text); } }\n',
      'Desk.cs': 'namespace App.Desk;\npublic class Desk { public void Show(Customer customer) {\n  Audit.Note(customer.Email);\n} }\n',
      'Usings.cs': 'global using App.Base;\n',
    };
    const workspace = await workspaceOf(texts);
    assert.deepEqual(shown(workspace), ['Desk.cs:3 email']);
    workspace.apply({ removed: ['Usings.cs'] });
    assert.deepEqual(shown(workspace), await shownIn({ 'Base.cs': texts['Base.cs'], 'Desk.cs': texts['Desk.cs'] }));
    assert.equal(shown(workspace).includes('Desk.cs:3 email'), false);
    workspace.apply({ files: await factsOf({ 'Usings.cs': texts['Usings.cs'] }) });
    assert.deepEqual(shown(workspace), ['Desk.cs:3 email']);
  });

  it('stand for what the modules around hold, the innermost first', async () => {
    const mask = (name: string, body: string): string => `module ${name}\n  class Veil\n    def self.cover(text)\n      ${body}\n    end\n  end\nend\n`;
    const desk = (name: string): string => `module ${name}\n  class Desk\n    def show(user)\n      puts Veil.cover(user.email)\n    end\n  end\nend\n`;
    const texts = { 'shop/veil.rb': mask('Shop', 'text'), 'bank/veil.rb': mask('Bank', '"***"'), 'x/shop_desk.rb': desk('Shop'), 'x/bank_desk.rb': desk('Bank') };
    assert.deepEqual(await shownIn(texts), ['x/shop_desk.rb:4 email']);
  });

  it('with dots stand for what a type holds', async () => {
    const texts = {
      'shop/Order.java': 'package shop;\npublic class Order { public static class Buyer { public String email; public String id; } }\n',
      'shop/Desk.java': 'package shop;\nclass Desk { void show(Order.Buyer one) {\n  System.out.println(one.email);\n  System.out.println(one.id);\n} }\n',
    };
    assert.deepEqual(await shownIn(texts), ['shop/Desk.java:3 email']);
  });
});

describe('names that tell types', () => {
  const texts = {
    'customer.rb': 'class Customer\n  attr_reader :id, :email\n  def contact_line\n    email\n  end\nend\n', 'parcel.rb': 'class Parcel\n  attr_reader :id\n  def contact_line\n    id\n  end\nend\n',
    'desk.rb': 'class Desk\n  def show(current_customer, parcel, thing)\n    puts current_customer.contact_line\n    puts parcel.contact_line\n    puts thing.contact_line\n  end\nend\n',
  };

  it('are taken for the type they are called after, where the language has nothing better', async () => {
    assert.deepEqual(await shownIn(texts), ['desk.rb:3 email']);
    assert.deepEqual(await shownIn(texts, await describedAs('ruby', () => ({ namesTellTypes: false }))), []);
  });

  it('give way to what is known of the value', async () => {
    const known = { ...texts, 'desk.rb': 'class Desk\n  def show\n    customer = Parcel.new\n    puts customer.contact_line\n  end\nend\n' };
    assert.deepEqual(await shownIn(known), []);
  });

  it('follow an edit that gives the type another name', async () => {
    const workspace = await workspaceOf(texts);
    workspace.findings();
    workspace.apply({ files: await factsOf({ 'customer.rb': texts['customer.rb'].replace('Customer', 'Client') }) });
    assert.deepEqual(shown(workspace), []);
  });
});

describe('entries of maps', () => {
  const desk = (body: string): Record<string, string> => ({ 'Desk.kt': `package shop\n\nclass Customer(val id: String, val email: String)\n\nfun show(byId: Map<String, Customer>) {\n${body}\n}\n` });
  const forms = {
    entry: desk('    for (entry in byId) {\n        println(entry.key)\n        println(entry.value.email)\n    }'),
    places: desk('    for ((id, one) in byId) {\n        println(id)\n        println(one.email)\n    }'),
  };

  it('have a key and a value, by name and by place, where going through a map gives entries', async () => {
    for (const texts of Object.values(forms)) assert.deepEqual(await shownIn(texts), ['Desk.kt:8 email']);
  });

  it('of the values alone are no entries', async () => {
    assert.deepEqual(await shownIn(desk('    for (one in byId.values) {\n        println(one.id)\n        println(one.email)\n    }')), ['Desk.kt:8 email']);
  });
});
