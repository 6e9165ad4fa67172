import { prints } from './facts-of';

describe('typescript: types', () => {
  it('interfaces, aliases, inline objects', () => prints('typescript', `
    export interface Order extends Base, ns.Named<string> { readonly id: string; email?: string | null; lines: Line[]; tag: 'a' | 'b'; find(id: string): User }
    type Contact = { email: string } & Address;
    type Row = Pick<User, 'id' | 'email'>;
    type Index = Record<string, User>;
    type Handler = (user: User, at?: Date) => Promise<void>;
    type Names = { [key: string]: string };
    type Draft = { [K in keyof User]?: User[K] };
    type Pair = [first: string, second?: number];
    type Maybe = Promise<Array<User>> | undefined;
    let shape: { lat: number; lon: number };
  `, `
    export type Order = Order
    type Order interface extends Base, ns.Named<string> { readonly id: string; email?: string; lines: Line[]; tag: ("a" | "b"); find() } text:nothing debug:all json:all
    type Contact interface extends Address { email: string } text:nothing debug:all json:all
    type Row alias = Pick<User, ("id" | "email")>
    type Index alias = Record<string, User>
    type Handler alias = (User, Date) => Promise<void>
    type Names alias = Map<string, string>
    type Draft alias = Partial<User>
    type Pair alias = [string, number]
    type Maybe alias = Promise<User[]>
    module
    fn Order.find(id: string) -> User [abstract]
  `));

  it('enums and namespaces', () => prints('typescript', `
    export enum Kind { Email = 'email', Phone = 2, Other }
    export namespace Format.Text {
      export const short = 1;
      export function name(user: User) { return user.name; }
    }
    Format.Text;
  `, `
    export Kind = Kind
    export Format = Format
    type Kind enum { case Email: "email"; case Phone: "2"; case Other } text:nothing debug:all json:all
    module
      r0 = number 1
      let short = r0
      r1 = ref short
      r2 = ref name
      r3 = record {short: r1, name: r2}
      r4 = record {Text: r3}
      let Format = r4
      r5 = ref Format
      r6 = load r5 .Text
    fn Format.Text.name(user: User)
      r0 = ref user
      r1 = load r0 .name
      return r1
  `));

  it('casts, non-null, satisfies', () => prints('typescript', `
    const a = load() as User;
    const b = <User>load();
    const c = load()!.email;
    const d = { id: 1 } satisfies Row;
    const e = load() as any;
  `, `
    module
      r0 = global load
      r1 = call r0()
      r2 = cast r1 as User
      let a = r2
      r3 = global load
      r4 = call r3()
      r5 = cast r4 as User
      let b = r5
      r6 = global load
      r7 = call r6()
      r8 = load r7 .email
      let c = r8
      r9 = number 1
      r10 = record {id: r9}
      let d = r10
      r11 = global load
      r12 = call r11()
      let e = r12
  `));

  it('ambient declarations', () => prints('typescript', `
    declare function track(event: string): void;
    declare const region: string;
    declare module 'legacy' { export function send(to: string): void; }
    declare global { interface Window { user: User } }
  `, `
    type Window interface { user: User } text:nothing debug:all json:all
    module
    fn track(event: string) -> void [abstract]
    fn send(to: string) -> void [abstract]
  `));
});
