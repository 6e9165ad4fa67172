import { body } from './golden';

describe('csharp: expressions', () => {
  body('bare names are variables, members, types or what the namespaces tell', 'User user', `Local(user); Desk.Run(); Limit.Check(); Desks.Open(); return this;`, `
    r0 = this
    r1 = load r0 .Local
    r2 = ref user
    r3 = call r1(r2)
    r4 = class Desk
    r5 = load r4 .Run
    r6 = call r5()
    r7 = global Limit
    r8 = load r7 .Check
    r9 = call r8()
    r10 = global Desks
    r11 = load r10 .Open
    r12 = call r11()
    r13 = this
    return r13
  `);
  body('interpolated, raw and verbatim texts', 'Order order, User user', 'var line = $"order {order.Id,8:F2} {{for}} {user}"; line += string.Format(" by {0}", user.Phone); var path = @"c:/""x"; return $@"{line}" + nameof(user.Email);', `
    r0 = ref order
    r1 = load r0 .Id
    r2 = ref user
    r3 = text "order " r1:text " {for} " r2:text
    let line = r3
    r4 = ref line
    r5 = ref user
    r6 = load r5 .Phone
    r7 = text " by " r6:text
    r8 = text r4:text r7:text
    set line = r8
    r9 = "c:/\\"x"
    let path = r9
    r10 = ref line
    r11 = text r10:text "Email"
    return r11
  `);
  body('sums of numbers are no texts', 'int a, string b, object c', `var n = a + 1; n += a; var t = b + c; t += n; return a + a;`, `
    r0 = ref a
    r1 = number 1
    r2 = derive arithmetic r0 r1
    let n = r2
    r3 = ref n
    r4 = ref a
    r5 = derive arithmetic r3 r4
    set n = r5
    r6 = ref b
    r7 = ref c
    r8 = text r6:text r7:text
    let t = r8
    r9 = ref t
    r10 = ref n
    r11 = text r9:text r10:text
    set t = r11
    r12 = ref a
    r13 = ref a
    r14 = derive arithmetic r12 r13
    return r14
  `);
  body('construction with initialisers', 'string email, User user', `var c = new Customer(email, age: 3) { Phone = email, Tags = { "a" }, ["k"] = email }; Customer d = new() { Phone = email }; var m = new Dictionary<string, object> { ["email"] = email, { "x", 1 } }; var l = new List<string>(m.Keys) { email }; return new { user.Id, Mail = user.Email };`, `
    r0 = global Customer
    r1 = ref email
    r2 = number 3
    r3 = new r0(r1, age: r2)
    r4 = ref email
    store r3 .Phone = r4
    r5 = load r3 .Tags
    r6 = "a"
    store r5 [] = r6
    r7 = ref email
    store r3 .k = r7
    let c = r3
    r8 = global Customer
    r9 = new r8()
    r10 = ref email
    store r9 .Phone = r10
    let d = r9
    r11 = record {}
    r12 = ref email
    store r11 .email = r12
    r13 = number 1
    store r11 .x = r13
    let m = r11
    r14 = ref m
    r15 = load r14 .Keys
    r16 = list [...r15]
    r17 = ref email
    store r16 [] = r17
    let l = r16
    r18 = ref user
    r19 = load r18 .Id
    r20 = ref user
    r21 = load r20 .Email
    r22 = record {Id: r19, Mail: r21}
    return r22
  `);
  body('copies, tuples and collections', 'Order order, string[] rest', `var safe = order with { Email = "" }; var (a, _) = order; (rest[0], this.b) = (a, safe); int[] n = [1, ..rest]; var t = (Name: a, 2); return t.Item1;`, `
    r0 = ref order
    r1 = ""
    r2 = record {...r0, Email: r1}
    let safe = r2
    r3 = ref order
    r4 = load r3 .0
    let a = r4
    r5 = ref a
    r6 = ref safe
    r7 = list [r5, r6]
    r8 = load r7 .0
    r9 = ref rest
    store r9 .0 = r8
    r10 = load r7 .1
    r11 = this
    store r11 .b = r10
    r12 = number 1
    r13 = ref rest
    r14 = list [r12, ...r13]
    let n = r14
    r15 = ref a
    r16 = number 2
    r17 = record {0: r15, Name: r15, 1: r16}
    let t = r17
    r18 = ref t
    r19 = load r18 .0
    return r19
  `);
  body('absence: conditional access, defaults and throws', 'User user', `var name = user?.Contact?.Email.Trim() ?? throw new ArgumentException("none"); name ??= "-"; return user!.Name.Length;`, `
    r0 = ref user
    r1 = load r0 ?.Contact
    r2 = load r1 ?.Email
    r3 = load r2 .Trim
    r4 = call r3()
    r5 = derive test
    if r5
      r6 = global ArgumentException
      r7 = "none"
      r8 = new r6(r7)
      throw r8
    end
    r9 = null
    r10 = choose r4 | r9
    let name = r10
    r11 = ref name
    r12 = "-"
    r13 = choose r11 | r12
    set name = r13
    r14 = ref user
    r15 = load r14 .Name
    r16 = derive length r15
    return r16
  `);
  body('awaiting and typed calls', 'Db db', `var one = await db.FindAsync<User>(1).ConfigureAwait(false); var two = db.Load(2).Result; var three = db.Load(3).GetAwaiter().GetResult(); return db.Set<List<User>>();`, `
    r0 = ref db
    r1 = load r0 .FindAsync
    r2 = number 1
    r3 = global User
    r4 = call r1(r2, type: r3)
    r5 = await r4
    let one = r5
    r6 = ref db
    r7 = load r6 .Load
    r8 = number 2
    r9 = call r7(r8)
    r10 = await r9
    let two = r10
    r11 = ref db
    r12 = load r11 .Load
    r13 = number 3
    r14 = call r12(r13)
    r15 = await r14
    let three = r15
    r16 = ref db
    r17 = load r16 .Set
    r18 = global User
    r19 = call r17(type: r18)
    return r19
  `);
  body('what a call fills', 'Map map', `if (map.TryGetValue("a", out var found)) Log(found); Read(out string line, out _); return int.TryParse(line, out var n);`, `
    r0 = ref map
    r1 = load r0 .TryGetValue
    r2 = "a"
    r3 = global out
    r4 = call r1(r2, r3)
    r5 = ref map
    r6 = load r5 [r2]
    let found = r6
    if r4
      r7 = this
      r8 = load r7 .Log
      r9 = ref found
      r10 = call r8(r9)
    end
    r11 = this
    r12 = load r11 .Read
    r13 = global out
    r14 = global out
    r15 = call r12(r13, r14)
    r16 = iterate r13
    let line = r16
    r17 = iterate r14
    r18 = global int
    r19 = load r18 .TryParse
    r20 = ref line
    r21 = global out
    r22 = call r19(r20, r21)
    let n = r20
    return r22
  `);
  body('lambdas, local functions and groups', 'List<User> users', `users.ForEach(u => log.Info(u.Email)); string Mail(User u) => u.Email; Func<User, string> f = static u => u.Name; users.Select(Mail); return users.Select(delegate (User u) { return u.Id; });`, `
    r0 = ref users
    r1 = load r0 .ForEach
    r2 = lambda fn#2 Desk.Run
    r3 = call r1(r2)
    r4 = lambda fn#4 Desk.Run.f
    let f = r4
    r5 = ref users
    r6 = load r5 .Select
    r7 = ref Mail
    r8 = call r6(r7)
    r9 = ref users
    r10 = load r9 .Select
    r11 = lambda fn#5 Desk.Run
    r12 = call r10(r11)
    return r12
    fn#2 Desk.Run(u)
      r0 = global log
      r1 = load r0 .Info
      r2 = ref u
      r3 = load r2 .Email
      r4 = call r1(r3)
      return r4
    fn Desk.Run.Mail(u: User) -> string
      r0 = ref u
      r1 = load r0 .Email
      return r1
    fn#4 Desk.Run.f(u)
      r0 = ref u
      r1 = load r0 .Name
      return r1
    fn#5 Desk.Run(u: User)
      r0 = ref u
      r1 = load r0 .Id
      return r1
  `);
  body('queries are loops that fill a list', 'List<User> users, List<Order> orders', `return from u in users join o in orders on u.Id equals o.UserId let mail = u.Email where u.Active orderby u.Name select new { mail, o.Id };`, `
    r0 = list []
    r1 = ref users
    loop
      r2 = iterate r1
      let u = r2
      r3 = ref orders
      loop
        r4 = iterate r3
        let o = r4
        r5 = ref u
        r6 = load r5 .Id
        r7 = ref o
        r8 = load r7 .UserId
        r9 = ref u
        r10 = load r9 .Email
        let mail = r10
        r11 = ref u
        r12 = load r11 .Active
        if r12
          r13 = ref u
          r14 = load r13 .Name
          r15 = ref mail
          r16 = ref o
          r17 = load r16 .Id
          r18 = record {mail: r15, Id: r17}
          store r0 [] = r18
        end
      end
    end
    return r0
  `);
  body('slices, indexes and settings', 'string text, IConfiguration configuration', `var end = text[^4..]; var last = text[^1]; var mid = text[1..^2]; return configuration["Mail:Sender"];`, `
    r0 = ref text
    r1 = number 4
    r2 = derive arithmetic r1
    r3 = load r0 .__slice__
    r4 = call r3(start: r2)
    let end = r4
    r5 = ref text
    r6 = load r5 .-1
    let last = r6
    r7 = ref text
    r8 = number 1
    r9 = number 2
    r10 = derive arithmetic r9
    r11 = load r7 .__slice__
    r12 = call r11(start: r8, stop: r10)
    let mid = r12
    r13 = ref configuration
    r14 = "Mail:Sender"
    r15 = load r13 .get_Item
    r16 = call r15(r14)
    return r16
  `);
  body('handlers and callbacks are stored', 'Client client', `client.Changed += (s, e) => Log(e); client.Check = delegate { return true; }; return client.Name += "x";`, `
    r0 = lambda fn#2 Desk.Run.Changed
    r1 = ref client
    store r1 .Changed = r0
    r2 = lambda fn#3 Desk.Run.Check
    r3 = ref client
    store r3 .Check = r2
    r4 = ref client
    r5 = load r4 .Name
    r6 = text r5:text "x"
    r7 = ref client
    store r7 .Name = r6
    return r6
    fn#2 Desk.Run.Changed(s, e)
      r0 = this
      r1 = load r0 .Log
      r2 = ref e
      r3 = call r1(r2)
      return r3
    fn#3 Desk.Run.Check()
      r0 = true
      return r0
  `);
});
