import { golden } from './golden';

describe('python lowering: classes', () => {
  golden('a dataclass shows all fields, hidden ones not in texts', `
      @dataclass(frozen=True)
      class Patient:
          name: str
          diagnosis: str = field(repr=False)
          visits: list["Visit"] = field(default_factory=list)
          count: ClassVar[int] = 0
    `, `
      @dataclass(frozen: True)
      type Patient class { name: str; @field(repr: False) hiddentext diagnosis: str; @field(default_factory: list) visits: Visit[]; static count: int } text:all debug:all json:nothing
      module
      fn Patient() [fieldinit]
        r0 = global field
        r1 = false
        r2 = call r0(repr: r1)
        r3 = this
        store r3 .diagnosis = r2
        r4 = global field
        r5 = global list
        r6 = call r4(default_factory: r5)
        r7 = this
        store r7 .visits = r6
        r8 = number 0
        r9 = this
        store r9 .count = r8
    `);
  golden('fields set in the constructor, methods, properties, text forms', `
      class Account(Base):
          """An account."""
          limit = 5
          def __init__(self, email: str, owner: User, log=None):
              super().__init__()
              self.email = email
              self._owner = owner
              self.store = Store(owner)
              self.opened: datetime = now()
          @property
          def contact(self) -> str:
              return self.email
          @contact.setter
          def contact(self, value):
              self.email = value
          @staticmethod
          def parse(raw): return raw
          @classmethod
          def load(cls, key):
              return cls(key, cls.limit)
          def __str__(self):
              return f"<{self.email}>"
    `, `
      type Account class extends Base { limit; email: str; private _owner: User; store: Store; opened: datetime; __init__(); @property() get contact: str; @staticmethod() static parse(); @classmethod() static load(); __str__() } text:fn#7 Account.__str__ debug:inherited json:nothing
      module
      fn Account() [fieldinit]
        r0 = number 5
        r1 = this
        store r1 .limit = r0
      fn Account.__init__(receiver self, email: str, owner: User, log?) [constructor]
        r0 = super
        r1 = load r0 .__init__
        r2 = call r1()
        r3 = ref email
        r4 = this
        store r4 .email = r3
        r5 = ref owner
        r6 = this
        store r6 ._owner = r5
        r7 = global Store
        r8 = ref owner
        r9 = call r7(r8)
        r10 = this
        store r10 .store = r9
        r11 = global now
        r12 = call r11()
        r13 = this
        store r13 .opened = r12
      @property()
      fn Account.contact(receiver self) -> str [getter]
        r0 = this
        r1 = load r0 .email
        return r1
      @contact.setter()
      fn Account.contact(receiver self, value) [setter]
        r0 = ref value
        r1 = this
        store r1 .email = r0
      @staticmethod()
      fn Account.parse(raw) [static]
        r0 = ref raw
        return r0
      @classmethod()
      fn Account.load(receiver cls, key) [static]
        r0 = this
        r1 = ref key
        r2 = this
        r3 = load r2 .limit
        r4 = call r0(r1, r3)
        return r4
      fn Account.__str__(receiver self)
        r0 = this
        r1 = load r0 .email
        r2 = text "<" r1:text ">"
        return r2
    `);
  golden('records, enums, protocols', `
      class Row(NamedTuple):
          email: str
          age: int = 0
      class Draft(TypedDict, total=False):
          email: Required[str]
          phone: NotRequired[str]
      class Status(str, Enum):
          OPEN = "open"
          DONE = "done"
      class Sender(Protocol):
          def send(self, to: str) -> None: ...
    `, `
      type Row record extends NamedTuple { email: str; age: int } text:all debug:all json:all
      @class(total: False)
      type Draft record extends TypedDict { email?: str; phone?: str } text:all debug:all json:all
      type Status enum extends str, Enum { case OPEN; case DONE } text:inherited debug:inherited json:nothing
      type Sender interface extends Protocol { send() } text:inherited debug:inherited json:nothing
      module
      fn Row() [fieldinit]
        r0 = number 0
        r1 = this
        store r1 .age = r0
      fn Status() [fieldinit]
        r0 = "open"
        r1 = this
        store r1 .OPEN = r0
        r2 = "done"
        r3 = this
        store r3 .DONE = r2
      fn Sender.send(receiver self, to: str)
    `);
  golden('pydantic models and Annotated', `
      class UserIn(BaseModel):
          email: EmailStr
          password: SecretStr = Field(..., min_length=8, exclude=True)
          age: Annotated[int, Field(ge=18, description="years")]
          model_config = ConfigDict(extra="forbid")
    `, `
      type UserIn class extends BaseModel { email: EmailStr; @Field(min_length: 8, exclude: True) hiddenjson password: SecretStr; @Field(ge: 18, description: "years") age: int; @ConfigDict(extra: "forbid") model_config: ConfigDict } text:inherited debug:inherited json:nothing
      module
      fn UserIn() [fieldinit]
        r0 = global Field
        r1 = null
        r2 = number 8
        r3 = true
        r4 = call r0(r1, min_length: r2, exclude: r3)
        r5 = this
        store r5 .password = r4
        r6 = global ConfigDict
        r7 = "forbid"
        r8 = call r6(extra: r7)
        r9 = this
        store r9 .model_config = r8
    `);
  golden('Django and SQLAlchemy models', `
      class Customer(models.Model):
          email = models.EmailField(max_length=120, unique=True)
          card = EncryptedField(models.CharField(max_length=20))
          class Meta:
              db_table = "customers"
      class Person(db.Model):
          mail = Column(String(50), nullable=False)
          name: Mapped[str] = mapped_column(Text)
      class Hero(SQLModel, table=True):
          secret_name: str
    `, `
      type Customer class extends models.Model { @models.EmailField(max_length: 120, unique: True) email: models.EmailField; @EncryptedField(models.CharField) card: EncryptedField<models.CharField>; static Meta: Customer.Meta } text:inherited debug:inherited json:nothing
      type Customer.Meta class { db_table } text:nothing debug:nothing json:nothing
      type Person class extends db.Model { @Column(String, nullable: False) mail: Column<String>; @mapped_column(Text) name: Mapped<str> } text:inherited debug:inherited json:nothing
      @class(table: True)
      type Hero class extends SQLModel { secret_name: str } text:inherited debug:inherited json:nothing
      module
      fn Customer() [fieldinit]
        r0 = global models
        r1 = load r0 .EmailField
        r2 = number 120
        r3 = true
        r4 = call r1(max_length: r2, unique: r3)
        r5 = this
        store r5 .email = r4
        r6 = global EncryptedField
        r7 = global models
        r8 = load r7 .CharField
        r9 = number 20
        r10 = call r8(max_length: r9)
        r11 = call r6(r10)
        r12 = this
        store r12 .card = r11
      fn Customer.Meta() [fieldinit]
        r0 = "customers"
        r1 = this
        store r1 .db_table = r0
      fn Person() [fieldinit]
        r0 = global Column
        r1 = global String
        r2 = number 50
        r3 = call r1(r2)
        r4 = false
        r5 = call r0(r3, nullable: r4)
        r6 = this
        store r6 .mail = r5
        r7 = global mapped_column
        r8 = global Text
        r9 = call r7(r8)
        r10 = this
        store r10 .name = r9
    `);
  golden('class-level code sees class names, methods do not', `
      class Sizes:
          base = 2
          double = base * 2
          def area(self, n=base):
              return base
    `, `
      type Sizes class { base; double; area() } text:nothing debug:nothing json:nothing
      module
      fn Sizes() [fieldinit]
        r0 = number 2
        r1 = this
        store r1 .base = r0
        r2 = this
        r3 = load r2 .base
        r4 = number 2
        r5 = derive arithmetic r3 r4
        r6 = choose r3 | r5
        r7 = this
        store r7 .double = r6
      fn Sizes.area(receiver self, n?)
        r0 = ref n
        r1 = class Sizes
        r2 = load r1 .base
        r3 = choose r0 | r2
        set n = r3
        r4 = global base
        return r4
    `);
  golden('a decorated method is stored on its class', `
      class Views:
          @action(detail=True)
          def export(self, request):
              return request.user
    `, `
      type Views class { @action(detail: True) export() } text:nothing debug:nothing json:nothing
      module
        r0 = lambda fn#1 Views.export
        r1 = global action
        r2 = true
        r3 = call r1(detail: r2)
        r4 = call r3(r0)
        r5 = class Views
        store r5 .export = r4
      @action(detail: True)
      fn Views.export(receiver self, request)
        r0 = ref request
        r1 = load r0 .user
        return r1
    `);
  golden('a nested function in a method captures the receiver', `
      class Job:
          def run(self):
              def inner():
                  return self.user
              return [self.name for _ in inner()]
    `, `
      type Job class { run() } text:nothing debug:nothing json:nothing
      module
      fn Job.run(receiver self)
        r0 = list []
        r1 = ref inner
        r2 = call r1()
        loop
          r3 = iterate r2
          let _ = r3
          r4 = this
          r5 = load r4 .name
          store r0 [] = r5
        end
        return r0
        fn Job.run.inner()
          r0 = ref self (capture)
          r1 = load r0 .user
          return r1
    `);
});
