import assert from 'node:assert/strict';
import { describedAs, shown, shownIn } from './hooks';
import { factsOf, workspaceOf } from '../../support/workspace';

describe('types in several files', () => {
  const ruby = {
    'a/customer.rb': 'class Customer\n  attr_reader :id, :email\nend\n',
    'b/customer_lines.rb': 'class Customer\n  def line\n    "to #{email}"\n  end\n\n  def quiet\n    id\n  end\nend\n',
    'desk.rb': 'class Desk\n  def show\n    puts Customer.new.line\n    puts Customer.new.quiet\n  end\nend\n',
  };

  it('that may be opened again have what every file adds', async () => {
    assert.deepEqual(await shownIn(ruby), ['desk.rb:3 email']);
  });

  it('lose what a file added when it goes, and have it again when it comes back', async () => {
    const workspace = await workspaceOf(ruby);
    workspace.findings();
    workspace.apply({ files: await factsOf({ 'b/customer_lines.rb': 'class Customer\n  def line\n    id\n  end\nend\n' }) });
    assert.deepEqual(shown(workspace), []);
    workspace.apply({ removed: ['b/customer_lines.rb'] });
    workspace.apply({ files: await factsOf({ 'b/customer_lines.rb': ruby['b/customer_lines.rb'] }) });
    assert.deepEqual(shown(workspace), ['desk.rb:3 email']);
  });

  it('are merged where they say that they are parts, and stay apart where they only share a name', async () => {
    const cs = (partial: string): Record<string, string> => ({
      'Customer.cs': `namespace Shop;\npublic ${partial} class Customer { public string Id { get; set; } public string Email { get; set; } }\n`,
      'CustomerLines.cs': `namespace Shop;\npublic ${partial} class Customer { public string Line() { return "to " + this.Email; } }\n`,
      'Desk.cs': 'using System;\nnamespace Shop;\npublic class Desk { public void Show(Customer customer) {\n  Console.WriteLine(customer.Line());\n} }\n',
    });
    assert.deepEqual(await shownIn(cs('partial')), ['Desk.cs:4 email']);
    const go = {
      'shop/customer.go': 'package shop\n\ntype Customer struct {\n\tID    string\n\tEmail string\n}\n', 'shop/lines.go': 'package shop\n\nfunc (c *Customer) Line() string { return "to " + c.Email }\n',
      'shop/desk.go': 'package shop\n\nimport "log"\n\nfunc Show(c *Customer) {\n\tlog.Println(c.Line())\n}\n', 'other/lines.go': 'package other\n\ntype Customer struct{ ID string }\n\nfunc (c *Customer) Line() string { return c.ID }\n',
    };
    assert.deepEqual(await shownIn(go), ['shop/desk.go:6 email']);
  });

  it('are one type in one file where the language knows nothing else', async () => {
    const closed = await describedAs('ruby', () => ({ openTypes: false }));
    const own = { 'customer.rb': 'class Customer\n  attr_reader :email\n  def line\n    email\n  end\nend\n', 'desk.rb': 'class Desk\n  def show\n    puts Customer.new.line\n  end\nend\n' };
    assert.deepEqual(await shownIn(own, closed), ['desk.rb:3 email']);
  });
});
