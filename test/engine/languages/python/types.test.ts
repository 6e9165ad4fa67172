import { golden } from './golden';

describe('python lowering: types', () => {
  golden('annotations', `
      def f(a: int, b: "User", c: Optional[User], d: Union[A, B, None], e: list[User], g: dict[str, list[User]], h: tuple[int, str], i: tuple[User, ...]): pass
      def g(a: Callable[[User], str], b: Literal["a", "b"], c: Annotated[User, Depends(get_user), Query("x", max_length=3)], d: typing.Sequence['User'], e: Page[User] | None, f: type[User]) -> Iterator["User | Guest"]: pass
      def h(user: User = Depends(current_user), *args: P.args, **kw: Unpack[Options]) -> None: pass
    `, `
      module
      fn f(a: int, b: User, c: User, d: (A | B), e: User[], g: dict<str, User[]>, h: [int, str], i: User[])
      fn g(a: () => str, b: ("a" | "b"), @Depends(get_user) @Query("x", max_length: 3) c: User, d: User[], e: Page<User>, f: type<User>) -> (User | Guest)[]
      fn h(@Depends(current_user) user?: User, ...args: P.args, **kw: Options)
        r0 = ref user
        r1 = global Depends
        r2 = global current_user
        r3 = call r1(r2)
        r4 = choose r0 | r3
        set user = r4
    `);
  golden('variables', `
      x: Final = 3
      y: Final[User] = load()
      z: "list[Optional['User']]" = []
    `, `
      module
        r0 = number 3
        let x = r0
        r1 = global load
        r2 = call r1()
        let y = r2
        r3 = list []
        let z = r3
    `);
});
