import { golden } from './golden';

describe('go lowering: statements', () => {
  golden('several results, if with a first statement', `
      package shop
      func load(id string) (string, error) {
        email, err := contacts.Email(id)
        if v, ok := cache[id]; !ok && err != nil {
          return v, err
        } else if err == nil {
          return email, nil
        }
        return "", err
      }
    `, `
      module
      fn load(id: string) -> [string, error]
        r0 = global contacts
        r1 = load r0 .Email
        r2 = ref id
        r3 = call r1(r2)
        r4 = load r3 .0
        r5 = load r3 .1
        let email = r4
        let err = r5
        r6 = global cache
        r7 = ref id
        r8 = load r6 [r7]
        r9 = derive test r8
        let v = r8
        let ok = r9
        r10 = ref ok
        r11 = derive logic r10
        r12 = ref err
        r13 = is r12 null
        r14 = derive logic r13
        r15 = derive logic r11 r14
        if r15
          r16 = null
          set v = r16
          r17 = ref v
          r18 = ref err
          r19 = list [r17, r18]
          return r19
        else
          r20 = ref err
          r21 = is r20 null
          if r21
            r22 = ref email
            r23 = null
            r24 = list [r22, r23]
            return r24
          end
        end
        r25 = ""
        r26 = ref err
        r27 = list [r25, r26]
        return r27
    `);

  golden('defer: a try around what follows, the last call first', `
      package shop
      func save(rows Rows, ok bool) {
        defer rows.Close()
        if ok {
          defer unlock(rows)
        }
        write()
      }
    `, `
      module
      fn save(rows: Rows, ok: bool)
        r0 = ref rows
        r1 = load r0 .Close
        try
          try
            r2 = ref ok
            if r2
              r3 = global unlock
              r4 = ref rows
            end
            r5 = global write
            r6 = call r5()
          finally
            r7 = call r3(r4)
          end
        finally
          r8 = call r1()
        end
    `);

  golden('loops, labels and switches', `
      package shop
      func run(jobs chan Job, m map[string]int) {
      outer:
        for {
          switch kind {
          case "a", other:
            continue outer
          case "b":
            fallthrough
          default:
            break outer
          }
        }
        for job := range jobs { use(job) }
        for key := range m { use(key) }
      }
    `, `
      module
      fn run(jobs: Job[], m: map<string, int>)
        loop
          r0 = global kind
          switch r0
          case
            r1 = global other
            continue outer 1
            break
          case
          case default
            break outer 1
            break
          end
        end
        r2 = ref jobs
        loop
          r3 = iterate r2
          let job = r3
          r4 = global use
          r5 = ref job
          r6 = call r4(r5)
        end
        r7 = ref m
        loop
          r8 = global __key__
          r9 = call r8(r7)
          let key = r9
          r10 = global use
          r11 = ref key
          r12 = call r10(r11)
        end
    `);

  golden('a type switch is a chain of branches', `
      package shop
      func show(party any) {
        switch p := party.(type) {
        case *Customer:
          use(p.Email)
        case nil:
          break
        default:
          use(p)
        }
      }
    `, `
      module
      fn show(party)
        r0 = ref party
        r1 = is r0 type Customer
        if r1
          r2 = cast r0 as Customer
          let p = r2
          r3 = global use
          r4 = ref p
          r5 = load r4 .Email
          r6 = call r3(r5)
        else
          r7 = is r0 null
          if r7
            let p~2 = r0
          else
            let p~3 = r0
            r8 = global use
            r9 = ref p~3
            r10 = call r8(r9)
          end
        end
    `);

  golden('channels, select, go', `
      package shop
      func publish(events chan string, user User) {
        go func() { events <- user.Email }()
        select {
        case event, ok := <-events:
          use(event, ok)
        default:
        }
      }
    `, `
      module
      fn publish(events: string[], user: User)
        r0 = lambda fn#2 publish
        r1 = call r0()
        r2 = true
        switch r2
        case
          r3 = ref events
          r4 = iterate r3
          r5 = derive test r4
          let event = r4
          let ok = r5
          r6 = global use
          r7 = ref event
          r8 = ref ok
          r9 = call r6(r7, r8)
          break
        case default
          break
        end
        fn#2 publish()
          r0 = ref events (capture)
          r1 = ref user (capture)
          r2 = load r1 .Email
          store r0 [] = r2
    `);
});
