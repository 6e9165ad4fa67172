import { golden } from './golden';

describe('csharp: declarations', () => {
  golden('namespaces and usings', `
    using System.Text;
    using static System.Math;
    using Json = System.Text.Json.JsonSerializer;
    global using Shop.Models;
    namespace Shop.Orders.Api;
    class A { }
  `, `
    import { * as $0 } from "System.Text"
    import { Math.* as $1 } from "System"
    import { JsonSerializer as Json } from "System.Text.Json"
    import { * as $3 } from "Shop.Models"
    import { * as $4 } from "Shop.Orders"
    import { * as $5 } from "Shop"
    package Shop.Orders.Api
    type A class {} text:nothing debug:nothing json:all
    module
  `);
  golden('records show all, classes nothing, structs nothing', `
    public record Customer([property: JsonIgnore] string Email, int Age = 3) : Party(Email) { public string? Phone { get; init; } }
    public readonly record struct Point(int X);
    public struct Contact { public string Email; }
    public class User { public string Email { get; set; } = "x"; public override string ToString() => Email; }
  `, `
    type Customer record extends Party { @JsonIgnore() readonly hiddenjson Email: string; readonly Age: int; readonly Phone: string } text:all debug:all json:all
    type Point record { readonly X: int } text:all debug:all json:all
    type Contact class { Email: string } text:nothing debug:nothing json:all
    type User class { Email: string; ToString() } text:fn#4 User.ToString debug:fn#4 User.ToString json:all
    module
    fn Customer.Customer(@JsonIgnore() Email: string, Age?: int) [constructor]
      r0 = ref Age
      r1 = number 3
      r2 = choose r0 | r1
      set Age = r2
      r3 = ref Email
      r4 = super
      r5 = call r4(r3)
      r6 = this
      r7 = ref Email
      store r6 .Email = r7
      r8 = this
      r9 = ref Age
      store r8 .Age = r9
    fn Point.Point(X: int) [constructor]
      r0 = this
      r1 = ref X
      store r0 .X = r1
    fn User() [fieldinit]
      r0 = this
      r1 = "x"
      store r0 .Email = r1
    fn User.ToString() -> string [override]
      r0 = this
      r1 = load r0 .Email
      return r1
  `);
  golden('a parameter of a class is a field', `
    public class Orders(AuditLog audit) : Base(audit), IOrders { public void Placed(Order order) => audit.Record(order.Email); }
  `, `
    type Orders class extends Base, IOrders { private readonly hiddentext hiddenjson audit: AuditLog; Placed() } text:inherited debug:inherited json:all
    module
    fn Orders.Orders(audit: AuditLog) [constructor]
      r0 = ref audit
      r1 = super
      r2 = call r1(r0)
      r3 = this
      r4 = ref audit
      store r3 .audit = r4
    fn Orders.Placed(order: Order)
      r0 = this
      r1 = load r0 .audit
      r2 = load r1 .Record
      r3 = ref order
      r4 = load r3 .Email
      r5 = call r2(r4)
  `);
  golden('properties with bodies are accessors', `
    class User {
      private string _name;
      public string Label => $"<{Email}>";
      public string Name { get { return _name; } set => _name = value.Trim(); }
      public string this[int i] => _names[i];
    }
  `, `
    type User class { private hiddentext hiddenjson _name: string; get Label: string; get Name: string } text:nothing debug:nothing json:all
    module
    fn User.Label() -> string [getter]
      r0 = global Email
      r1 = text "<" r0:text ">"
      return r1
    fn User.Name(value: string) [setter]
      r0 = ref value
      r1 = load r0 .Trim
      r2 = call r1()
      r3 = this
      store r3 ._name = r2
    fn User.Name() -> string [getter]
      r0 = this
      r1 = load r0 ._name
      return r1
    fn User.Item(i: int) -> string
      r0 = global _names
      r1 = ref i
      r2 = load r0 [r1]
      return r2
  `);
  golden('extensions, out parameters, parts', `
    static class Text { public static string Masked(this string text, int keep = 2) => text[..keep]; }
    partial class Users { bool TryGet(int id, out string email) { email = Find(id).Email; return true; } partial void Saved(string email); }
  `, `
    type Text class { static Masked() } text:nothing debug:nothing json:all
    @partial()
    type Users class { TryGet(); Saved() } text:nothing debug:nothing json:all
    module
    fn Text.Masked(receiver text: string, keep?: int) -> string [static]
      r0 = ref keep
      r1 = number 2
      r2 = choose r0 | r1
      set keep = r2
      r3 = ref text
      r4 = ref keep
      r5 = load r3 .__slice__
      r6 = call r5(stop: r4)
      return r6
    fn Users.TryGet(id: int, email: string) -> bool
      r0 = this
      r1 = load r0 .Find
      r2 = ref id
      r3 = call r1(r2)
      r4 = load r3 .Email
      r5 = ref email
      store r5 ."*" = r4
      let email~2 = r4
      r6 = true
      return r6
    fn Users.Saved(email: string) [abstract]
  `);
  golden('templates of log messages', `
    static partial class Log {
      [LoggerMessage(1, LogLevel.Information, "Hired {Email} {Role}")]
      public static partial void Hired(ILogger logger, string email, string role, int other);
    }
  `, `
    @partial()
    type Log class { @LoggerMessage(1, "LogLevel.Information", "Hired {Email} {Role}") static Hired() } text:nothing debug:nothing json:all
    module
    @LoggerMessage(1, "LogLevel.Information", "Hired {Email} {Role}")
    fn Log.Hired(logger: ILogger, email: string, role: string, other: int) [static]
      r0 = ref logger
      r1 = "Hired {Email} {Role}"
      r2 = ref email
      r3 = ref role
      r4 = load r0 .LogInformation
      r5 = call r4(r1, r2, r3)
  `);
  golden('interfaces, enums, nested types, constructors', `
    interface IUsers { string Name { get; } Task<List<User>> AllAsync(IDictionary<string, User> by, (int, string) pair, params string[] rest); }
    class Users : Base { Users(ILogger<Users> log) : base(log) { _log = log; } enum Kind { A = 1, B } class Inner { static readonly Inner One = new(); } }
  `, `
    type IUsers interface { readonly Name: string; AllAsync() } text:nothing debug:nothing json:all
    type Users class extends Base {} text:inherited debug:inherited json:all
    type Users.Kind enum { static hiddentext hiddenjson case A; static hiddentext hiddenjson case B } text:nothing debug:nothing json:all
    type Users.Inner class { static private readonly hiddentext hiddenjson One: Inner } text:nothing debug:nothing json:all
    module
    fn IUsers.AllAsync(by: IDictionary<string, User>, pair: [int, string], ...rest: string[]) -> User[] [abstract]
    fn Users.Users(log: ILogger<Users>) [constructor]
      r0 = super
      r1 = ref log
      r2 = call r0(r1)
      r3 = ref log
      r4 = this
      store r4 ._log = r3
    fn Users.Inner() [fieldinit]
      r0 = this
      r1 = class Users.Inner
      r2 = new r1()
      store r0 .One = r2
  `);
});
