import { golden } from './golden';

describe('go lowering: expressions', () => {
  golden('formats: what is returned as text is a text, what wraps names it, verbs that show no value give none', `
      package shop
      import "fmt"
      func f(user User, err error) error {
        line := fmt.Sprintf("%5.2f%% for %+v (%T) %#v %[1]q", user.Total, user, user, user)
        line += "!" + fmt.Sprint(user.ID)
        log.Printf("%T %v", user, line)
        return fmt.Errorf("f %s: %w", user.Email, err)
      }
    `, `
      import { * as fmt } from "fmt"
      module
      fn f(user: User, err: error) -> error
        r0 = ref user
        r1 = load r0 .Total
        r2 = ref user
        r3 = ref user
        r4 = ref user
        r5 = derive typename r3
        r6 = text r1:text "% for " r2:text " (" r5:text ") " r4:debug " " r1:text
        let line = r6
        r7 = ref line
        r8 = ref user
        r9 = load r8 .ID
        r10 = text r9:text
        r11 = text r7:text "!" r10:text
        set line = r11
        r12 = global log
        r13 = load r12 .Printf
        r14 = "%T %v"
        r15 = ref user
        r16 = ref line
        r17 = derive typename r15
        r18 = call r13(r14, r17, r16)
        r19 = ref fmt (import)
        r20 = load r19 .Errorf
        r21 = "f %s: %w"
        r22 = ref user
        r23 = load r22 .Email
        r24 = ref err
        r25 = call r20(r21, r23, wrapped: r24)
        return r25
    `);

  golden('composite literals: by key, by place, of elements without a type, maps', `
      package shop
      type Point struct { X, Y int }
      func f(email string, key string) {
        use(Point{1, 2}, &Point{Y: 3}, []Point{{X: 1}}, map[string]any{"email": email, key: 1}, gin.H{"to": email}, new(Point), make([]string, 0))
      }
    `, `
      type Point class { X: int; Y: int } text:all debug:all json:all
      module
      fn f(email: string, key: string)
        r0 = global use
        r1 = number 1
        r2 = number 2
        r3 = record {X: r1, Y: r2}
        r4 = cast r3 as Point
        r5 = number 3
        r6 = record {Y: r5}
        r7 = cast r6 as Point
        r8 = number 1
        r9 = record {X: r8}
        r10 = cast r9 as Point
        r11 = list [r10]
        r12 = cast r11 as Point[]
        r13 = ref email
        r14 = ref key
        r15 = number 1
        r16 = record {email: r13, [r14]: r15}
        r17 = cast r16 as map<string, any>
        r18 = ref email
        r19 = record {to: r18}
        r20 = cast r19 as gin.H
        r21 = record {}
        r22 = cast r21 as Point
        r23 = number 0
        r24 = list []
        r25 = cast r24 as string[]
        r26 = call r0(r4, r7, r12, r17, r20, r22, r25)
    `);

  golden('pointers, conversions, slices, assertions', `
      package shop
      func f(user *User, line *string, x any) {
        masked := *user
        masked.Email = user.Email[1:3]
        *line = string(user.Raw)
        fill(&masked, x.(Order), []byte(masked.Email), user.Tags[0], user.Tags[i])
        delete(user.Meta, "email")
      }
    `, `
      module
      fn f(user: User, line: string, x)
        r0 = ref user
        r1 = record {...r0}
        let masked = r1
        r2 = ref user
        r3 = load r2 .Email
        r4 = load r3 .__slice__
        r5 = number 1
        r6 = number 3
        r7 = call r4(start: r5, stop: r6)
        r8 = ref masked
        store r8 .Email = r7
        r9 = ref user
        r10 = load r9 .Raw
        r11 = cast r10 as string
        r12 = text r11:text
        r13 = ref line
        store r13 ."*" = r12
        r14 = global fill
        r15 = ref masked
        r16 = ref x
        r17 = cast r16 as Order
        r18 = ref masked
        r19 = load r18 .Email
        r20 = cast r19 as string
        r21 = ref user
        r22 = load r21 .Tags
        r23 = load r22 .0
        r24 = ref user
        r25 = load r24 .Tags
        r26 = global i
        r27 = load r25 [r26]
        r28 = call r14(r15, r17, r20, r23, r27)
        r29 = ref user
        r30 = load r29 .Meta
        delete r30 .email
        r31 = null
    `);
});
