import { body } from './golden';

describe('csharp: statements', () => {
  body('patterns bind where they hold', 'object o', `if (o is User { Email: var email, Address.City: "x" } user && email != null) Log(user); if (o is not Customer c) return null; if (!(o is string s)) return c; return s;`, `
    r0 = ref o
    r1 = is r0 type User
    r2 = cast r0 as User
    r3 = load r2 .Email
    r4 = derive test
    let email = r3
    r5 = load r2 .Address
    r6 = load r5 .City
    r7 = "x"
    r8 = derive compare r6 r7
    r9 = cast r2 as User
    let user = r9
    r10 = ref email
    r11 = is r10 null
    r12 = derive logic r1 r11
    if r12
      r13 = this
      r14 = load r13 .Log
      r15 = ref user
      r16 = call r14(r15)
    end
    r17 = ref o
    r18 = is r17 type Customer
    if not r18
      r19 = null
      return r19
    end
    r20 = cast r17 as Customer
    let c = r20
    r21 = ref o
    r22 = is r21 type string
    if not r22
      r23 = ref c
      return r23
    end
    r24 = cast r21 as string
    let s = r24
    r25 = ref s
    return r25
  `);
  body('switch expressions are a chain of tests', 'Party party', `return party switch { Customer { Email: var email } when email != "" => email, null => "", (var a, _) => a, _ => throw new InvalidOperationException() };`, `
    r0 = ref party
    r1 = is r0 type Customer
    if r1
      r2 = cast r0 as Customer
      r3 = load r2 .Email
      r4 = derive test
      let email = r3
      r5 = ref email
      r6 = ""
      r7 = derive compare r5 r6
      r8 = ref email
    else
      r9 = is r0 null
      if r9
        r10 = ""
      else
        r11 = is r0 null
        if not r11
          r12 = load r0 .0
          r13 = derive test
          let a = r12
          r14 = ref a
        else
          r15 = derive test
          if r15
            r16 = global InvalidOperationException
            r17 = new r16()
            throw r17
          end
          r18 = null
        end
      end
    end
    r19 = choose r8 | r10 | r14
    return r19
  `);
  body('switch statements', 'object o', `switch (o) { case User u when u.Active: Log(u); break; case 1: case 2: goto case 3; case 3: return 1; default: break; } return null;`, `
    r0 = ref o
    switch r0
    case
      r1 = is r0 type User
      if r1
        r2 = cast r0 as User
        let u = r2
        r3 = ref u
        r4 = load r3 .Active
        r5 = this
        r6 = load r5 .Log
        r7 = ref u
        r8 = call r6(r7)
        break
      end
    case
    case
      break
    case
      r9 = number 1
      return r9
    case default
      break
    end
    r10 = null
    return r10
  `);
  body('loops', 'List<User> users, Dictionary<string, User> byId', `foreach (var u in users) { if (u.Done) continue; Log(u); } foreach (var (key, user) in byId) Log(user); for (var i = 0; i < 3; i++) { break; } while (users.Any()) Log(users[0]); do { Log(users); } while (false); return null;`, `
    r0 = ref users
    loop
      r1 = iterate r0
      let u = r1
      r2 = ref u
      r3 = load r2 .Done
      if r3
        continue
      end
      r4 = this
      r5 = load r4 .Log
      r6 = ref u
      r7 = call r5(r6)
    end
    r8 = ref byId
    loop
      r9 = iterate r8
      r10 = derive test r9
      let key = r10
      let user = r9
      r11 = this
      r12 = load r11 .Log
      r13 = ref user
      r14 = call r12(r13)
    end
    r15 = number 0
    let i = r15
    loop
      r16 = ref i
      r17 = number 3
      r18 = derive compare r16 r17
      if not r18
        break
      end
      break
      r19 = ref i
      r20 = derive arithmetic r19
    end
    loop
      r21 = ref users
      r22 = load r21 .Any
      r23 = call r22()
      if not r23
        break
      end
      r24 = this
      r25 = load r24 .Log
      r26 = ref users
      r27 = load r26 .0
      r28 = call r25(r27)
    end
    loop
      r29 = this
      r30 = load r29 .Log
      r31 = ref users
      r32 = call r30(r31)
    end
    r33 = null
    return r33
  `);
  body('exceptions and what is disposed', 'Db db', `try { db.Save(); } catch (SqlException e) when (e.Number == 1) { throw new OrderException("x", e); } catch { throw; } finally { db.Close(); } using (var file = db.Open()) { Log(file); } using var other = db.Open(); return other;`, `
    try
      r0 = ref db
      r1 = load r0 .Save
      r2 = call r1()
    catch e
      r3 = ref e
      r4 = load r3 .Number
      r5 = number 1
      r6 = derive compare r4 r5
      r7 = global OrderException
      r8 = "x"
      r9 = ref e
      r10 = new r7(r8, r9)
      throw r10
    catch
      r11 = null
      throw r11
    finally
      r12 = ref db
      r13 = load r12 .Close
      r14 = call r13()
    end
    r15 = ref db
    r16 = load r15 .Open
    r17 = call r16()
    let file = r17
    try
      r18 = this
      r19 = load r18 .Log
      r20 = ref file
      r21 = call r19(r20)
    finally
      r22 = ref file
      r23 = load r22 .Dispose
      r24 = call r23()
    end
    r25 = ref db
    r26 = load r25 .Open
    r27 = call r26()
    let other = r27
    r28 = ref other
    return r28
  `);
  body('generators, locks and parts left out', 'List<User> users', `lock (users) { Log(users); } foreach (var u in users) yield return u; yield break;`, `
    r0 = ref users
    r1 = this
    r2 = load r1 .Log
    r3 = ref users
    r4 = call r2(r3)
    r5 = ref users
    loop
      r6 = iterate r5
      let u = r6
      r7 = ref u
      yield r7
    end
    return
  `);
});
