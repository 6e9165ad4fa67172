import { golden } from './golden';

describe('python lowering: texts', () => {
  golden('f-strings with conversions, = and format specifications', `
      a = f"user {user.email!r:>{width}} {user=} {total:.2f} {{x}} {when:%Y}"
    `, `
      module
        r0 = global user
        r1 = load r0 .email
        r2 = global width
        r3 = global user
        r4 = global total
        r5 = global when
        r6 = text "user " r1:debug " user=" r3:debug " " r4:text " {x} " r5:text
        let a = r6
    `);
  golden('nested and neighbouring strings', `
      a = f"a {f'b {c}'}" "d\\n" r"e\\n"
      b = ("one "
           f"two {x} "
           "three")
    `, `
      module
        r0 = global c
        r1 = text "a b " r0:text "d\\ne\\\\n"
        let a = r1
        r2 = global x
        r3 = text "one two " r2:text " three"
        let b = r3
    `);
  golden('% formatting of tuples, dicts and single values', `
      a = "%s <%r> %d%%" % (user.name, user, n)
      b = "%(email)s %(phone)s" % contact
      c = "%s" % user
      d = "%s and %s" % pair
    `, `
      module
        r0 = global user
        r1 = load r0 .name
        r2 = global user
        r3 = global n
        r4 = text r1:text " <" r2:debug "> " r3:text "%"
        let a = r4
        r5 = global contact
        r6 = load r5 .email
        r7 = load r5 .phone
        r8 = text r6:text " " r7:text
        let b = r8
        r9 = global user
        r10 = text r9:text
        let c = r10
        r11 = global pair
        r12 = load r11 .0
        r13 = load r11 .1
        r14 = text r12:text " and " r13:text
        let d = r14
    `);
  golden('str.format', `
      a = "{} {0} {name!r} {0.email} {row[phone]:>10} {{}}".format(user, name=n, row=r)
      b = "{email}".format(**data)
      c = "{a}".format_map(data)
      d = template.format(user=user)
    `, `
      module
        r0 = global user
        r1 = global n
        r2 = global r
        r3 = load r0 .email
        r4 = load r2 .phone
        r5 = text r0:text " " r0:text " " r1:debug " " r3:text " " r4:text " {}"
        let a = r5
        r6 = global data
        r7 = load r6 .email
        r8 = text r7:text
        let b = r8
        r9 = global data
        r10 = load r9 .a
        r11 = text r10:text
        let c = r11
        r12 = global template
        r13 = load r12 .format
        r14 = global user
        r15 = call r13(user: r14)
        let d = r15
    `);
  golden('concatenation is one text', `
      a = "user " + user.name + (" <" + user.email + ">")
      b = prefix + str(user.id) + "!"
      s = "x"
      s += user.email
      s += other
      n += 1
    `, `
      module
        r0 = global user
        r1 = load r0 .name
        r2 = global user
        r3 = load r2 .email
        r4 = text "user " r1:text " <" r3:text ">"
        let a = r4
        r5 = global prefix
        r6 = global user
        r7 = load r6 .id
        r8 = text r5:text r7:text "!"
        let b = r8
        r9 = "x"
        let s = r9
        r10 = ref s
        r11 = global user
        r12 = load r11 .email
        r13 = text r10:text r12:text
        set s = r13
        r14 = ref s
        r15 = global other
        r16 = text r14:text r15:text
        set s = r16
        r17 = ref n
        r18 = number 1
        r19 = derive arithmetic r17 r18
        let n = r19
    `);
  golden('join', `
      a = ", ".join(user.emails)
      b = " ".join([user.first, "van", user.last])
      c = sep.join(parts)
      d = ",".join(u.email for u in users)
    `, `
      module
        r0 = global user
        r1 = load r0 .emails
        r2 = iterate r1
        r3 = text r2:text ", "
        let a = r3
        r4 = global user
        r5 = load r4 .first
        r6 = global user
        r7 = load r6 .last
        r8 = text r5:text " van " r7:text
        let b = r8
        r9 = global sep
        r10 = load r9 .join
        r11 = global parts
        r12 = call r10(r11)
        let c = r12
        r13 = list []
        r14 = global users
        loop
          r15 = iterate r14
          let u = r15
          r16 = ref u
          r17 = load r16 .email
          store r13 [] = r17
        end
        r18 = iterate r13
        r19 = text r18:text ","
        let d = r19
    `);
});
