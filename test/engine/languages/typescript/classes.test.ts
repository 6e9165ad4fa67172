import { prints } from './facts-of';

describe('typescript: classes', () => {
  it('fields, parameter properties, accessors, facets', () => prints('typescript', `
    @Entity('patients')
    export class Patient extends Person<Address> implements Named {
      @Column({ type: 'varchar', length: 255 }) email: string;
      private readonly notes?: string[] = [];
      static #count = 0;
      handle = () => this.email;
      constructor(private readonly repo: Repo, age: number) {
        super();
        this.age = age;
        this.clock = new Clock();
      }
      get label(): string { return this.email; }
      static { Patient.#count = 1; }
      toString() { return this.email; }
      toJSON() { return { id: this.id }; }
    }
  `, `
    export Patient = Patient
    @Entity("patients")
    type Patient class extends Person<Address>, Named { @Column(type: "varchar", length: 255) email: string; private readonly notes?: string[]; static private hiddentext hiddenjson #count; handle(); private readonly repo: Repo; age: number; clock: Clock; hiddenjson get label: string; toString(); toJSON() } text:fn#3 Patient.toString debug:all json:fn#4 Patient.toJSON
    module
    fn Patient.constructor(repo: Repo, age: number) [constructor]
      r0 = this
      r1 = ref repo
      store r0 .repo = r1
      r2 = super
      r3 = call r2()
      r4 = this
      r5 = ref age
      store r4 .age = r5
      r6 = this
      r7 = global Clock
      r8 = new r7()
      store r6 .clock = r8
    fn Patient.label() -> string [getter]
      r0 = this
      r1 = load r0 .email
      return r1
    fn Patient.toString()
      r0 = this
      r1 = load r0 .email
      return r1
    fn Patient.toJSON()
      r0 = this
      r1 = load r0 .id
      r2 = record {id: r1}
      return r2
    fn Patient() [fieldinit]
      r0 = this
      r1 = list []
      store r0 .notes = r1
      r2 = this
      r3 = number 0
      store r2 .#count = r3
      r4 = this
      r5 = lambda fn#6 Patient.handle
      store r4 .handle = r5
      r6 = ref Patient (capture)
      r7 = number 1
      store r6 .#count = r7
      fn#6 Patient.handle()
        r0 = this
        r1 = load r0 .email
        return r1
  `));

  it('decorators of methods and parameters', () => prints('typescript', `
    @Controller('users')
    class UsersController {
      @Get(':id')
      find(@Param('id') id: string) { return this.users.find(id); }
      @Transform(({ value }) => mask(value)) phone: string;
    }
  `, `
    @Controller("users")
    type UsersController class { @Get(":id") find(); @Transform() phone: string } text:nothing debug:all json:all
    module
      r0 = global Transform
      r1 = lambda fn#2 UsersController
      r2 = call r0(r1)
    @Get(":id")
    fn UsersController.find(@Param("id") id: string)
      r0 = this
      r1 = load r0 .users
      r2 = load r1 .find
      r3 = ref id
      r4 = call r2(r3)
      return r4
    fn#2 UsersController($2)
      r0 = ref $2
      r1 = load r0 .value
      let value = r1
      r2 = global mask
      r3 = ref value
      r4 = call r2(r3)
      return r4
  `));

  it('abstract members and mapped base types', () => prints('typescript', `
    export abstract class Job {
      protected abstract run(user: User): Promise<void>;
    }
    class UpdateUser extends OmitType(User, ['password', 'email'] as const) {}
  `, `
    export Job = Job
    type Job class { run() } text:nothing debug:all json:all
    type UpdateUser class extends OmitType<User, ("password" | "email")> {} text:nothing debug:all json:all
    module
      r0 = global OmitType
      r1 = global User
      r2 = "password"
      r3 = "email"
      r4 = list [r2, r3]
      r5 = call r0(r1, r4)
    fn Job.run(user: User) -> Promise<void> [abstract]
  `));
});
