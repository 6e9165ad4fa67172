import { golden } from './golden';

describe('python lowering: declarations', () => {
  golden('functions with typed, optional, keyword-only, rest parameters', `
      def place(order: Order, retries: int = 3, *lines: Line, notify=True, tag: str | None = None, **extra) -> dict[str, Receipt]:
          return {}
    `, `
      module
      fn place(order: Order, retries?: int, ...lines: Line, named notify?, named tag?: str, **extra) -> dict<str, Receipt>
        r0 = ref retries
        r1 = number 3
        r2 = choose r0 | r1
        set retries = r2
        r3 = ref notify
        r4 = true
        r5 = choose r3 | r4
        set notify = r5
        r6 = record {}
        return r6
    `);
  golden('async functions and generators', `
      async def stream(session: AsyncSession, /):
          async for user in session.users():
              yield user.email
          await session.close()
          yield from session.rest
    `, `
      module
      fn stream(session: AsyncSession) [async generator]
        r0 = ref session
        r1 = load r0 .users
        r2 = call r1()
        loop
          r3 = iterate r2
          let user = r3
          r4 = ref user
          r5 = load r4 .email
          yield r5
          r6 = null
        end
        r7 = ref session
        r8 = load r7 .close
        r9 = call r8()
        r10 = await r9
        r11 = ref session
        r12 = load r11 .rest
        r13 = iterate r12
        yield r13
        r14 = null
    `);
  golden('nested functions capture and nonlocal rebinds', `
      def counter(user):
          seen = 0
          def note():
              nonlocal seen
              seen += 1
              return user.email
          return note
    `, `
      module
      fn counter(user)
        r0 = number 0
        let seen = r0
        r1 = ref note
        return r1
        fn counter.note()
          r0 = ref seen (capture)
          r1 = number 1
          r2 = derive arithmetic r0 r1
          set seen (capture) = r2
          r3 = ref user (capture)
          r4 = load r3 .email
          return r4
    `);
  golden('global names belong to the module', `
      def remember(user):
          global last_user
          last_user = user
      def current():
          return last_user
    `, `
      module
      fn remember(user)
        r0 = ref user
        set last_user (capture) = r0
      fn current()
        r0 = ref last_user (capture)
        return r0
    `);
  golden('lambdas take the name they are bound to', `
      key = lambda person, *rest, by="email": person.name
      people.sort(key=lambda p: p.birthday)
      handlers = {"mail": lambda m: send(m)}
    `, `
      module
        r0 = lambda fn#1 key
        let key = r0
        r1 = global people
        r2 = load r1 .sort
        r3 = lambda fn#2 key
        r4 = call r2(key: r3)
        r5 = lambda fn#3 mail
        r6 = record {mail: r5}
        let handlers = r6
      fn#1 key(person, ...rest, named by?)
        r0 = ref by
        r1 = "email"
        r2 = choose r0 | r1
        set by = r2
        r3 = ref person
        r4 = load r3 .name
        return r4
      fn#2 key(p)
        r0 = ref p
        r1 = load r0 .birthday
        return r1
      fn#3 mail(m)
        r0 = global send
        r1 = ref m
        r2 = call r0(r1)
        return r2
    `);
  golden('decorators that rewrite are calls, others are only stated', `
      @app.post("/orders", response_model=OrderOut, tags=["orders"])
      @audited
      def place(order: Order):
          pass
      @functools.lru_cache(maxsize=None)
      def cached(key):
          return key
    `, `
      module
        r0 = lambda fn#1 place
        r1 = global app
        r2 = load r1 .post
        r3 = "/orders"
        r4 = global OrderOut
        r5 = "orders"
        r6 = list [r5]
        r7 = call r2(r3, response_model: r4, tags: r6)
        r8 = global audited
        r9 = call r8(r0)
        r10 = call r7(r9)
        let place = r10
      @app.post("/orders", response_model: OrderOut, tags: "orders")
      @audited()
      fn place(order: Order)
      @functools.lru_cache(maxsize: None)
      fn cached(key)
        r0 = ref key
        return r0
    `);
  golden('overload stubs give way to the implementation', `
      from typing import overload
      @overload
      def find(key: int) -> User: ...
      @overload
      def find(key: str) -> User: ...
      def find(key):
          return users[key]
    `, `
      import { overload } from "typing"
      module
      fn find(key)
        r0 = global users
        r1 = ref key
        r2 = load r0 [r1]
        return r2
    `);
  golden('a name defined twice is assigned', `
      try:
          from ujson import dumps
      except ImportError:
          def dumps(value):
              return str(value)
    `, `
      import { dumps } from "ujson"
      module
        try
        catch $1
          r0 = lambda fn#1 dumps
          set dumps (import) = r0
        end
      fn dumps(value)
        r0 = ref value
        r1 = text r0:text
        return r1
    `);
  golden('imports in all forms', `
      from __future__ import annotations
      import os.path, json as j
      from . import models
      from ..core.users import User as Person, Role
      from .signals import *
      if TYPE_CHECKING:
          from .types import Patient
      def late():
          import smtplib
          return smtplib.SMTP
    `, `
      import { * as os } from "os"
      import "os.path"
      import { * as j } from "json"
      import { models } from "."
      import { User as Person } from "..core.users"
      import { Role } from "..core.users"
      import { * as $5 } from ".signals"
      import type { Patient } from ".types"
      import { * as smtplib } from "smtplib"
      module
        r0 = global TYPE_CHECKING
        if r0
        end
      fn late()
        r0 = ref smtplib (import)
        r1 = load r0 .SMTP
        return r1
    `);
  golden('type aliases', `
      type Pair[T] = tuple[T, T]
      UserId = NewType("UserId", int)
      Contact: TypeAlias = "Email | Phone"
      Maybe = Optional[User]
      Point = namedtuple("Point", "x y")
      Movie = TypedDict("Movie", {"title": str, "viewer": "User"})
    `, `
      type Pair alias = [T, T]
      type UserId alias = int
      type Contact alias = (Email | Phone)
      type Maybe alias = User
      type Point record extends namedtuple { x; y } text:all debug:all json:all
      type Movie record extends TypedDict { title: str; viewer: User } text:all debug:all json:all
      module
    `);
});
