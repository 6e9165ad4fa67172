import { prints } from '../typescript/facts-of';

describe('javascript: modules', () => {
  it('require', () => prints('javascript', `
    const express = require('express');
    const { send, close: stop } = require('./mail');
    const { format = plain } = require('util');
    const info = require('./log').info;
    require('./setup');
    express(require('./options').port);
  `, `
    import { * as express } from "express"
    import { send } from "./mail"
    import { close as stop } from "./mail"
    import { info } from "./log"
    import { * as $5 } from "util"
    import { * as $6 } from "./setup"
    import { * as $7 } from "./options"
    module
      r0 = ref $5 (import)
      r1 = load r0 .format
      r2 = global plain
      r3 = choose r1 | r2
      let format = r3
      r4 = ref $6 (import)
      r5 = ref express (import)
      r6 = ref $7 (import)
      r7 = load r6 .port
      r8 = call r5(r7)
  `));

  it('module.exports of an object', () => prints('javascript', `
    const { mask } = require('./mask');
    function send(user) { return mask(user.email); }
    module.exports = { send, mask, log: (u) => u.id, close() { exports.x; }, version: 3, ...require('./more') };
  `, `
    import { mask } from "./mask"
    import { * as $8 } from "./more"
    export default = default
    export send = send
    export mask = mask
    export log = log
    export close = close
    export version = version
    export * from "./more"
    module
      r0 = ref send
      r1 = ref mask (import)
      r2 = lambda fn#2 log
      r3 = lambda fn#3 close
      r4 = number 3
      r5 = ref $8 (import)
      r6 = record {send: r0, mask: r1, log: r2, close: r3, version: r4, ...r5}
      let default = r6
      r7 = load r6 .log
      let log = r7
      r8 = load r6 .close
      let close = r8
      r9 = load r6 .version
      let version = r9
    fn send(user)
      r0 = ref mask (import)
      r1 = ref user
      r2 = load r1 .email
      r3 = call r0(r2)
      return r3
    fn#2 log(u)
      r0 = ref u
      r1 = load r0 .id
      return r1
    fn#3 close()
      r0 = global exports
      r1 = load r0 .x
  `));

  it('exports by name', () => prints('javascript', `
    exports.send = function (user) { return exports.format(user); };
    exports.format = function (user) { return user.email; };
    module.exports.limit = 5;
  `, `
    export send = send
    export format = format
    export limit = limit
    module
      r0 = lambda fn#1 send
      let send = r0
      r1 = lambda fn#2 format
      let format = r1
      r2 = number 5
      let limit = r2
    fn#1 send(user)
      r0 = ref format (capture)
      r1 = ref user
      r2 = call r0(r1)
      return r2
    fn#2 format(user)
      r0 = ref user
      r1 = load r0 .email
      return r1
  `));

  it('module.exports of a class, and a re-export', () => prints('javascript', `
    module.exports = class Mailer { send() {} };
  `, `
    export default = default
    type Mailer class { send() } text:nothing debug:all json:all
    module
      r0 = class Mailer
      let default = r0
    fn Mailer.send()
  `));
});
