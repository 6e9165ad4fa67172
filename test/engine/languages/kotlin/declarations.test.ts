import { golden } from './golden';

describe('kotlin: what ADR 0001 says of it', () => {
  golden('destructuring and pairs', `
    fun contactOf(user: User): Pair<String, String> {
      val (email, phone) = user.contact
      return email to phone
    }
  `, `
    module
    fn contactOf(user: User) -> [String, String]
      r0 = ref user
      r1 = load r0 .contact
      r2 = load r1 .0
      let email = r2
      r3 = load r1 .1
      let phone = r3
      r4 = ref email
      r5 = ref phone
      r6 = record {0: r4, first: r4, 1: r5, second: r5}
      return r6
  `);

  golden('a property with a getter, an extension and a template', `
    class Customer(private val email: String) {
      val label: String get() = "<$email>"
    }
    fun Customer.line() = "<$label>"
  `, `
    type Customer class { private readonly email: String; readonly get label: String } text:nothing debug:nothing json:all
    module
    fn Customer.label() -> String [getter]
      r0 = this
      r1 = load r0 .email
      r2 = text "<" r1:text ">"
      return r2
    fn Customer.Customer(email: String) [constructor]
      r0 = ref email
      r1 = this
      store r1 .email = r0
    fn line(receiver this: Customer)
      r0 = this
      r1 = cast r0 as Customer
      r2 = load r1 .label (bare)
      r3 = text "<" r2:text ">"
      return r3
  `);

  golden('a scope function runs where it stands; copies, nulls and smart casts', `
    fun welcome(party: Party, user: User?) {
      user?.let { println(it.email) }
      val safe = user?.copy(email = "") ?: return
      if (party is Customer) println(party.email)
    }
  `, `
    module
    fn welcome(party: Party, user: User)
      r0 = ref user
      r1 = is r0 null
      if not r1
        let $3 = r0
        r2 = global println
        r3 = ref $3
        r4 = load r3 .email
        r5 = call r2(r4)
      end
      r6 = ref user
      r7 = ""
      r8 = record {...r6, email: r7}
      r9 = is r8 null
      if r9
        return
        r10 = null
      end
      let safe = r8
      r11 = ref party
      r12 = is r11 type Customer
      if r12
        r13 = ref party
        r14 = cast r13 as Customer
        let party~2 = r14
        r15 = global println
        r16 = ref party~2
        r17 = load r16 .email
        r18 = call r15(r17)
      end
  `);
});
