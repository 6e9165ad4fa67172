import { golden } from './golden';

describe('python lowering: expressions', () => {
  golden('literals and containers', `
      a = [1, -2.5, *rest, None, True]
      b = {"email": u.email, key: 1, **more}
      c = (x, "y"), {1, 2}
    `, `
      module
        r0 = number 1
        r1 = number -2.5
        r2 = global rest
        r3 = null
        r4 = true
        r5 = list [r0, r1, ...r2, r3, r4]
        let a = r5
        r6 = global u
        r7 = load r6 .email
        r8 = global key
        r9 = number 1
        r10 = global more
        r11 = record {email: r7, [r8]: r9, ...r10}
        let b = r11
        r12 = global x
        r13 = "y"
        r14 = list [r12, r13]
        r15 = number 1
        r16 = number 2
        r17 = list [r15, r16]
        r18 = list [r14, r17]
        let c = r18
    `);
  golden('member access, subscripts and slices', `
      a = user.profile["email"]
      b = rows[0][-1]
      c = card[-4:]
      d = table[key]
      e = text[:n:2]
      f = grid[1, 2]
    `, `
      module
        r0 = global user
        r1 = load r0 .profile
        r2 = load r1 .email
        let a = r2
        r3 = global rows
        r4 = load r3 .0
        r5 = number -1
        r6 = load r4 [r5]
        let b = r6
        r7 = global card
        r8 = load r7 .__slice__
        r9 = number -4
        r10 = call r8(start: r9)
        let c = r10
        r11 = global table
        r12 = global key
        r13 = load r11 [r12]
        let d = r13
        r14 = global text
        r15 = load r14 .__slice__
        r16 = global n
        r17 = number 2
        r18 = call r15(stop: r16, step: r17)
        let e = r18
        r19 = global grid
        r20 = number 1
        r21 = number 2
        r22 = list [r20, r21]
        r23 = load r19 [r22]
        let f = r23
    `);
  golden('boolean operators and conditional expressions', `
      a = x or y or "none"
      b = x and x.email
      c = x.email if x is not None else fallback
      d = not x
    `, `
      module
        r0 = global x
        r1 = global y
        r2 = "none"
        r3 = choose r0 | r1 | r2
        let a = r3
        r4 = global x
        r5 = global x
        r6 = load r5 .email
        r7 = choose r4 | r6
        let b = r7
        r8 = global x
        r9 = is r8 null
        r10 = global x
        r11 = load r10 .email
        r12 = global fallback
        r13 = choose r11 | r12
        let c = r13
        r14 = global x
        r15 = derive logic r14
        let d = r15
    `);
  golden('comparisons', `
      a = low < age <= high
      b = name == "root"
      c = kind not in kinds
      d = type(x) is Patient
      e = isinstance(x, (Doctor, model.Nurse))
    `, `
      module
        r0 = global low
        r1 = global age
        r2 = global high
        r3 = derive compare r0 r1 r2
        let a = r3
        r4 = global name
        r5 = is r4 equals "root"
        let b = r5
        r6 = global kind
        r7 = global kinds
        r8 = derive compare r6 r7
        r9 = derive logic r8
        let c = r9
        r10 = global x
        r11 = is r10 type Patient
        let d = r11
        r12 = global x
        r13 = is r12 type (Doctor | model.Nurse)
        let e = r13
    `);
  golden('arithmetic and joining', `
      a = n + 1
      b = first + last
      c = [head] + tail
      d = "-" * 20
      e = base / f"{user.id}.txt"
      f = defaults | {"email": mail}
      g = n % 2
    `, `
      module
        r0 = global n
        r1 = number 1
        r2 = derive arithmetic r0 r1
        let a = r2
        r3 = global first
        r4 = global last
        r5 = text r3:text r4:text
        let b = r5
        r6 = global head
        r7 = list [r6]
        r8 = global tail
        r9 = list [...r7, ...r8]
        let c = r9
        r10 = "-"
        r11 = number 20
        r12 = text r10:text
        let d = r12
        r13 = global base
        r14 = global user
        r15 = load r14 .id
        r16 = text r15:text ".txt"
        r17 = text r13:text "/" r16:text
        let e = r17
        r18 = global defaults
        r19 = global mail
        r20 = record {email: r19}
        r21 = record {...r18, ...r20}
        let f = r21
        r22 = global n
        r23 = number 2
        r24 = derive arithmetic r22 r23
        let g = r24
    `);
  golden('calls with every kind of argument', `
      send(user, *more, subject="hi", **options)
      client.users.create(email=user.email)(1)
      f(x for x in y)
    `, `
      module
        r0 = global send
        r1 = global user
        r2 = global more
        r3 = "hi"
        r4 = global options
        r5 = call r0(r1, ...r2, subject: r3, **r4)
        r6 = global client
        r7 = load r6 .users
        r8 = load r7 .create
        r9 = global user
        r10 = load r9 .email
        r11 = call r8(email: r10)
        r12 = number 1
        r13 = call r11(r12)
        r14 = global f
        r15 = list []
        r16 = global y
        loop
          r17 = iterate r16
          let x = r17
          r18 = ref x
          store r15 [] = r18
        end
        r19 = call r14(r15)
    `);
  golden('built-ins that convert or reach in', `
      a = str(user)
      b = repr(user)
      c = getattr(user, "email", None)
      setattr(user, "email", a)
      d = dict(email=a, **more)
      e = len(a)
      f = vars(user)
      g = getattr(user, a)
      h = sorted(list(x))
      t = typing.cast("User", x)
      n = type(user).__name__
    `, `
      module
        r0 = global user
        r1 = text r0:text
        let a = r1
        r2 = global user
        r3 = text r2:debug
        let b = r3
        r4 = global user
        r5 = load r4 .email
        r6 = null
        r7 = choose r5 | r6
        let c = r7
        r8 = global user
        r9 = ref a
        store r8 .email = r9
        r10 = null
        r11 = ref a
        r12 = global more
        r13 = record {email: r11, ...r12}
        let d = r13
        r14 = ref a
        r15 = derive length r14
        let e = r15
        r16 = global user
        r17 = load r16 .__dict__
        let f = r17
        r18 = global user
        r19 = ref a
        r20 = load r18 [r19]
        let g = r20
        r21 = global sorted
        r22 = global x
        r23 = list [...r22]
        r24 = call r21(r23)
        let h = r24
        r25 = global x
        r26 = cast r25 as User
        let t = r26
        r27 = global type
        r28 = global user
        r29 = call r27(r28)
        r30 = derive typename r29
        let n = r30
    `);
  golden('constructions of classes of the file', `
      class User:
          pass
      u = User()
    `, `
      type User class {} text:nothing debug:nothing json:nothing
      module
        r0 = ref User
        r1 = new r0()
        let u = r1
    `);
  golden('comprehensions have a scope of their own', `
      x = 1
      a = [u.email for u in users if u.active for x in u.tags]
      b = {u.id: u.email for u in users}
      c = (u for u in users)
      d = x
    `, `
      module
        r0 = number 1
        let x = r0
        r1 = list []
        r2 = global users
        loop
          r3 = iterate r2
          let u = r3
          r4 = ref u
          r5 = load r4 .active
          if r5
            r6 = ref u
            r7 = load r6 .tags
            loop
              r8 = iterate r7
              let x~2 = r8
              r9 = ref u
              r10 = load r9 .email
              store r1 [] = r10
            end
          end
        end
        let a = r1
        r11 = record {}
        r12 = global users
        loop
          r13 = iterate r12
          let u~2 = r13
          r14 = ref u~2
          r15 = load r14 .id
          r16 = ref u~2
          r17 = load r16 .email
          store r11 [r15] = r17
        end
        let b = r11
        r18 = list []
        r19 = global users
        loop
          r20 = iterate r19
          let u~3 = r20
          r21 = ref u~3
          store r18 [] = r21
        end
        let c = r18
        r22 = ref x
        let d = r22
    `);
  golden('assignment expressions bind in the function', `
      if (m := find(key)) and [y := i for i in m]:
          print(m, y)
    `, `
      module
        r0 = global find
        r1 = global key
        r2 = call r0(r1)
        let m = r2
        r3 = list []
        r4 = ref m
        loop
          r5 = iterate r4
          let i = r5
          r6 = ref i
          let y = r6
          store r3 [] = r6
        end
        r7 = choose r2 | r3
        if r7
          r8 = global print
          r9 = ref m
          r10 = ref y
          r11 = call r8(r9, r10)
        end
    `);
  golden('await and yield as values', `
      async def f(q):
          item = await q.get()
          sent = yield item
    `, `
      module
      fn f(q) [async generator]
        r0 = ref q
        r1 = load r0 .get
        r2 = call r1()
        r3 = await r2
        let item = r3
        r4 = ref item
        yield r4
        r5 = null
        let sent = r5
    `);
});
