import { prints } from '../typescript/facts-of';

describe('javascript: statements', () => {
  it('loops, labels, switch, try', () => prints('javascript', `
    outer: for (const a of list) {
      while (a.next()) { if (a.done) continue outer; else break; }
      for (const k in a) delete a[k];
    }
    for (let i = 0; i < n; i++) use(i);
    do { step(); } while (more);
    switch (kind) {
      case 'a': case other(): run(); break;
      default: throw new Error('no ' + kind);
    }
    block: { if (x) break block; run(); }
    try { run(); } finally { close(); }
  `, `
    module
      r0 = global list
      loop
        r1 = iterate r0
        let a = r1
        loop
          r2 = ref a
          r3 = load r2 .next
          r4 = call r3()
          r5 = ref a
          r6 = load r5 .done
          if r6
            continue outer 1
          else
            break
          end
        end
        r7 = ref a
        loop
          r8 = derive test r7
          let k = r8
          r9 = ref a
          r10 = ref k
          delete r9 [r10]
          r11 = true
        end
      end
      r12 = number 0
      let i = r12
      loop
        r13 = ref i
        r14 = global n
        r15 = derive compare r13 r14
        r16 = global use
        r17 = ref i
        r18 = call r16(r17)
        r19 = ref i
        r20 = derive arithmetic r19
        set i = r20
      end
      loop
        r21 = global step
        r22 = call r21()
        r23 = global more
      end
      r24 = global kind
      switch r24
      case
      case
        r25 = global other
        r26 = call r25()
        r27 = global run
        r28 = call r27()
        break
      case default
        r29 = global Error
        r30 = global kind
        r31 = text "no " r30:text
        r32 = new r29(r31)
        throw r32
      end
      r33 = true
      switch r33
      case default
        r34 = global x
        if r34
          break
        end
        r35 = global run
        r36 = call r35()
      end
      try
        r37 = global run
        r38 = call r37()
      finally
        r39 = global close
        r40 = call r39()
      end
  `));

  it('what is not readable is told', () => prints('javascript', `
    const = = user;
    function ok(user) { return user.email; }
  `, `
    module
    fn ok(user)
      r0 = ref user
      r1 = load r0 .email
      return r1
    unseen syntax line 1
  `));
});
