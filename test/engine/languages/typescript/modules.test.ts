import { prints } from './facts-of';

describe('typescript: modules', () => {
  it('imports and exports', () => prints('typescript', `
    import type { User } from './user';
    import sentry, { init as start, type Event } from '@sentry/node';
    import * as fs from 'fs';
    import './polyfill';
    import legacy = require('legacy');
    import Path = ns.Path;
    export { start as begin };
    export { a as b, default as main } from './other';
    export * from './all';
    export * as tools from './tools';
    export type { Row } from './row';
    export const { id, info: { email } } = load();
    export default (user: User) => user.id;
  `, `
    import type { User } from "./user"
    import { default as sentry } from "@sentry/node"
    import { init as start } from "@sentry/node"
    import type { Event } from "@sentry/node"
    import { * as fs } from "fs"
    import "./polyfill"
    import { * as legacy } from "legacy"
    import "./other"
    import "./all"
    import "./tools"
    import "./row"
    export b = a from "./other"
    export main = default from "./other"
    export * from "./all"
    export tools = * from "./tools"
    export Row = Row from "./row"
    export id = id
    export email = email
    export default = default
    export begin = start
    module
      r0 = global ns
      r1 = load r0 .Path
      let Path = r1
      r2 = global load
      r3 = call r2()
      r4 = load r3 .id
      let id = r4
      r5 = load r3 .info
      r6 = load r5 .email
      let email = r6
      r7 = lambda fn#1 default
      let default = r7
    fn#1 default(user: User)
      r0 = ref user
      r1 = load r0 .id
      return r1
  `));

  it('a name that is both value and type, and export equals', () => prints('typescript', `
    export const Account = z.object({ email: z.string() });
    export type Account = z.infer<typeof Account>;
  `, `
    export Account = Account
    export type Account = Account
    type typeof Account interface extends { email: string } {} text:nothing debug:all json:all
    type Account alias = z.infer<typeof Account>
    module
      r0 = global z
      r1 = load r0 .object
      r2 = global z
      r3 = load r2 .string
      r4 = call r3()
      r5 = record {email: r4}
      r6 = call r1(r5)
      let Account = r6
  `));

  it('export of a name as default, dynamic import', () => prints('typescript', `
    class Service {}
    export default Service;
    async function load() {
      const { send } = await import('./mail');
      const other = await import('./other');
      return send(other.x, (await import('./third')).y);
    }
  `, `
    import dynamic { send } from "./mail"
    import dynamic { * as other } from "./other"
    import dynamic { * as $4 } from "./third"
    export default = Service
    type Service class {} text:nothing debug:all json:all
    module
    fn load() [async]
      r0 = ref send (import)
      r1 = ref other (import)
      r2 = load r1 .x
      r3 = ref $4 (import)
      r4 = await r3
      r5 = load r4 .y
      r6 = call r0(r2, r5)
      return r6
  `));
});
