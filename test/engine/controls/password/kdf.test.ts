import assert from 'node:assert/strict';
import { hashedByKdf, offersFor, type Texts } from './offers';
import { asynchronous, commonjs, django, express, flask, handlers, inlinePython, nest, prisma, repository, sqlalchemy } from './samples';

function has(text: string | undefined, ...parts: string[]): void {
  for (const part of parts) assert.ok(text?.includes(part), `${part}\nis not in\n${text ?? ''}`);
}

describe('a password KDF as an edit', function () {
  this.timeout(60_000);

  it('changes the hashing method, the comparison and the login of a service', async () => {
    const after = (await hashedByKdf(nest))['src/auth.service.ts'];
    has(after,
      "import { createHash, randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';\n",
      "  if (!saltHex || !keyHex) return createHash('sha256').update(password).digest('hex') === stored;\n",
      '    if (!account || !verifyPassword(password, account.passwordHash)) {\n      throw new UnauthorizedException();\n    }\n    if (needsRehash(account.passwordHash)) {\n      account.passwordHash = this.hashPassword(password);\n      await this.accounts.save(account);\n    }\n    return account;\n',
      '  private hashPassword(password: string): string {\n    const salt = randomBytes(16);\n',
      'passwordHash: this.hashPassword(password) });');
  });

  it('changes hashes written where they are used, in the style of the file', async () => {
    const after = (await hashedByKdf(express))['src/members.js'];
    has(after,
      'passwordHash: hashPassword(password) });',
      '    if (!verifyPassword(password, member.passwordHash)) {\n        return null;\n    }\n    if (needsRehash(member.passwordHash)) {\n        member.passwordHash = hashPassword(password);\n        await member.save();\n    }\n',
      'function hashPassword(password) {\n    const salt = crypto.randomBytes(16);\n', '(stored ?? "").split(":");');
    assert.ok(!after?.includes('const given = crypto.createHash'), 'the hash that was kept for the comparison is gone');
    assert.ok(!after?.includes("'"), 'strings have the quotes of the file');
  });

  it('follows hashing and comparing functions to other files, and replaces a record in a table', async () => {
    const after = await hashedByKdf(prisma);
    has(after['src/security/passwords.ts'], 'export function needsRehash(', 'export const hashPassword = (plain: string): string => {\n  const salt = randomBytes(16)\n',
      "  if (!saltHex || !keyHex) return createHash('sha512').update(`${process.env.PEPPER}:${plain}`).digest('base64') === expected\n");
    has(after['src/routes/session.ts'], "import { checkPassword, needsRehash, hashPassword } from '../security/passwords'\n",
      '  if (guest && checkPassword(password, guest.secret)) {\n    if (needsRehash(guest.secret)) {\n      await prisma.guest.update({ where: { id: guest.id }, data: { secret: hashPassword(password) } })\n    }\n');
    assert.ok(!/;$/m.test(after['src/security/passwords.ts'] ?? ''), 'no semicolons in a file without them');
  });

  it('gives what it adds to files that require the function', async () => {
    const after = await hashedByKdf(commonjs);
    has(after['lib/hash.js'], 'module.exports = { hashPassword, verifyPassword, needsRehash };', '// scrypt in hex.\nfunction hashPassword(password) {\n\tconst salt');
    has(after['lib/accounts.js'], "const { hashPassword, verifyPassword, needsRehash } = require('./hash');",
      "\tconst isRight = verifyPassword(password, account.hash);\n\tif (!isRight) throw new Error('wrong e-mail or password');\n\tif (needsRehash(account.hash)) {\n\t\taccount.hash = hashPassword(password);\n\t\tawait account.save();\n\t}\n");
  });

  it('keeps the line ends of a file', async () => {
    const files = Object.fromEntries(Object.entries(nest).map(([path, text]) => [path, text.replaceAll('\n', '\r\n')]));
    assert.ok(!/[^\r]\n/.test((await hashedByKdf(files))['src/auth.service.ts'] ?? ''));
  });

  it('changes a function and its comparison in Python, and commits', async () => {
    has((await hashedByKdf(sqlalchemy))['clinic/auth.py'], 'import hashlib\nimport hmac\nimport os\n\nfrom fastapi',
      '    if not key_hex:\n        return hmac.compare_digest(hashlib.sha256(password.encode("utf-8")).hexdigest(), salt_hex)\n',
      '    if staff is None or not verify_password(password, staff.password_hash):\n        raise HTTPException(401)\n    if needs_rehash(staff.password_hash):\n        staff.password_hash = hash_password(password)\n        session.commit()\n    return staff\n',
      '    """Gives the hash that is stored for a password."""\n    salt = os.urandom(16)\n');
  });

  it('changes hashes written where they are used in Python', async () => {
    has((await hashedByKdf(inlinePython))['library/readers.py'], 'password_hash=hash_password(password))',
      '    if reader and verify_password(password, reader.password_hash):\n        if needs_rehash(reader.password_hash):\n            reader.password_hash = hash_password(password)\n            reader.save()\n        return True\n');
  });

  it('follows functions to other modules in Python', async () => {
    const after = await hashedByKdf(django);
    has(after['shop/hashing.py'], '    """scrypt of a password."""\n    salt = os.urandom(16)\n', 'hashlib.sha1((settings.SECRET_SALT + password).encode()).hexdigest(), salt_hex)');
    has(after['shop/views.py'], 'from shop.hashing import is_password, needs_rehash, make_password\n', '    if needs_rehash(customer.pass_hash):\n        customer.pass_hash = make_password(password)\n        customer.save()\n');
  });

  it('changes handlers, and keeps the function for what else it hashes', async () => {
    const after = (await hashedByKdf(handlers))['routes/session.js'];
    has(after, 'password: hashPassword(req.body.password) });', "res.set('ETag', sha256(user.version))", 'if (!saltHex || !keyHex) return sha256(password) === stored;',
      '  if (needsRehash(user.password)) {\n    user.password = hashPassword(req.body.password);\n    await user.save();\n  }\n  req.session.userId');
  });

  it('changes a method in Python and puts imports in their place', async () => {
    has((await hashedByKdf(repository))['accounts.py'], 'import hashlib\nimport hmac\nimport os\n\n\ndef verify_password(', '        if needs_rehash(account.password_hash):\n            account.password_hash = self._hash(password)\n            self.repo.save(account)\n        return account\n');
  });

  it('waits for a function that gives a promise', async () => {
    has((await hashedByKdf(asynchronous))['auth.ts'], '/** scrypt of the password. */\nexport async function hashPassword(password: string): Promise<string> {\n    const salt = crypto.randomBytes(16);\n',
      '        if (verifyPassword(password, user.passwordHash)) {\n            if (needsRehash(user.passwordHash)) {\n                user.passwordHash = await hashPassword(password);\n                await user.save();\n            }\n            return user;\n');
  });

  it('changes functions that are given a form', async () => {
    has((await hashedByKdf(flask))['app.py'], '    user.password_hash = hash_password(form.password)\n    db.session.add(user)',
      '    if user is None or not verify_password(form.password, user.password_hash):\n        raise PermissionError("login")\n    if needs_rehash(user.password_hash):\n        user.password_hash = hash_password(form.password)\n        db.session.commit()\n');
  });

  it('leaves alone the check of a password that is replaced in the same function', async () => {
    const change = `  async change(id: string, password: string, next: string): Promise<void> {
    const account = await this.accounts.findOneBy({ id });
    if (account?.id !== id || account.passwordHash !== this.hashPassword(password)) throw new UnauthorizedException();
    account.passwordHash = this.hashPassword(next);
    await this.accounts.save(account);
  }

  private hashPassword`;
    const after = (await hashedByKdf({ 'src/auth.service.ts': nest['src/auth.service.ts'].replace('  private hashPassword', change) }))['src/auth.service.ts'] ?? '';
    has(after, 'account?.id !== id || !verifyPassword(password, account.passwordHash)) throw new UnauthorizedException();\n    account.passwordHash = this.hashPassword(next);');
    assert.equal(after.split('needsRehash(account').length, 2);
  });
});

