import { prints } from './facts-of';

describe('typescript: jsx', () => {
  it('components, elements, fragments', () => prints('tsx', `
    const page = (
      <Layout title="Orders" {...rest} open onSave={() => save(user)}>
        Hello {user.name}
        <p className={css}>{user.email}</p>
        <><Form.Row /></>
      </Layout>
    );
  `, `
    module
      r0 = global Layout
      r1 = "Orders"
      r2 = global rest
      r3 = true
      r4 = lambda fn#1 onSave
      r5 = "Hello"
      r6 = global user
      r7 = load r6 .name
      r8 = global css
      r9 = global user
      r10 = load r9 .email
      r11 = derive test r8 r10
      r12 = global Form
      r13 = load r12 .Row
      r14 = record {}
      r15 = call r13(r14)
      r16 = derive test r15
      r17 = list [r5, r7, r11, r16]
      r18 = record {title: r1, ...r2, open: r3, onSave: r4, children: r17}
      r19 = call r0(r18)
      let page = r19
    fn#1 onSave()
      r0 = global save
      r1 = global user
      r2 = call r0(r1)
      return r2
  `));
});
