import { body } from './golden';

describe('php: expressions', () => {
  body('texts in all forms', '$user, $order', `
    $a = "order {$order->id} for $user->email, $order[state] {$user->tags['x']} \${order}\\n";
    $a .= ' by ' . $user->phone . PHP_EOL;
    return sprintf('%s: %05.2f %1$s%%', $a, $order->total);
  `, `
    r0 = ref order
    r1 = load r0 .id
    r2 = ref user
    r3 = load r2 .email
    r4 = ref order
    r5 = load r4 .state
    r6 = ref user
    r7 = load r6 .tags
    r8 = load r7 .x
    r9 = ref order
    r10 = text "order " r1:text " for " r3:text ", " r5:text " " r8:text " " r9:text "\\n"
    let a = r10
    r11 = ref a
    r12 = ref user
    r13 = load r12 .phone
    r14 = text r11:text " by " r13:text "\\n"
    set a = r14
    r15 = ref a
    r16 = ref order
    r17 = load r16 .total
    r18 = text r15:text ": " r17:text " " r15:text "%"
    return r18
  `);

  body('heredoc and nowdoc', '$user', `
    $a = <<<MAIL
      Hello {$user->name},
      bye
      MAIL;
    $b = <<<'RAW'
      Hello $user
      RAW;
  `, `
    r0 = ref user
    r1 = load r0 .name
    r2 = text "Hello " r1:text ",\\nbye"
    let a = r2
    r3 = "Hello $user"
    let b = r3
  `);

  body('destructuring', '$user', `
    ['email' => $email, 'phone' => [, $mobile]] = $user->contact();
    [$first, , $third] = $user->rows;
    return [$email, $mobile, $first, $third];
  `, `
    r0 = ref user
    r1 = load r0 .contact
    r2 = call r1()
    r3 = load r2 .email
    let email = r3
    r4 = load r2 .phone
    r5 = load r4 .1
    let mobile = r5
    r6 = ref user
    r7 = load r6 .rows
    r8 = load r7 .0
    let first = r8
    r9 = load r7 .2
    let third = r9
    r10 = ref email
    r11 = ref mobile
    r12 = ref first
    r13 = ref third
    r14 = list [r10, r11, r12, r13]
    return r14
  `);

  body('arrays, spread and merging', '$a, $b', `
    $list = [1, ...$a, $b];
    $map = ['email' => $b, ...$a, 5 => 'x', $b => 1];
    return array_merge($list, $map) + compact('a', 'b');
  `, `
    r0 = number 1
    r1 = ref a
    r2 = ref b
    r3 = list [r0, ...r1, r2]
    let list = r3
    r4 = ref b
    r5 = ref a
    r6 = "x"
    r7 = ref b
    r8 = number 1
    r9 = record {email: r4, ...r5, 5: r6, [r7]: r8}
    let map = r9
    r10 = ref list
    r11 = ref map
    r12 = record {...r10, ...r11}
    r13 = ref a
    r14 = ref b
    r15 = record {a: r13, b: r14}
    r16 = derive arithmetic r12 r15
    return r16
  `);

  body('closures, arrow functions and captures', '$log, $users', `
    $send = function (User $user) use ($log, &$count) { $log->info($user->email); };
    $each = fn (User $user) => $log->info($user->email);
    return array_map($each, $users);
  `, `
    r0 = lambda fn#2 Desk.run.send
    let send = r0
    r1 = lambda fn#3 Desk.run.each
    let each = r1
    r2 = global array_map
    r3 = ref each
    r4 = ref users
    r5 = call r2(r3, r4)
    return r5
    fn#2 Desk.run.send(user: User)
      r0 = ref log (capture)
      r1 = load r0 .info
      r2 = ref user
      r3 = load r2 .email
      r4 = call r1(r3)
    fn#3 Desk.run.each(user: User)
      r0 = ref log (capture)
      r1 = load r0 .info
      r2 = ref user
      r3 = load r2 .email
      r4 = call r1(r3)
      return r4
  `);

  body('functions named by texts, pairs and placeholders', '$users', `
    array_map('trim', $users);
    array_map([$this, 'mask'], $users);
    $f = strlen(...);
    call_user_func([$this, 'mask'], $users);
  `, `
    r0 = global array_map
    r1 = lambda fn#2 Desk.run
    r2 = ref users
    r3 = call r0(r1, r2)
    r4 = global array_map
    r5 = lambda fn#3 Desk.run
    r6 = ref users
    r7 = call r4(r5, r6)
    r8 = lambda fn#4 Desk.run
    let f = r8
    r9 = this
    r10 = "mask"
    r11 = list [r9, r10]
    r12 = ref users
    r13 = this
    r14 = load r13 .mask
    r15 = call r14(r12)
    fn#2 Desk.run($2?)
      r0 = global trim
      r1 = ref $2
      r2 = call r0(r1)
      return r2
    fn#3 Desk.run($3?)
      r0 = this
      r1 = load r0 .mask
      r2 = ref $3
      r3 = call r1(r2)
      return r3
    fn#4 Desk.run($4?)
      r0 = global strlen
      r1 = ref $4
      r2 = call r0(r1)
      return r2
  `);

  body('calls: named, spread, nullsafe, static, dynamic', '$order, $args', `
    $order?->buyer()?->notify(reason: 'late', ...$args);
    Mailer::send($order);
    $order->$args();
    parent::run($order);
    return new \\App\\Mail\\Letter($order, subject: 'x');
  `, `
    r0 = ref order
    r1 = load r0 ?.buyer
    r2 = call r1()
    r3 = load r2 ?.notify
    r4 = "late"
    r5 = ref args
    r6 = call r3(reason: r4, ...r5)
    r7 = global Mailer
    r8 = load r7 .send
    r9 = ref order
    r10 = call r8(r9)
    r11 = ref order
    r12 = ref args
    r13 = load r11 [r12]
    r14 = call r13()
    r15 = super
    r16 = load r15 .run
    r17 = ref order
    r18 = call r16(r17)
    r19 = ref \\App\\Mail\\Letter (import)
    r20 = ref order
    r21 = "x"
    r22 = new r19(r20, subject: r21)
    return r22
  `);

  body('request data', '', `
    return $_POST['email'] ?? $_SERVER['REMOTE_ADDR'];
  `, `
    r0 = global _POST
    r1 = load r0 .email
    r2 = global _SERVER
    r3 = load r2 .REMOTE_ADDR
    r4 = choose r1 | r3
    return r4
  `);

  body('tests, casts and null', '$a, $b', `
    $c = $a === null || !isset($b['x']) && $a > 1;
    $d = (string) $a . (int) $b;
    return $c ? $d : ($a ?: $b);
  `, `
    r0 = ref a
    r1 = is r0 null
    r2 = ref b
    r3 = load r2 .x
    r4 = derive test r3
    r5 = ref a
    r6 = number 1
    r7 = derive compare r5 r6
    r8 = derive logic r4 r7
    r9 = derive logic r1 r8
    let c = r9
    r10 = ref a
    r11 = text r10:text
    r12 = ref b
    r13 = derive arithmetic r12
    r14 = text r11:text r13:text
    let d = r14
    r15 = ref c
    r16 = ref d
    r17 = ref a
    r18 = ref b
    r19 = choose r17 | r18
    r20 = choose r16 | r19
    return r20
  `);

  body('a copy of an object', '$user', `
    $safe = clone $user;
    $safe->email = null;
    return $safe;
  `, `
    r0 = ref user
    r1 = record {...r0}
    let safe = r1
    r2 = ref safe
    r3 = null
    store r2 .email = r3
    r4 = ref safe
    return r4
  `);

  body('a copy of an array that is written to', '$rows', `
    $copy = $rows;
    $copy['email'] = 'x';
    $same = $this->rows;
  `, `
    r0 = ref rows
    r1 = record {...r0}
    let copy = r1
    r2 = ref copy
    r3 = "x"
    store r2 .email = r3
    r4 = this
    r5 = load r4 .rows
    let same = r5
  `);

  body('anonymous class', '$log', `
    return new class($log) extends Base { public function __construct(private Log $log) {} };
  `, `
    r0 = ref log
    r1 = class Desk.run
    r2 = new r1(r0)
    return r2
    fn Desk.run.__construct(log: Log) [constructor]
      r0 = this
      r1 = ref log
      store r0 .log = r1
  `);

  body('match compares values', '$kind, $user', `
    return match ($kind) { 'mail', 'letter' => $user->email, default => throw new \\LogicException("no $kind") };
  `, `
    r0 = ref kind
    switch r0
    case
      r1 = ref user
      r2 = load r1 .email
      break
    case default
      r3 = global LogicException
      r4 = ref kind
      r5 = text "no " r4:text
      r6 = new r3(r5)
      throw r6
      r7 = null
      break
    end
    r8 = choose r2
    return r8
  `);

  body('match of conditions narrows', '$party', `
    return match (true) { $party instanceof Customer => $party->email, default => '' };
  `, `
    r0 = ref party
    r1 = is r0 type Customer
    if r1
      r2 = ref party
      r3 = cast r2 as Customer
      set party = r3
      r4 = ref party
      r5 = load r4 .email
    else
      r6 = ""
    end
    r7 = choose r5 | r6
    return r7
  `);

  body('projection of rows', '', `
    return User::query()->where('active', true)->get(['id', 'name']);
  `, `
    r0 = global User
    r1 = load r0 .query
    r2 = call r1()
    r3 = load r2 .where
    r4 = "active"
    r5 = true
    r6 = call r3(r4, r5)
    r7 = load r6 .get
    r8 = "id"
    r9 = "name"
    r10 = list [r8, r9]
    r11 = call r7(r10)
    return r11
  `);
});
