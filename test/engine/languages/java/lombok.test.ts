import { golden } from './golden';

describe('java: lombok', () => {
  golden('data writes accessors and a text form', `
    @Data class Member { private String email; @ToString.Exclude private String ssn; private final boolean active; }
  `, `
    @Data()
    type Member class { private email: String; @ToString.Exclude() private hiddentext ssn: String; private readonly active: boolean; getEmail(); setEmail(); getSsn(); setSsn(); isActive() } text:all debug:all json:all
    module
    fn Member.getEmail() -> String
      r0 = this
      r1 = load r0 .email
      return r1
    fn Member.setEmail(email: String)
      r0 = this
      r1 = ref email
      store r0 .email = r1
      r2 = this
      return r2
    fn Member.getSsn() -> String
      r0 = this
      r1 = load r0 .ssn
      return r1
    fn Member.setSsn(ssn: String)
      r0 = this
      r1 = ref ssn
      store r0 .ssn = r1
      r2 = this
      return r2
    fn Member.isActive() -> boolean
      r0 = this
      r1 = load r0 .active
      return r1
    fn Member.Member(active?: boolean) [constructor]
      r0 = this
      r1 = ref active
      store r0 .active = r1
  `);

  golden('a builder gives the instance', `
    @Builder class Note { private String text; }
  `, `
    @Builder()
    type Note class { private text: String; static builder() } text:nothing debug:nothing json:all
    type Note.NoteBuilder class { private text: String; text()(); build() } text:all debug:all json:nothing
    module
    fn Note.Note(text?: String) [constructor]
      r0 = this
      r1 = ref text
      store r0 .text = r1
    fn Note.NoteBuilder.text(text: String)
      r0 = this
      r1 = ref text
      store r0 .text = r1
      r2 = this
      return r2
    fn Note.NoteBuilder.build()
      r0 = class Note
      r1 = this
      r2 = load r1 .text
      r3 = new r0(text: r2)
      return r3
    fn Note.builder() [static]
      r0 = class Note.NoteBuilder
      r1 = new r0()
      return r1
  `);

  golden('a logger', `
    @Slf4j class Desk { void run() { log.info("x"); } }
  `, `
    import { Logger } from "org.slf4j"
    @Slf4j()
    type Desk class { static private readonly hiddentext hiddenjson log: Logger; run() } text:nothing debug:nothing json:all
    module
    fn Desk.run()
      r0 = this
      r1 = load r0 .log
      r2 = load r1 .info
      r3 = "x"
      r4 = call r2(r3)
  `);

  golden('only what is included is shown', `
    @ToString(onlyExplicitlyIncluded = true) class Key { @ToString.Include long id; String secret; }
  `, `
    @ToString(onlyExplicitlyIncluded: true)
    type Key class { @ToString.Include() id: long; hiddentext secret: String } text:all debug:all json:all
    module
  `);
});
