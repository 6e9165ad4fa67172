import { golden } from './golden';

describe('ruby: statements', () => {
  golden('a block, and a return that leaves the method', `
    def first_admin(users)
      users.each do |user|
        return user.email if user.admin
        logger.info(user.name)
      end
    end
  `, `
    package Object
    export first_admin = first_admin
    module
    fn first_admin(users)
      r0 = ref users
      r1 = load r0 .each
      r2 = lambda fn#2 first_admin
      r3 = call r1(&r2)
      r4 = ref $2
      r5 = is r4 truthy
      if r5
        r6 = ref $2
        return r6
      end
      return r3
      fn#2 first_admin(user)
        r0 = ref user
        r1 = load r0 .admin (called)
        if r1
          r2 = ref user
          r3 = load r2 .email (called)
          set $2 (capture) = r3
          return r3
        end
        r4 = global logger (called)
        r5 = load r4 .info
        r6 = ref user
        r7 = load r6 .name (called)
        r8 = call r5(r7)
        return r8
  `);

  golden('yield and block parameters', `
    def each_one(list, &block)
      list.each(&block)
      list.map(&:email)
    end
    def twice
      yield 1
    end
  `, `
    package Object
    export each_one = each_one
    export twice = twice
    module
    fn each_one(list, block)
      r0 = ref list
      r1 = load r0 .each
      r2 = ref block
      r3 = call r1(&r2)
      r4 = ref list
      r5 = load r4 .map
      r6 = lambda fn#2 each_one
      r7 = call r5(&r6)
      return r7
      fn#2 each_one($4)
        r0 = ref $4
        r1 = load r0 .email (called)
        return r1
    fn twice($5)
      r0 = ref $5
      r1 = number 1
      r2 = call r0(r1)
      return r2
  `);

  golden('conditions narrow and give values', `
    def who(value)
      return "none" if value.nil?
      return "other" unless value.is_a?(Customer)
      value.vip? ? value.email : "customer"
    end
  `, `
    package Object
    export who = who
    module
    fn who(value)
      r0 = ref value
      r1 = is r0 null
      if r1
        r2 = "none"
        return r2
      end
      r3 = ref value
      r4 = is r3 type Customer
      if not r4
        r5 = "other"
        return r5
      end
      r6 = ref value
      r7 = cast r6 as Customer
      set value = r7
      r8 = ref value
      r9 = load r8 ."vip?" (called)
      r10 = derive test r9
      if r10
        r11 = ref value
        r12 = load r11 .email (called)
        return r12
      else
        r13 = "customer"
        return r13
      end
  `);

  golden('case by type and by value', `
    def kind(value)
      case value
      when Customer then value.email
      when Shop then value.city
      else ""
      end
    end
  `, `
    package Object
    export kind = kind
    module
    fn kind(value)
      r0 = ref value
      r1 = is r0 type Customer
      if r1
        r2 = ref value
        r3 = cast r2 as Customer
        set value = r3
        r4 = ref value
        r5 = load r4 .email (called)
        return r5
      else
        r6 = is r0 type Shop
        if r6
          r7 = ref value
          r8 = cast r7 as Shop
          set value = r8
          r9 = ref value
          r10 = load r9 .city (called)
          return r10
        else
          r11 = ""
          return r11
        end
      end
  `);

  golden('patterns bind names', `
    def read(event)
      case event
      in {user: {email:}} if email
        email
      in [Customer => customer, *]
        customer
      end
    end
  `, `
    package Object
    export read = read
    module
    fn read(event)
      r0 = ref event
      r1 = is r0 in
      if r1
        r2 = load r0 .user
        r3 = load r2 .email
        let email = r3
        r4 = ref email
        if r4
          r5 = ref email
          return r5
        end
      else
        r6 = is r0 in
        if r6
          r7 = load r0 .0
          r8 = cast r7 as Customer
          let customer = r8
          r9 = ref customer
          return r9
        else
        end
      end
  `);

  golden('rescue, else and ensure', `
    def load_all
      run
    rescue IOError => e
      raise ArgumentError, "bad #{e.message}"
    ensure
      close
    end
  `, `
    package Object
    export load_all = load_all
    module
    fn load_all()
      try
        r0 = global run (called)
        return r0
      catch e
        r1 = ref e
        r2 = load r1 .message (called)
        r3 = text "bad " r2:text
        r4 = global ArgumentError
        r5 = new r4(r3)
        throw r5
      finally
        r6 = global close (called)
      end
  `);
});
