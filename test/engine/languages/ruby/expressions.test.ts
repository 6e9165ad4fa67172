import { golden } from './golden';

describe('ruby: expressions', () => {
  golden('multiple assignment and several results', `
    def contact_of(user)
      email, phone = user.contact
      [email, phone]
    end
  `, `
    package Object
    export contact_of = contact_of
    module
    fn contact_of(user)
      r0 = ref user
      r1 = load r0 .contact (called)
      r2 = load r1 .0
      let email = r2
      r3 = load r1 .1
      let phone = r3
      r4 = ref email
      r5 = ref phone
      r6 = list [r4, r5]
      return r6
  `);

  golden('texts, formats and appending', `
    def describe(order, user)
      line = "order #{order.id} for #{user}"
      line += format(' by %s', user.phone)
      line << "!"
      "%p of %<day>s" % { day: line }
    end
  `, `
    package Object
    export describe = describe
    module
    fn describe(order, user)
      r0 = ref order
      r1 = load r0 .id (called)
      r2 = ref user
      r3 = text "order " r1:text " for " r2:text
      let line = r3
      r4 = ref line
      r5 = ref user
      r6 = load r5 .phone (called)
      r7 = text " by " r6:text
      r8 = text r4:text r7:text
      set line = r8
      r9 = ref line
      r10 = "!"
      store r9 [] = r10
      r11 = ref line
      r12 = text " of " r11:text
      return r12
  `);

  golden('keyword arguments, options and defaults', `
    def save(user, notify: true, **rest)
      store(user, notify:, "X-Id" => user.id, **rest)
    end
  `, `
    package Object
    export save = save
    module
    fn save(user, named notify?, **rest)
      r0 = ref notify
      r1 = true
      r2 = choose r0 | r1
      set notify = r2
      r3 = global store
      r4 = ref user
      r5 = ref notify
      r6 = ref rest
      r7 = ref user
      r8 = load r7 .id (called)
      r9 = record {X-Id: r8}
      r10 = call r3(r4, r9, notify: r5, **r6)
      return r10
  `);

  golden('hashes that are changed and narrowed', `
    def safe(user)
      all = user.attributes.except("password")
      all[:seen] = true
      all.merge(id: user.id).slice(:id, :seen)
    end
  `, `
    package Object
    export safe = safe
    module
    fn safe(user)
      r0 = ref user
      r1 = load r0 .attributes (called)
      r2 = record {...r1}
      delete r2 .password
      let all = r2
      r3 = true
      r4 = ref all
      store r4 .seen = r3
      r5 = ref all
      r6 = ref user
      r7 = load r6 .id (called)
      r8 = record {...r5, id: r7}
      r9 = load r8 .id
      r10 = load r8 .seen
      r11 = record {id: r9, seen: r10}
      return r11
  `);

  golden('heredocs and safe navigation', `
    def letter(user)
      <<~TEXT.strip
        Dear #{user&.name}
      TEXT
    end
  `, `
    package Object
    export letter = letter
    module
    fn letter(user)
      r0 = ref user
      r1 = load r0 ?.name (called)
      r2 = text "    Dear " r1:text "\\n  "
      r3 = load r2 .strip (called)
      return r3
  `);
});
