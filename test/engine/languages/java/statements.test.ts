import { body } from './golden';

describe('java: statements', () => {
  body('an enhanced for goes through elements', 'List<User> users', `for (User user : users) { send(user); }`, `
    r0 = ref users
    loop
      r1 = iterate r0
      let user = r1
      r2 = this
      r3 = load r2 .send
      r4 = ref user
      r5 = call r3(r4)
    end
  `);

  body('a classic for, with labels', 'int n', `outer: for (int i = 0; i < n; i++) { while (true) { if (i == 3) continue outer; break; } }`, `
    r0 = number 0
    let i = r0
    loop
      r1 = ref i
      r2 = ref n
      r3 = derive compare r1 r2
      if not r3
        break
      end
      loop
        r4 = ref i
        r5 = number 3
        r6 = derive compare r4 r5
        if r6
          continue outer 1
        end
        break
      end
      r7 = ref i
      r8 = derive arithmetic r7
    end
  `);

  body('try with resources closes behind the body', 'Path path, User user', `try (var out = open(path)) { out.write(user.email()); }`, `
    r0 = this
    r1 = load r0 .open
    r2 = ref path
    r3 = call r1(r2)
    let out = r3
    try
      r4 = ref out
      r5 = load r4 .write
      r6 = ref user
      r7 = load r6 .email
      r8 = call r7()
      r9 = call r5(r8)
    finally
      r10 = ref out
      r11 = load r10 .close
      r12 = call r11()
    end
  `);

  body('catch and finally', '', `try { run(); } catch (IOException | TimeoutException e) { throw new IllegalStateException("bad", e); } finally { close(); }`, `
    try
      r0 = this
      r1 = load r0 .run
      r2 = call r1()
    catch e
      r3 = global IllegalStateException
      r4 = "bad"
      r5 = ref e
      r6 = new r3(r4, r5)
      throw r6
    finally
      r7 = this
      r8 = load r7 .close
      r9 = call r8()
    end
  `);

  body('a pattern binds where the test holds', 'Contact contact, Audit audit', `if (contact instanceof Contact(var email, var phone)) audit.record(email);`, `
    r0 = ref contact
    r1 = is r0 type Contact
    if r1
      r2 = load r0 .0
      let email = r2
      r3 = load r0 .1
      let phone = r3
      r4 = ref audit
      r5 = load r4 .record
      r6 = ref email
      r7 = call r5(r6)
    end
  `);

  body('a negated pattern binds behind', 'Object who', `if (!(who instanceof User user)) return null; return user.name;`, `
    r0 = ref who
    r1 = is r0 type User
    if not r1
      r2 = null
      return r2
    end
    r3 = cast r0 as User
    let user = r3
    r4 = ref user
    r5 = load r4 .name
    return r5
  `);

  body('arms that test types are a chain', 'Party party', `return switch (party) { case Customer c -> c.email(); default -> ""; };`, `
    r0 = ref party
    r1 = is r0 type Customer
    if r1
      r2 = cast r0 as Customer
      let c = r2
      r3 = ref c
      r4 = load r3 .email
      r5 = call r4()
    else
      r6 = ""
    end
    r7 = choose r5 | r6
    return r7
  `);

  body('arms that compare values are a switch', 'String size', `int n = switch (size) { case "s", "m" -> 1; default -> { yield 2; } }; return n;`, `
    r0 = ref size
    switch r0
    case
      r1 = number 1
      break
    case default
      r2 = number 2
      break
    end
    r3 = choose r1 | r2
    let n = r3
    r4 = ref n
    return r4
  `);

  body('cases that fall through', 'int n', `switch (n) { case 1: one(); case 2: two(); break; default: other(); }`, `
    r0 = ref n
    switch r0
    case
      r1 = this
      r2 = load r1 .one
      r3 = call r2()
    case
      r4 = this
      r5 = load r4 .two
      r6 = call r5()
      break
    case default
      r7 = this
      r8 = load r7 .other
      r9 = call r8()
    end
  `);
});
