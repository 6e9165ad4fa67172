import { body } from './golden';

describe('java: texts', () => {
  body('format verbs are holes', 'Order order, User user', `String line = String.format("order %s for %-10s%n", order.id(), user); line += " by " + user.phone();`, `
    r0 = ref order
    r1 = load r0 .id
    r2 = call r1()
    r3 = ref user
    r4 = text "order " r2:text " for " r3:text "\\n"
    let line = r4
    r5 = ref line
    r6 = ref user
    r7 = load r6 .phone
    r8 = call r7()
    r9 = text r5:text " by " r8:text
    set line = r9
  `);

  body('formatted text blocks', 'User user', `return """
    Dear %s,
      hello""".formatted(user.name);`, `
    r0 = ref user
    r1 = load r0 .name
    r2 = text "Dear " r1:text ",\\n  hello"
    return r2
  `);

  body('messages count their places', 'User user', `return MessageFormat.format("{1} of {0}", user.id, user.name);`, `
    r0 = ref user
    r1 = load r0 .id
    r2 = ref user
    r3 = load r2 .name
    r4 = text r3:text " of " r1:text
    return r4
  `);

  body('a sum of texts is flat, of numbers arithmetic', 'String a, int n', `var t = "x" + a + (n + 1) + 'c'; return n + n;`, `
    r0 = ref a
    r1 = ref n
    r2 = number 1
    r3 = derive arithmetic r1 r2
    r4 = text "x" r0:text r3:text "c"
    let t = r4
    r5 = ref n
    r6 = ref n
    r7 = derive arithmetic r5 r6
    return r7
  `);
});
