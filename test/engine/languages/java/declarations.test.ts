import { golden } from './golden';

describe('java: declarations', () => {
  golden('packages, imports and what they bind', `
    package com.shop.order;

    import static com.shop.Mask.email;
    import com.shop.user.User;
    import com.shop.user.User.Address;
    import java.util.*;
    import static com.shop.Mask.*;

    public class Empty {}
  `, `
    import { Mask.email as email } from "com.shop"
    import { User } from "com.shop.user"
    import { User.Address as Address } from "com.shop.user"
    import { * as $3 } from "java.util"
    import { Mask.* as $4 } from "com.shop"
    package com.shop.order
    export type Empty = Empty
    type Empty class {} text:nothing debug:nothing json:all
    module
  `);

  golden('fields, constructor and methods', `
    class Customer {
      private final String email;
      static int made;
      Customer(String email) { this.email = email; }
      public String getEmail() { return email; }
      String email() { return email; }
    }
  `, `
    type Customer class { private readonly email: String; static hiddentext hiddenjson made: int; getEmail(); email()() } text:nothing debug:nothing json:all
    module
    fn Customer.Customer(email: String) [constructor]
      r0 = this
      r1 = ref email
      store r0 .email = r1
    fn Customer.getEmail() -> String
      r0 = this
      r1 = load r0 .email
      return r1
    fn Customer.email() -> String
      r0 = this
      r1 = load r0 .email
      return r1
  `);

  golden('an annotated method', `
    class UsersController {
      @Autowired private Users users;
      @GetMapping("/users/{id}")
      User find(@PathVariable("id") long id) { return users.find(id); }
    }
  `, `
    type UsersController class { @Autowired() private users: Users; @GetMapping("/users/{id}") find() } text:nothing debug:nothing json:all
    module
    @GetMapping("/users/{id}")
    fn UsersController.find(@PathVariable("id") id: long) -> User
      r0 = this
      r1 = load r0 .users
      r2 = load r1 .find
      r3 = ref id
      r4 = call r2(r3)
      return r4
  `);

  golden('records have accessors', `
    record Contact(String email, @JsonIgnore String phone) {
      Contact { check(email); }
    }
  `, `
    type Contact record { private readonly email: String; @JsonIgnore() private readonly hiddenjson phone: String; email()(); phone()() } text:all debug:all json:all
    module
    fn Contact.Contact(email: String, phone: String) [constructor]
      r0 = this
      r1 = load r0 .check
      r2 = ref email
      r3 = call r1(r2)
      r4 = this
      r5 = ref email
      store r4 .email = r5
      r6 = this
      r7 = ref phone
      store r6 .phone = r7
    fn Contact.email() -> String
      r0 = this
      r1 = load r0 .email
      return r1
    fn Contact.phone() -> String
      r0 = this
      r1 = load r0 .phone
      return r1
  `);

  golden('enums, nested and generic types', `
    enum Status { OPEN("o"), CLOSED;
      Status(String... names) {}
      interface Named<T extends User> extends Iterable<T> { Map<String, List<T>> byName(); }
    }
  `, `
    type Status enum { static hiddentext hiddenjson case OPEN; static hiddentext hiddenjson case CLOSED } text:nothing debug:nothing json:all
    type Status.Named interface extends Iterable<T> { byName() } text:inherited debug:inherited json:all
    module
    fn Status() [fieldinit]
      r0 = "o"
    fn Status.Status(...names: String) [constructor]
    fn Status.Named.byName() -> Map<String, T[]> [abstract]
  `);

  golden('the text form is toString', `
    class Line extends Base { String text; @Override public String toString() { return "Line " + text; } }
  `, `
    type Line class extends Base { text: String; @Override() toString() } text:fn#1 Line.toString debug:fn#1 Line.toString json:all
    module
    @Override()
    fn Line.toString() -> String [override]
      r0 = this
      r1 = load r0 .text
      r2 = text "Line " r1:text
      return r2
  `);
});