describe('a password KDF as a step', function () {
  this.timeout(60_000);
  const service = nest['src/auth.service.ts'];
  const staff = sqlalchemy['clinic/auth.py'];
  const steps: Record<string, Texts> = {
    'nothing verifies': { 'a.ts': service.replace(/ {2}async login[^]*?\n {2}\}\n\n/, '') },
    'the hash is looked up in a query': { 'a.ts': service.replace('findOneBy({ email });', 'findOneBy({ email, passwordHash: this.hashPassword(password) });').replace(' || account.passwordHash !== this.hashPassword(password)', '') },
    'a function nobody knows compares': { 'a.ts': service.replace('account.passwordHash !== this.hashPassword(password)', '!sameHash(account.passwordHash, this.hashPassword(password))') },
    'the record comes as a parameter': { 'a.ts': service.replace('login(email: string, password: string)', 'login(account: Account, password: string)').replace('    const account = await this.accounts.findOneBy({ email });\n', '') },
    'no such record is saved': { 'a.ts': service.replace('return this.accounts.save(account);', 'return account;') },
    'the record is a copy': { 'a.js': express['src/members.js'].replace('Member.findOne({ email })', 'Member.findOne({ email }).lean()') },
    'the login is synchronous but saving is not': { 'a.js': express['src/members.js'].replace('async function login', 'function login').replace('await Member.findOne', 'Member.findOne') },
    'the salt is in the record': { 'a.ts': service.replaceAll('this.hashPassword(password)', "createHash('sha256').update(account.salt + password).digest('hex')") },
    'the hash is bytes': { 'a.ts': service.replace(".digest('hex')", '.digest()') },
    'the hash is written to a log as well': { 'a.ts': service.replace('    return account;\n', '    audit.note(this.hashPassword(password));\n    return account;\n') },
    'a record that is missing passes too': { 'a.ts': service.replace('!account || ', 'account && ') },
    'the column is too short': { ...nest, 'src/account.entity.ts': "import { Column, Entity } from 'typeorm';\n\n@Entity()\nexport class Account {\n  @Column({ length: 64 })\n  passwordHash: string;\n}\n" },
    'the same field is hashed elsewhere': { ...nest, 'src/import.ts': "import { createHash } from 'node:crypto';\n\nexport const imported = (row: { password: string }) => ({ passwordHash: createHash('sha256').update(row.password).digest('hex') });\n" },
    'another file uses the function in a way of its own': { ...prisma, 'src/cli.ts': "import * as passwords from './security/passwords';\n\nexport const print = (password: string) => passwords.hashPassword(password);\n" },
    'a third file hands the function on': { ...prisma, 'src/security/index.ts': "export { hashPassword } from './passwords';\n" },
    'the function goes by another name elsewhere': { ...django, 'shop/admin.py': 'from shop.hashing import make_password as hashed\n\n\ndef reset(customer, password: str):\n    customer.pass_hash = hashed(password)\n    customer.save()\n' },
    'a helper would take a name that is used': { 'a.ts': service.replace('@Injectable()', 'const needsRehash = new Set<string>();\n\n@Injectable()') },
    'Python: nothing verifies': { 'a.py': staff.slice(0, staff.indexOf('def login')) },
    'Python: only read columns are at hand': { 'a.py': staff.replace('session.scalars(select(Staff).where(Staff.email == email)).first()', 'session.execute(select(Staff.password_hash)).values()') },
    'Python: nothing is committed': { 'a.py': staff.replace('    session.commit()\n', '') },
    'Python: the column is too short': { ...sqlalchemy, 'clinic/models.py': 'from sqlalchemy import Column, String\n\nfrom clinic.base import Base\n\n\nclass Staff(Base):\n    __tablename__ = "staff"\n    password_hash = Column(String(64), nullable=False)\n' },
    'Python: the hash is asked for in a query': { 'a.py': staff.replace('Staff.email == email)', 'Staff.email == email, Staff.password_hash == hash_password(password))').replace(' or not hmac.compare_digest(staff.password_hash, hash_password(password))', '') },
  };
  for (const [why, files] of Object.entries(steps)) {
    it(why, async () => {
      for (const { kind, verified } of await offersFor(files)) assert.deepEqual([kind, verified], ['step', false]);
    });
  }
});
