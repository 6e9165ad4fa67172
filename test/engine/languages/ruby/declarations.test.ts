import { golden } from './golden';

describe('ruby: declarations', () => {
  golden('a class with a reader and instance variables', `
    class Customer
      attr_reader :email
      def initialize(email)
        @email = email
      end
    end
  `, `
    import { * as $1 } from "Customer"
    package Object
    export type Customer = Customer
    type Customer class { email } text:nothing debug:all json:all
    module
    fn Customer.initialize(email) [constructor]
      r0 = ref email
      r1 = this
      store r1 .email = r0
      return r0
  `);

  golden('a method without parameters is called where it is named', `
    class Customer
      def label = "<#{@email}>"
      def show = puts(label)
    end
  `, `
    import { * as $1 } from "Customer"
    package Object
    export type Customer = Customer
    type Customer class { label(); show() } text:nothing debug:all json:all
    module
    fn Customer.label()
      r0 = this
      r1 = load r0 .email
      r2 = text "<" r1:text ">"
      return r2
    fn Customer.show()
      r0 = this
      r1 = load r0 .puts (bare)
      r2 = this
      r3 = load r2 .label (bare) (called)
      r4 = call r1(r3)
      return r4
  `);

  golden('modules, mixins and class methods', `
    module Audit
      class Log < Base
        include Loggable
        LIMIT = 3
        def self.record(text) = write(text)
        class << self
          def limit = LIMIT
        end
      end
    end
  `, `
    import { * as $2 } from "Audit"
    import { * as $3 } from "Audit.Log"
    package Object
    export type Audit = Audit
    export type Audit.Log = Log
    type Audit interface {} text:nothing debug:all json:all
    type Audit.Log class extends Base, Loggable { static readonly hiddentext hiddenjson LIMIT; static record(); static limit() } text:nothing debug:all json:all
    module
    fn Audit.Log() [fieldinit]
      r0 = number 3
      r1 = this
      store r1 .LIMIT = r0
    fn Audit.Log.record(text) [static]
      r0 = this
      r1 = load r0 .write (bare)
      r2 = ref text
      r3 = call r1(r2)
      return r3
    fn Audit.Log.limit() [static]
      r0 = class Audit.Log
      r1 = load r0 .LIMIT
      return r1
  `);

  golden('structs and data', `
    Contact = Struct.new(:email, :phone) do
      def to_s = email
    end
    Point = Data.define(:x)
  `, `
    package Object
    export type Contact = Contact
    export type Point = Point
    type Contact class { email; phone; to_s() } text:fn#1 Contact.to_s debug:all json:all
    type Point class { x } text:all debug:all json:all
    module
      r0 = class Contact
      let Contact~2 = r0
      r1 = class Point
      let Point~2 = r1
    fn Contact.to_s()
      r0 = this
      r1 = load r0 .email (bare) (called)
      return r1
  `);

  golden('tables are classes', `
    create_table "customers" do |t|
      t.string "email", null: false
      t.references :shop
    end
  `, `
    package Object
    export type Customer = Customer
    type Customer class { email: string; shop_id: bigint } text:nothing debug:all json:all
    module
      r0 = global create_table
      r1 = "customers"
      r2 = lambda fn#1
      r3 = call r0(r1, &r2)
    fn#1 (t)
      r0 = ref t
      r1 = load r0 .string
      r2 = "email"
      r3 = false
      r4 = call r1(r2, null: r3)
      r5 = ref t
      r6 = load r5 .references
      r7 = "shop"
      r8 = call r6(r7)
      return r8
  `);

  golden('delegated and associated members', `
    class Order < ApplicationRecord
      belongs_to :buyer, class_name: "Customer"
      delegate :email, to: :buyer
      encrypts :note
    end
  `, `
    import { * as $1 } from "Order"
    package Object
    export type Order = Order
    type Order class extends ApplicationRecord { hiddentext hiddenjson buyer: Customer; email(); hiddentext note } text:nothing debug:all json:all
    module
    fn Order.email(...$2)
      r0 = ref $2
      r1 = is r0 truthy
      if r1
        r2 = this
        r3 = load r2 .buyer (called)
        r4 = load r3 .email
        r5 = ref $2
        r6 = call r4(...r5)
        return r6
      end
      r7 = this
      r8 = load r7 .buyer (called)
      r9 = load r8 .email (called)
      return r9
  `);

  golden('a comment for the tool', `
    def go
      # shipmate-ignore pii-in-logs: inbox of the clinic
      puts email
    end
  `, `
    package Object
    export go = go
    module
    fn go()
      r0 = global puts
      r1 = global email (called)
      r2 = call r0(r1)
      return r2
    directive line 2 "shipmate-ignore pii-in-logs: inbox of the clinic" on 3-3
  `);
});
