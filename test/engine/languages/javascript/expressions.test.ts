import { prints } from '../typescript/facts-of';

describe('javascript: expressions', () => {
  it('destructuring everywhere', () => prints('javascript', `
    const [first, , third = 1, ...others] = list;
    ({ a: target.x, ['b']: b, ...rest } = source);
    try { run(); } catch ({ message }) { log(message); }
    for (const [key, { email }] of map) use(key, email);
    var b, rest;
  `, `
    module
      r0 = global list
      r1 = load r0 .0
      let first = r1
      r2 = load r0 .2
      r3 = number 1
      r4 = choose r2 | r3
      let third = r4
      r5 = iterate r0
      r6 = list [r5]
      let others = r6
      r7 = global source
      r8 = load r7 .a
      r9 = global target
      store r9 .x = r8
      r10 = load r7 .b
      set b = r10
      r11 = record {...r7}
      delete r11 .a
      delete r11 .b
      set rest = r11
      try
        r12 = global run
        r13 = call r12()
      catch $5
        r14 = ref $5
        r15 = load r14 .message
        let message = r15
        r16 = global log
        r17 = ref message
        r18 = call r16(r17)
      end
      r19 = global map
      loop
        r20 = iterate r19
        r21 = load r20 .0
        let key = r21
        r22 = load r20 .1
        r23 = load r22 .email
        let email = r23
        r24 = global use
        r25 = ref key
        r26 = ref email
        r27 = call r24(r25, r26)
      end
  `));

  it('texts', () => prints('javascript', `
    const a = 'Hello ' + user.name + ', ' + (user.first + ' ' + user.last) + '!\\n';
    const b = x + y;
    const c = n + 1;
    const d = a + \`-\${n}-\` + 2;
    let s = 'x';
    s += user.email;
    s += 1;
    const e = sql\`select \${s}\`;
  `, `
    module
      r0 = global user
      r1 = load r0 .name
      r2 = global user
      r3 = load r2 .first
      r4 = global user
      r5 = load r4 .last
      r6 = text "Hello " r1:text ", " r3:text " " r5:text "!\\n"
      let a = r6
      r7 = global x
      r8 = global y
      r9 = text r7:text r8:text
      let b = r9
      r10 = global n
      r11 = number 1
      r12 = derive arithmetic r10 r11
      let c = r12
      r13 = ref a
      r14 = global n
      r15 = text r13:text "-" r14:text "-2"
      let d = r15
      r16 = "x"
      let s = r16
      r17 = ref s
      r18 = global user
      r19 = load r18 .email
      r20 = text r17:text r19:text
      set s = r20
      r21 = ref s
      r22 = number 1
      r23 = derive arithmetic r21 r22
      set s = r23
      r24 = global sql
      r25 = ref s
      r26 = text "select " r25:text
      r27 = call r24(r26)
      let e = r27
  `));

  it('conditions, logic and choices', () => prints('javascript', `
    const a = user && user.email || 'none';
    const b = user?.email ?? load();
    const c = ok ? user.email : null;
    if (typeof a !== 'string' || !(b instanceof Date)) run();
    if (c === null) stop(); else if ('id' in c) go();
    ok && send(user);
    ok ? send(a) : drop(b);
    const d = ok && (last = user);
    var last;
  `, `
    module
      r0 = global user
      r1 = global user
      r2 = load r1 .email
      r3 = "none"
      r4 = choose r2 | r3
      let a = r4
      r5 = global user
      r6 = load r5 ?.email
      r7 = global load
      r8 = call r7()
      r9 = choose r6 | r8
      let b = r9
      r10 = global ok
      r11 = global user
      r12 = load r11 .email
      r13 = null
      r14 = choose r12 | r13
      let c = r14
      r15 = ref a
      r16 = is r15 type string
      r17 = ref b
      r18 = is r17 type Date
      r19 = derive logic r16 r18
      if r19
        r20 = global run
        r21 = call r20()
      end
      r22 = ref c
      r23 = is r22 null
      if r23
        r24 = global stop
        r25 = call r24()
      else
        r26 = ref c
        r27 = is r26 in "id"
        if r27
          r28 = global go
          r29 = call r28()
        end
      end
      r30 = global ok
      if r30
        r31 = global send
        r32 = global user
        r33 = call r31(r32)
      end
      r34 = global ok
      if r34
        r35 = global send
        r36 = ref a
        r37 = call r35(r36)
      else
        r38 = global drop
        r39 = ref b
        r40 = call r38(r39)
      end
      r41 = global ok
      if r41
        r42 = global user
        set last = r42
      end
      let d = r42
  `));

  it('keys, deletes, updates', () => prints('javascript', `
    o['literal'] = o[key];
    o[key] = arr[0];
    delete o.email;
    delete o[key];
    o.count++;
    o.name ||= user.name;
    void send(), typeof o;
    const r = { a, 'b c': 1, [key]: 2, get g() { return a; }, set g(v) { a = v; } };
    const q = /\\d+/g;
    let a;
  `, `
    module
      r0 = global o
      r1 = global key
      r2 = load r0 [r1]
      r3 = global o
      store r3 .literal = r2
      r4 = global arr
      r5 = load r4 .0
      r6 = global o
      r7 = global key
      store r6 [r7] = r5
      r8 = global o
      delete r8 .email
      r9 = true
      r10 = global o
      r11 = global key
      delete r10 [r11]
      r12 = true
      r13 = global o
      r14 = load r13 .count
      r15 = derive arithmetic r14
      r16 = global o
      store r16 .count = r15
      r17 = global o
      r18 = load r17 .name
      r19 = global user
      r20 = load r19 .name
      r21 = choose r18 | r20
      r22 = global o
      store r22 .name = r21
      r23 = global send
      r24 = call r23()
      r25 = null
      r26 = global o
      r27 = derive typename r26
      r28 = ref a
      r29 = number 1
      r30 = global key
      r31 = number 2
      r32 = lambda fn#1 g
      r33 = call r32()
      r34 = lambda fn#2 g
      r35 = record {a: r28, "b c": r29, [r30]: r31, g: r33}
      let r = r35
      r36 = pattern \\d+
      let q = r36
    fn#1 g() [getter]
      r0 = ref a (capture)
      return r0
    fn#2 g(v) [setter]
      r0 = ref v
      set a (capture) = r0
  `));

  it('classes as values', () => prints('javascript', `
    const Model = class extends Base { #secret = 1; read() { return this.#secret; } };
    const make = () => new (class Inner {})();
  `, `
    type Model class extends Base { private hiddentext hiddenjson #secret; read() } text:nothing debug:all json:all
    type make.Inner class {} text:nothing debug:all json:all
    module
      r0 = class Model
      let Model = r0
      r1 = lambda fn#3 make
      let make = r1
    fn Model.read()
      r0 = this
      r1 = load r0 .#secret
      return r1
    fn Model() [fieldinit]
      r0 = this
      r1 = number 1
      store r0 .#secret = r1
    fn#3 make()
      r0 = class make.Inner
      r1 = new r0()
      return r1
  `));
});
