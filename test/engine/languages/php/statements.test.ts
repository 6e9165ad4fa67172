import { body, golden } from './golden';

describe('php: statements', () => {
  body('a type test narrows what follows', '$party', `
    if (!$party instanceof Customer) { return null; }
    return $party->email;
  `, `
    r0 = ref party
    r1 = is r0 type Customer
    if not r1
      r2 = null
      return r2
    end
    r3 = ref party
    r4 = cast r3 as Customer
    set party = r4
    r5 = ref party
    r6 = load r5 .email
    return r6
  `);

  body('if, elseif, else in both notations', '$a', `
    if ($a === null): f(); elseif (!$a): g(); else: h(); endif;
  `, `
    r0 = ref a
    r1 = is r0 null
    if r1
      r2 = global f
      r3 = call r2()
    else
      r4 = ref a
      if not r4
        r5 = global g
        r6 = call r5()
      else
        r7 = global h
        r8 = call r7()
      end
    end
  `);

  body('loops', '$users, $n', `
    foreach ($users as $id => $user) { if (!$user) continue; echo $user->email; }
    foreach ($users as ['email' => $email]) {}
    for ($i = 0; $i < $n; $i++) { $out[] = $i; }
    while (true) { break 2; }
    do { $n--; } while ($n > 0);
  `, `
    r0 = ref users
    loop
      r1 = iterate r0
      r2 = choose
      let id = r2
      let user = r1
      r3 = ref user
      if not r3
        continue
      end
      r4 = ref user
      r5 = load r4 .email
      r6 = global echo
      r7 = call r6(r5)
    end
    r8 = ref users
    loop
      r9 = iterate r8
      r10 = load r9 .email
      let email = r10
    end
    r11 = number 0
    let i = r11
    loop
      r12 = ref i
      r13 = ref n
      r14 = derive compare r12 r13
      if not r14
        break
      end
      r15 = record {}
      let out = r15
      r16 = ref out
      r17 = ref i
      store r16 [] = r17
      r18 = ref i
      r19 = derive arithmetic r18
    end
    loop
      break outer 1
    end
    loop
      r20 = ref n
      r21 = derive arithmetic r20
      r22 = ref n
      r23 = number 0
      r24 = derive compare r22 r23
      if not r24
        break
      end
    end
  `);

  body('switch', '$kind', `
    switch ($kind) { case 'a': f(); break; default: g(); }
  `, `
    r0 = ref kind
    switch r0
    case
      r1 = global f
      r2 = call r1()
      break
    case default
      r3 = global g
      r4 = call r3()
    end
  `);

  body('try, catch and finally', '$db, $order', `
    try {
      $db->insert($order);
    } catch (KeyError | ValueError $e) {
      throw new OrderError("order of {$order->email}", previous: $e);
    } finally {
      $db->close();
    }
  `, `
    try
      r0 = ref db
      r1 = load r0 .insert
      r2 = ref order
      r3 = call r1(r2)
    catch e
      r4 = global OrderError
      r5 = ref order
      r6 = load r5 .email
      r7 = text "order of " r6:text
      r8 = ref e
      r9 = new r4(r7, previous: r8)
      throw r9
      r10 = null
    finally
      r11 = ref db
      r12 = load r11 .close
      r13 = call r12()
    end
  `);

  body('writing and removing elements', '$user, $key', `
    $user['address']['city'] = 'x';
    $rows[] = $user;
    $user[$key] = 1;
    unset($user['email'], $user->phone, $key);
  `, `
    r0 = ref user
    r1 = record {...r0}
    set user = r1
    r2 = ref user
    r3 = load r2 .address
    r4 = "x"
    store r3 .city = r4
    r5 = record {}
    let rows = r5
    r6 = ref rows
    r7 = ref user
    store r6 [] = r7
    r8 = ref user
    r9 = ref key
    r10 = number 1
    store r8 [r9] = r10
    r11 = ref user
    delete r11 .email
    r12 = ref user
    delete r12 .phone
    r13 = null
    set key = r13
  `);

  body('doc comments of variables', '$rows', `
    /** @var User $user */
    $user = $rows[0];
    /** @var Order $order */
    foreach ($rows as $order) {}
  `, `
    r0 = ref rows
    r1 = load r0 .0
    let user = r1
    r2 = ref user
    r3 = cast r2 as User
    set user = r3
    r4 = ref rows
    loop
      r5 = iterate r4
      r6 = cast r5 as Order
      let order = r6
    end
  `);

  body('generators', '$ids', `
    foreach ($ids as $id) yield find($id)->email;
    yield from rest();
  `, `
    r0 = ref ids
    loop
      r1 = iterate r0
      let id = r1
      r2 = global find
      r3 = ref id
      r4 = call r2(r3)
      r5 = load r4 .email
      yield r5
      r6 = choose
    end
    r7 = global rest
    r8 = call r7()
    r9 = iterate r8
    yield r9
    r10 = choose
  `);

  golden('page, comments and globals', `
    ?><h1><?= $title ?></h1><?php
    // shipmate-ignore pii-in-logs -- shown to the person herself
    echo $email;
    function counted() { global $wpdb; static $seen = 0; return $wpdb->users . $seen; }
  `, `
    package
    module
      r0 = ref title
      r1 = ref email
      r2 = global echo
      r3 = call r2(r1)
    fn counted()
      r0 = number 0
      let seen = r0
      r1 = ref wpdb (capture)
      r2 = load r1 .users
      r3 = ref seen
      r4 = text r2:text r3:text
      return r4
    directive line 3 "shipmate-ignore pii-in-logs -- shown to the person herself" on 4-4
  `);
});
