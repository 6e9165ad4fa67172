import { body } from './golden';

describe('java: expressions', () => {
  body('bare names are variables, members, types or inherited', 'User user', `local(user); Desk.run(); URL_BASE.length(); Desks.open(); return user;`, `
    r0 = this
    r1 = load r0 .local
    r2 = ref user
    r3 = call r1(r2)
    r4 = class Desk
    r5 = load r4 .run
    r6 = call r5()
    r7 = this
    r8 = load r7 .URL_BASE
    r9 = load r8 .length
    r10 = call r9()
    r11 = global Desks
    r12 = load r11 .open
    r13 = call r12()
    r14 = ref user
    return r14
  `);

  body('a stream with references', 'List<User> users', `users.stream().map(User::getEmail).map(Mask::email).forEach(System.out::println);`, `
    r0 = ref users
    r1 = load r0 .stream
    r2 = call r1()
    r3 = load r2 .map
    r4 = lambda fn#2 Desk.run
    r5 = call r3(r4)
    r6 = load r5 .map
    r7 = lambda fn#3 Desk.run
    r8 = call r6(r7)
    r9 = load r8 .forEach
    r10 = lambda fn#4 Desk.run
    r11 = call r9(r10)
    fn#2 Desk.run($2?)
      r0 = ref $2
      r1 = cast r0 as User
      r2 = load r1 .getEmail
      r3 = call r2()
      return r3
    fn#3 Desk.run($3?)
      r0 = ref $3
      r1 = global Mask
      r2 = load r1 .email
      r3 = call r2(r0)
      return r3
    fn#4 Desk.run($4?)
      r0 = ref $4
      r1 = global System
      r2 = load r1 .out
      r3 = load r2 .println
      r4 = call r3(r0)
      return r4
  `);

  body('a lambda captures', 'List<User> users, String by', `users.forEach(user -> log(user, by));`, `
    r0 = ref users
    r1 = load r0 .forEach
    r2 = lambda fn#2 Desk.run
    r3 = call r1(r2)
    fn#2 Desk.run(user)
      r0 = this
      r1 = load r0 .log
      r2 = ref user
      r3 = ref by (capture)
      r4 = call r1(r2, r3)
      return r4
  `);

  body('an anonymous class', 'User user', `return new Runnable() { @Override public void run() { send(user); } };`, `
    r0 = class Desk.run
    r1 = new r0()
    return r1
    @Override()
    fn Desk.run.run() [override]
      r0 = this
      r1 = load r0 .send
      r2 = ref user (capture)
      r3 = call r1(r2)
  `);

  body('a chain of a query', 'EntityManager em', `var rows = em.createQuery("select u.id, u.name from User u", Object[].class).getResultList();`, `
    r0 = ref em
    r1 = load r0 .createQuery
    r2 = "select u.id, u.name from User u"
    r3 = global Object
    r4 = call r1(r2, r3)
    r5 = load r4 .getResultList
    r6 = call r5()
    let rows = r6
  `);

  body('a map literal and an empty map', 'User user', `var one = Map.of("email", user.email); Map<String, User> two = new HashMap<>();`, `
    r0 = ref user
    r1 = load r0 .email
    r2 = record {email: r1}
    let one = r2
    r3 = record {}
    let two = r3
  `);

  body('fields, arrays and conditions', 'User user, String[] rows, int i', `user.name = rows[0]; rows[i] = user.name == null ? "" : user.name; return rows.length;`, `
    r0 = ref user
    r1 = ref rows
    r2 = load r1 .0
    store r0 .name = r2
    r3 = ref rows
    r4 = ref i
    r5 = ref user
    r6 = load r5 .name
    r7 = is r6 null
    r8 = ""
    r9 = ref user
    r10 = load r9 .name
    r11 = choose r8 | r10
    store r3 [r4] = r11
    r12 = ref rows
    r13 = derive length r12
    return r13
  `);

  body('a written package is an import', '', `return java.util.Objects.hash(1);`, `
    r0 = ref java.util.Objects (import)
    r1 = load r0 .hash
    r2 = number 1
    r3 = call r1(r2)
    return r3
  `);

  body('what a supplier gives may be thrown', 'Users users', `return users.find().orElseThrow(() -> new NotFound("none"));`, `
    r0 = ref users
    r1 = load r0 .find
    r2 = call r1()
    r3 = load r2 .orElseThrow
    r4 = lambda fn#2 Desk.run
    r5 = call r3(r4)
    return r5
    fn#2 Desk.run()
      r0 = global NotFound
      r1 = "none"
      r2 = new r0(r1)
      throw r2
  `);
});
