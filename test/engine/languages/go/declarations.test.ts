import { golden } from './golden';

describe('go lowering: declarations', () => {
  golden('imports: named, dotted, blank; the name of a package from its path', `
      package shop
      import "net/http"
      import (
        . "fmt"
        _ "github.com/lib/pq"
        stripe "github.com/stripe/stripe-go/v76"
        "github.com/sashabaranov/go-openai"
        "gopkg.in/yaml.v3"
      )
      var c = openai.NewClient(yaml.Text)
    `, `
      import { * as http } from "net/http"
      import { * as $1 } from "fmt"
      import "github.com/lib/pq"
      import { * as stripe } from "github.com/stripe/stripe-go/v76"
      import { * as openai } from "github.com/sashabaranov/go-openai"
      import { * as yaml } from "gopkg.in/yaml.v3"
      module
        r0 = ref openai (import)
        r1 = load r0 .NewClient
        r2 = ref yaml (import)
        r3 = load r2 .Text
        r4 = call r1(r3)
        let c = r4
    `);

  golden('structs: tags, embedding, small letters, pointers', `
      package shop
      type Base struct { ID int64 }
      type Customer struct {
        Base
        *sync.Mutex
        Email, Phone string \`json:"-" validate:"required,email"\`
        notes []string
        Home *Address
        Inner struct { City string }
      }
    `, `
      type Base class { ID: int64 } text:all debug:all json:all
      type  class { City: string } text:all debug:all json:all
      type Customer class extends Base, sync.Mutex { hiddentext hiddenjson Base: Base; hiddentext hiddenjson Mutex: sync.Mutex; @json("-") @required() @email() hiddenjson Email: string; @json("-") @required() @email() hiddenjson Phone: string; private hiddenjson notes: string[]; hiddentext Home: Address; Inner: { City: string } } text:promoted debug:promoted json:promoted
      module
    `);

  golden('interfaces, aliases, constants', `
      package shop
      type Reader interface { io.Closer; Read(id string) (*Order, error) }
      type Emails = map[string][]Email
      type Kind int
      const (
        First Kind = iota
        Second
      )
    `, `
      type Reader interface extends io.Closer { Read() } text:all debug:all json:all
      type Emails alias = map<string, Email[]>
      type Kind alias = int
      module
        r0 = number iota
        let First = r0
        r1 = null
        let Second = r1
      fn Reader.Read(id: string) -> [Order, error] [abstract]
    `);

  golden('methods: the receiver is this; String, GoString, Error and MarshalJSON say what is shown', `
      package shop
      type Email string
      func (e Email) String() string { return "***" }
      func (e *Email) MarshalJSON() ([]byte, error) { return nil, nil }
      func (o *Order) Label() string { return o.id }
    `, `
      type Email class = string { String(); MarshalJSON() } text:fn#1 Email.String debug:all json:fn#2 Email.MarshalJSON
      type Order class { Label() } text:nothing debug:nothing json:nothing
      module
      fn Email.String(receiver e: Email) -> string
        r0 = "***"
        return r0
      fn Email.MarshalJSON(receiver e: Email) -> [string, error]
        r0 = null
        r1 = null
        r2 = list [r0, r1]
        return r2
      fn Order.Label(receiver o: Order) -> string
        r0 = this
        r1 = load r0 .id
        return r1
    `);

  golden('functions: variadic, named results, generics, closures', `
      package shop
      func All[T any](get func(T) string, items ...T) (found []string, err error) {
        for _, item := range items {
          found = append(found, get(item))
        }
        return
      }
    `, `
      module
      fn All(get: () => string, ...items: T) -> [string[], error]
        r0 = null
        let found = r0
        r1 = null
        let err = r1
        r2 = ref items
        loop
          r3 = iterate r2
          let item = r3
          r4 = ref found
          r5 = ref get
          r6 = ref item
          r7 = call r5(r6)
          r8 = list [...r4, r7]
          set found = r8
        end
        r9 = ref found
        r10 = ref err
        r11 = list [r9, r10]
        return r11
    `);
});
