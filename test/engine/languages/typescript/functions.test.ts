import { prints } from './facts-of';

describe('typescript: functions', () => {
  it('functions, calls, members, templates', () => prints('typescript', `
    import { logger as log } from './logger';
    export async function placed(user: User, order: Order): Promise<void> {
      const contact = user.email;
      log.info(\`order \${order.id} for \${contact}\`, { to: contact, ...order });
    }
  `, `
    import { logger as log } from "./logger"
    export placed = placed
    module
    fn placed(user: User, order: Order) -> Promise<void> [async]
      r0 = ref user
      r1 = load r0 .email
      let contact = r1
      r2 = ref log (import)
      r3 = load r2 .info
      r4 = ref order
      r5 = load r4 .id
      r6 = ref contact
      r7 = text "order " r5:text " for " r6:text
      r8 = ref contact
      r9 = ref order
      r10 = record {to: r8, ...r9}
      r11 = call r3(r7, r10)
  `));

  it('parameters: defaults, destructuring, rest, this', () => prints('typescript', `
    function notify(this: Mailer, { email, name = 'guest' }: Contact, channel = 'mail', ...tags: string[]) {
      return this.send(email, name, channel, ...tags);
    }
  `, `
    module
    fn notify(receiver this: Mailer, $2: Contact, channel?, ...tags: string[])
      r0 = ref $2
      r1 = load r0 .email
      let email = r1
      r2 = load r0 .name
      r3 = "guest"
      r4 = choose r2 | r3
      let name = r4
      r5 = ref channel
      r6 = "mail"
      r7 = choose r5 | r6
      set channel = r7
      r8 = this
      r9 = load r8 .send
      r10 = ref email
      r11 = ref name
      r12 = ref channel
      r13 = ref tags
      r14 = call r9(r10, r11, r12, ...r13)
      return r14
  `));

  it('lambdas take the name of what holds them and capture', () => prints('typescript', `
    const mask = (text: string) => text.slice(-4);
    function outer(user: User) {
      const handlers = { save: async () => user.email, load() { return mask(user.phone); } };
      return [user].map(function each(u) { return each(u); });
    }
  `, `
    module
      r0 = lambda fn#1 mask
      let mask = r0
    fn#1 mask(text: string)
      r0 = ref text
      r1 = load r0 .slice
      r2 = number -4
      r3 = call r1(r2)
      return r3
    fn outer(user: User)
      r0 = lambda fn#3 outer.save
      r1 = lambda fn#4 outer.load
      r2 = record {save: r0, load: r1}
      let handlers = r2
      r3 = ref user
      r4 = list [r3]
      r5 = load r4 .map
      r6 = lambda fn#5 outer.each
      r7 = call r5(r6)
      return r7
      fn#3 outer.save() [async]
        r0 = ref user (capture)
        r1 = load r0 .email
        return r1
      fn#4 outer.load()
        r0 = ref mask (capture)
        r1 = ref user (capture)
        r2 = load r1 .phone
        r3 = call r0(r2)
        return r3
      fn#5 outer.each(u)
        r0 = ref each
        r1 = ref u
        r2 = call r0(r1)
        return r2
  `));

  it('overloads have no body', () => prints('typescript', `
    export function find(id: string): User;
    export function find(id: number): User;
    export function find(id: any): User { return store.get(id); }
  `, `
    export find = find
    module
    fn find(id: string) -> User [abstract]
    fn find(id: number) -> User [abstract]
    fn find(id) -> User
      r0 = global store
      r1 = load r0 .get
      r2 = ref id
      r3 = call r1(r2)
      return r3
  `));

  it('async generators', () => prints('typescript', `
    async function* pages(client: Client): AsyncGenerator<User> {
      for await (const page of client.list()) yield* page.users;
    }
  `, `
    module
    fn pages(client: Client) -> AsyncGenerator<User> [async generator]
      r0 = ref client
      r1 = load r0 .list
      r2 = call r1()
      loop
        r3 = iterate r2
        r4 = await r3
        let page = r4
        r5 = ref page
        r6 = load r5 .users
        r7 = iterate r6
        yield r7
      end
  `));

  it('a call with type arguments is a call of what stands before them, whatever operator stands before that', () => prints('typescript', `
    const a = await pool.query<Row>(sql);
    const b = cached ?? !await load<Row>(1);
    const c = (await get<Make>())<Row>(2);
  `, `
    module
      r0 = global pool
      r1 = load r0 .query
      r2 = global sql
      r3 = call r1(r2)
      r4 = cast r3 as <><Row>
      r5 = await r4
      let a = r5
      r6 = global cached
      r7 = global load
      r8 = number 1
      r9 = call r7(r8)
      r10 = cast r9 as <><Row>
      r11 = await r10
      r12 = derive logic r11
      r13 = choose r6 | r12
      let b = r13
      r14 = global get
      r15 = call r14()
      r16 = cast r15 as <><Make>
      r17 = await r16
      r18 = number 2
      r19 = call r17(r18)
      r20 = cast r19 as <><Row>
      let c = r20
  `));
});
