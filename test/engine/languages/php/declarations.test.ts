import { golden } from './golden';

describe('php: declarations', () => {
  golden('namespaces, imports, functions and constants, with exports', `
    namespace Shop\\Order;
    use Shop\\User\\{User, Address as Home};
    use function Shop\\Mask\\email;
    use const Shop\\LIMIT;
    use DateTimeImmutable;
    const BATCH = 50;
    function placed(Order $order): ?User { return \\Shop\\Audit\\note(email($order), BATCH, LIMIT); }
    class Empty_ {}
  `, `
    import { * as $0 } from ""
    import { User } from "Shop.User"
    import { Address as Home } from "Shop.User"
    import { email } from "Shop.Mask"
    import { LIMIT } from "Shop"
    import { DateTimeImmutable } from ""
    import { note as \\Shop\\Audit\\note } from "Shop.Audit"
    package Shop.Order
    export BATCH = BATCH
    export placed = placed
    export type Empty_ = Empty_
    type Empty_ class {} text:nothing debug:all json:all
    module
      r0 = number 50
      let BATCH = r0
    fn placed(order: Order) -> User
      r0 = ref \\Shop\\Audit\\note (import)
      r1 = ref email (import)
      r2 = ref order
      r3 = call r1(r2)
      r4 = ref BATCH (capture)
      r5 = ref LIMIT (import)
      r6 = call r0(r3, r4, r5)
      return r6
  `);

  golden('a file of the global namespace, with exports', `
    define('API', 'https://api.example.org');
    if (!function_exists('ping')) {
      function ping() { return API; }
    }
  `, `
    package
    export API = API
    export ping = ping
    module
      r0 = "https://api.example.org"
      let API = r0
      r1 = global define
      r2 = "API"
      r3 = "https://api.example.org"
      r4 = call r1(r2, r3)
      r5 = global function_exists
      r6 = "ping"
      r7 = call r5(r6)
      if not r7
      end
    fn ping()
      r0 = ref API (capture)
      return r0
  `);

  golden('constructor with promoted properties', `
    final class Customer {
      public function __construct(public readonly string $email, private ?string $phone = null) {}
    }
  `, `
    package
    type Customer class { readonly email: string; private hiddenjson phone: string } text:nothing debug:all json:all
    module
    fn Customer.__construct(email: string, phone?: string) [constructor]
      r0 = ref phone
      r1 = null
      r2 = choose r0 | r1
      set phone = r2
      r3 = this
      r4 = ref email
      store r3 .email = r4
      r5 = this
      r6 = ref phone
      store r5 .phone = r6
  `);

  golden('fields, constants and static members', `
    class Counter {
      public const KIND = 'mail';
      private static int $made = 0;
      protected array $rows = [];
      public static function next(): static { self::$made++; return new static(self::KIND); }
      public function rows(): array { return $this->rows ?: self::load(); }
    }
  `, `
    package
    type Counter class { static readonly hiddentext hiddenjson KIND; static private hiddentext hiddenjson made: int; private hiddenjson rows; static next(); rows()() } text:nothing debug:all json:all
    module
    fn Counter.next() -> Counter [static]
      r0 = class Counter
      r1 = load r0 .made
      r2 = derive arithmetic r1
      r3 = class Counter
      r4 = class Counter
      r5 = load r4 .KIND
      r6 = new r3(r5)
      return r6
    fn Counter.rows()
      r0 = this
      r1 = load r0 .rows
      r2 = this
      r3 = load r2 .load
      r4 = call r3()
      r5 = choose r1 | r4
      return r5
    fn Counter() [fieldinit]
      r0 = this
      r1 = "mail"
      store r0 .KIND = r1
      r2 = this
      r3 = number 0
      store r2 .made = r3
      r4 = this
      r5 = record {}
      store r4 .rows = r5
  `);

  golden('a property with hooks', `
    class Person {
      public string $label { get => "<{$this->email}>"; }
    }
  `, `
    package
    type Person class { get label: string } text:nothing debug:all json:all
    module
    fn Person.label() -> string [getter]
      r0 = this
      r1 = load r0 .email
      r2 = text "<" r1:text ">"
      return r2
  `);

  golden('a trait and an interface are super types', `
    interface Labelled { public function label(): string; }
    trait HasLabel {
      public function label(): string { return $this->email; }
    }
    class Customer extends Model implements Labelled { use HasLabel; }
  `, `
    package
    type Labelled interface { label() } text:nothing debug:all json:all
    type HasLabel class { label() } text:nothing debug:all json:all
    type Customer class extends Model, HasLabel, Labelled {} text:inherited debug:all json:all
    module
    fn Labelled.label() -> string [abstract]
    fn HasLabel.label() -> string
      r0 = this
      r1 = load r0 .email
      return r1
  `);

  golden('text, debug and JSON forms', `
    class Card implements \\JsonSerializable {
      private string $number;
      public function __toString(): string { return $this->number; }
      public function __debugInfo(): array { return []; }
      public function jsonSerialize(): mixed { return ['last' => 4]; }
    }
  `, `
    package
    type Card class extends JsonSerializable { private hiddenjson number: string; __toString(); __debugInfo(); jsonSerialize() } text:fn#1 Card.__toString debug:fn#2 Card.__debugInfo json:fn#3 Card.jsonSerialize
    module
    fn Card.__toString() -> string
      r0 = this
      r1 = load r0 .number
      return r1
    fn Card.__debugInfo()
      r0 = record {}
      return r0
    fn Card.jsonSerialize()
      r0 = number 4
      r1 = record {last: r0}
      return r1
  `);

  golden('attributes and what they hide', `
    class UsersController {
      #[ORM\\Column(type: 'string', length: 80)] #[Ignore] public string $note;
      #[Route('/users/{id}', name: 'user')]
      public function find(#[MapEntity] User $user) { return $this->json($user); }
    }
  `, `
    package
    type UsersController class { @ORM.Column(type: "string", length: 80) @Ignore() hiddenjson note: string; @Route("/users/{id}", name: "user") find() } text:nothing debug:all json:all
    module
    @Route("/users/{id}", name: "user")
    fn UsersController.find(@MapEntity() user: User)
      r0 = this
      r1 = load r0 .json
      r2 = ref user
      r3 = call r1(r2)
      return r3
  `);

  golden('doc comments tell types', `
    /** @property string $email */
    class Rows {
      /** @var User[] */
      private array $users;
      /**
       * @param array<int, Order> $orders
       * @param array{email: string, age?: int} $who
       * @return list<User>|null
       */
      public function of(array $orders, array $who, $any) { return $this->users; }
    }
  `, `
    package
    type Rows class { private hiddenjson users: User[]; of(); email: string } text:nothing debug:all json:all
    module
    fn Rows.of(orders: Order[], who: { email: string; age?: int }, any) -> User[]
      r0 = this
      r1 = load r0 .users
      return r1
  `);

  golden('columns of a model', `
    class Customer extends Model {
      protected $fillable = ['email', 'phone'];
      protected $hidden = ['password'];
      protected $casts = ['active' => 'boolean'];
    }
  `, `
    package
    type Customer class extends Model { private hiddenjson fillable; private hiddenjson hidden; private hiddenjson casts; email; phone; hiddentext hiddenjson password; active: bool } text:inherited debug:all json:all
    module
    fn Customer() [fieldinit]
      r0 = this
      r1 = "email"
      r2 = "phone"
      r3 = list [r1, r2]
      store r0 .fillable = r3
      r4 = this
      r5 = "password"
      r6 = list [r5]
      store r4 .hidden = r6
      r7 = this
      r8 = "boolean"
      r9 = record {active: r8}
      store r7 .casts = r9
  `);

  golden('an enum', `
    enum Channel: string {
      case Mail = 'mail';
      case Sms = 'sms';
      const Usual = self::Mail;
      public function label(): string { return ucfirst($this->value); }
    }
  `, `
    package
    type Channel enum { static readonly hiddentext hiddenjson case Mail; static readonly hiddentext hiddenjson case Sms; static readonly hiddentext hiddenjson Usual; label() } text:nothing debug:all json:all
    module
    fn Channel() [fieldinit]
      r0 = "mail"
    fn Channel() [fieldinit]
      r0 = "sms"
    fn Channel.label() -> string
      r0 = global ucfirst
      r1 = this
      r2 = load r1 .value
      r3 = call r0(r2)
      return r3
    fn Channel() [fieldinit]
      r0 = this
      r1 = class Channel
      r2 = load r1 .Mail
      store r0 .Usual = r2
  `);

  golden('injection', `
    class Orders {
      public function __construct(private AuditLog $audit) {}
      public function placed(Order $order): void { $this->audit->record($order->email); }
    }
  `, `
    package
    type Orders class { private hiddenjson audit: AuditLog; placed() } text:nothing debug:all json:all
    module
    fn Orders.__construct(audit: AuditLog) [constructor]
      r0 = this
      r1 = ref audit
      store r0 .audit = r1
    fn Orders.placed(order: Order)
      r0 = this
      r1 = load r0 .audit
      r2 = load r1 .record
      r3 = ref order
      r4 = load r3 .email
      r5 = call r2(r4)
  `);

  golden('an array parameter that is written to is a copy, a reference is not', `
    function scrub(array &$user): void { $user['email'] = mask($user['email']); }
    function view(array $user): array { unset($user['phone']); return $user; }
  `, `
    package
    module
    fn scrub(user)
      r0 = ref user
      r1 = global mask
      r2 = ref user
      r3 = load r2 .email
      r4 = call r1(r3)
      store r0 .email = r4
    fn view(user)
      r0 = ref user
      r1 = record {...r0}
      set user = r1
      r2 = ref user
      delete r2 .phone
      r3 = ref user
      return r3
  `);
});
