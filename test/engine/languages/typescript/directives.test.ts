import { prints } from './facts-of';

describe('typescript: directives', () => {
  it('alone, behind code, before a decorator', () => prints('typescript', `
    // shipmate-ignore pii-in-logs: support asked for it
    logger.info(user.email);
    logger.info(user.phone); // shipmate-ignore pii-in-logs: on call
    class A {
      /* shipmate-control mask: done upstream */
      @Column()
      email: string;
    }
  `, `
    type A class { @Column() email: string } text:nothing debug:all json:all
    module
      r0 = global logger
      r1 = load r0 .info
      r2 = global user
      r3 = load r2 .email
      r4 = call r1(r3)
      r5 = global logger
      r6 = load r5 .info
      r7 = global user
      r8 = load r7 .phone
      r9 = call r6(r8)
    directive line 1 "shipmate-ignore pii-in-logs: support asked for it" on 2-2
    directive line 3 "shipmate-ignore pii-in-logs: on call" on 3-3
    directive line 5 "shipmate-control mask: done upstream" on 6-7
  `));
});
