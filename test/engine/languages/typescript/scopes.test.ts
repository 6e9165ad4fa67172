import { prints } from './facts-of';

describe('typescript: scopes', () => {
  it('shadowing, hoisting, captures', () => prints('typescript', `
    const name = 'a';
    function f() {
      use(later());
      { const name = 'b'; use(name); }
      var old = name;
      function later() { return old; }
      if (old) { var hoisted = 1; }
      return hoisted;
    }
  `, `
    module
      r0 = "a"
      let name = r0
    fn f()
      r0 = global use
      r1 = ref later
      r2 = call r1()
      r3 = call r0(r2)
      r4 = "b"
      let name = r4
      r5 = global use
      r6 = ref name
      r7 = call r5(r6)
      r8 = ref name (capture)
      let old = r8
      r9 = ref old
      if r9
        r10 = number 1
        let hoisted = r10
      end
      r11 = ref hoisted
      return r11
      fn f.later()
        r0 = ref old (capture)
        return r0
  `));

  it('names nobody declares', () => prints('typescript', `
    console.log(process.env['HOME'], undefined, window);
    total = 1;
  `, `
    module
      r0 = global console
      r1 = load r0 .log
      r2 = global process
      r3 = load r2 .env
      r4 = load r3 .HOME
      r5 = null
      r6 = global window
      r7 = call r1(r4, r5, r6)
      r8 = number 1
      r9 = global globalThis
      store r9 .total = r8
  `));
});
