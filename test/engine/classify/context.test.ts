import assert from 'node:assert/strict';
import { classify, explain, personOwner } from '../../../src/engine/classify/index';
import type { Query } from '../../../src/engine/classify/index';
import { shippedClassifier } from './catalogue';

const classifier = shippedClassifier();

/** Reads a query as `data type strength`, or `nothing`. */
function read(query: Partial<Query> & { name: string }): string {
  const verdict = classify(classifier, { role: 'field', ...query });
  if (verdict === undefined) return 'nothing';
  const safeguards = [verdict.typedSafeguard === true ? 'typed' : '', verdict.assertedSafeguard ?? ''].filter((text) => text !== '');
  return [verdict.dataType, verdict.strength, ...safeguards].join(' ');
}

function table(cases: readonly (readonly [Partial<Query> & { name: string }, string])[]): void {
  for (const [query, expected] of cases) {
    const place = Object.entries(query).map(([key, value]) => `${key} ${String(value)}`).join(', ');
    it(`${place}: ${expected}`, () => { assert.equal(read(query), expected); });
  }
}

describe('owners', () => {
  table([
    [{ name: 'email' }, 'email likely'],
    [{ name: 'email', owner: 'user' }, 'email certain'],
    [{ name: 'email', ownerType: 'CreatePatientDto' }, 'email certain'],
    [{ name: 'email', owner: 'order' }, 'email likely'],
    [{ name: 'email', owner: 'company' }, 'nothing'],
    [{ name: 'email', owner: 'config' }, 'nothing'],
    [{ name: 'email', owner: 'errors' }, 'nothing'],
    [{ name: 'email', owner: 'translations' }, 'nothing'],
    [{ name: 'email', owner: 'pkg' }, 'nothing'],
    [{ name: 'email', owner: 'faker' }, 'nothing'],
    [{ name: 'name' }, 'name-full maybe'],
    [{ name: 'name', owner: 'patient' }, 'name-full likely'],
    [{ name: 'name', ownerType: 'Customer' }, 'name-full likely'],
    [{ name: 'fullName', ownerType: 'UserProfile' }, 'name-full likely'],
    [{ name: 'fullName', ownerType: 'SymbolInfo' }, 'name-full maybe'],
    [{ name: 'name', owner: 'plugin' }, 'nothing'],
    [{ name: 'displayName', ownerType: 'Plugin' }, 'nothing'],
    [{ name: 'name', owner: 'file' }, 'nothing'],
    [{ name: 'name', owner: 'company' }, 'nothing'],
    [{ name: 'name', owner: 'author' }, 'name-full maybe'],
    [{ name: 'name', owner: 'user', ownerType: 'FileModel' }, 'nothing'],
    [{ name: 'title', owner: 'page' }, 'nothing'],
    [{ name: 'title', owner: 'employee' }, 'job-title likely'],
    [{ name: 'position', owner: 'employee' }, 'job-title likely'],
    [{ name: 'address', owner: 'server' }, 'nothing'],
    [{ name: 'address', owner: 'customer' }, 'address likely'],
    [{ name: 'city', owner: 'shippingAddress' }, 'address-city likely'],
    [{ name: 'zip', ownerType: 'Address' }, 'address-postal-code likely'],
    [{ name: 'state', owner: 'store' }, 'nothing'],
    [{ name: 'first', owner: 'name' }, 'name-first likely'],
    [{ name: 'number', owner: 'card' }, 'card-number certain'],
    [{ name: 'number', owner: 'passport' }, 'passport certain'],
    [{ name: 'number', owner: 'page' }, 'nothing'],
    [{ name: 'expMonth', owner: 'payment' }, 'card-expiry likely'],
    [{ name: 'ip', owner: 'req' }, 'ip-address likely'],
    [{ name: 'ip', owner: 'node' }, 'nothing'],
    [{ name: 'authorization', owner: 'headers' }, 'auth-token certain'],
    [{ name: 'latitude', owner: 'coords' }, 'location-precise likely'],
    [{ name: 'latitude', owner: 'driver' }, 'location-precise likely'],
    [{ name: 'latitude', owner: 'restaurant' }, 'nothing'],
    [{ name: 'condition', owner: 'patient' }, 'diagnosis likely'],
    [{ name: 'condition', owner: 'rule' }, 'nothing'],
    [{ name: 'password', owner: 'config' }, 'password certain'],
    [{ name: 'password', owner: 'i18n' }, 'nothing'],
    [{ name: 'password', owner: 'errors' }, 'nothing'],
    [{ name: 'token', owner: 'user' }, 'auth-token likely'],
    [{ name: 'token', owner: 'lexer' }, 'auth-token maybe'],
    [{ name: 'message', owner: 'error' }, 'nothing'],
    [{ name: 'fingerprint', owner: 'certificate' }, 'nothing'],
    [{ name: 'ssn', ownerType: 'Organization' }, 'ssn certain'],
    [{ name: 'id', owner: 'user' }, 'user-id likely'],
    [{ name: 'id', owner: 'order' }, 'nothing'],
    [{ name: 'workPhone', owner: 'user' }, 'phone certain'],
    [{ name: 'businessPhone' }, 'nothing'],
    [{ name: 'businessPhone', owner: 'user' }, 'phone certain'],
  ]);
});

describe('siblings', () => {
  table([
    [{ name: 'city', siblings: ['firstName', 'lastName', 'street'] }, 'address-city likely'],
    [{ name: 'city', siblings: ['population', 'mayor'] }, 'address-city maybe'],
    [{ name: 'name', siblings: ['email', 'message'] }, 'name-full likely'],
    [{ name: 'name', ownerType: 'Event', siblings: ['email', 'phone'] }, 'nothing'],
    [{ name: 'city', ownerType: 'Order', siblings: ['first_name', 'email', 'zip'] }, 'address-city likely'],
    [{ name: 'name', owner: 'patient', siblings: ['dob', 'email'] }, 'name-full certain'],
    [{ name: 'email', siblings: ['firstName', 'lastName'] }, 'email certain'],
    [{ name: 'email', owner: 'author', siblings: ['license', 'repository', 'dependencies'] }, 'nothing'],
    [{ name: 'age', owner: 'profile', siblings: ['firstName'] }, 'age likely'],
  ]);
});

describe('declared types', () => {
  table([
    [{ name: 'email', type: 'string' }, 'email likely'],
    [{ name: 'email', type: 'boolean' }, 'nothing'],
    [{ name: 'email', type: 'number' }, 'nothing'],
    [{ name: 'email', type: 'Date' }, 'nothing'],
    [{ name: 'email', type: 'RegExp' }, 'nothing'],
    [{ name: 'email', type: '(to: string) => void' }, 'nothing'],
    [{ name: 'email', type: 'EmailService' }, 'nothing'],
    [{ name: 'email', type: 'HTMLInputElement' }, 'nothing'],
    [{ name: 'email', type: "'daily' | 'weekly'" }, 'nothing'],
    [{ name: 'email', type: 'Optional[str]' }, 'email likely'],
    [{ name: 'email', type: 'string | null' }, 'email likely'],
    [{ name: 'email', type: 'Promise<string>' }, 'email likely'],
    [{ name: 'phone', type: 'int64' }, 'phone likely'],
    [{ name: 'ssn', type: 'Mapped[str]' }, 'ssn certain'],
    [{ name: 'birthDate', type: 'LocalDate' }, 'birth-date certain'],
    [{ name: 'birthday', type: 'datetime.date' }, 'birth-date certain'],
    [{ name: 'born', type: 'Date' }, 'birth-date certain'],
    [{ name: 'password', type: 'Date' }, 'nothing'],
    [{ name: 'password', type: 'bool' }, 'nothing'],
    [{ name: 'marketingConsent', type: 'boolean' }, 'consent-preference likely'],
    [{ name: 'gender', type: "'m' | 'f' | 'x'" }, 'gender likely'],
    [{ name: 'recipient', type: 'EmailStr' }, 'email certain'],
    [{ name: 'login', type: 'models.EmailField(unique=True)' }, 'email certain'],
    [{ name: 'contact', type: 'z.string().email()' }, 'email certain'],
    [{ name: 'password', type: 'SecretStr' }, 'password certain typed'],
    [{ name: 'smtp_pass_phrase_x', type: 'SecretStr' }, 'auth-token likely typed'],
    [{ name: 'client', type: 'PhoneNumberField' }, 'phone certain'],
  ]);
});

describe('annotations', () => {
  table([
    [{ name: 'to', annotations: ['@IsEmail()'] }, 'email certain'],
    [{ name: 'to', annotations: ['@Email(message = "bad")'] }, 'email certain'],
    [{ name: 'Login', annotations: ['[EmailAddress]'] }, 'email certain'],
    [{ name: 'Login', annotations: ['[DataType(DataType.EmailAddress)]'] }, 'email certain'],
    [{ name: 'Login', annotations: ['validate:"required,email"'] }, 'email certain'],
    [{ name: 'pan', annotations: ['@CreditCardNumber'] }, 'card-number certain'],
    [{ name: 'name', annotations: ['@PersonalData'] }, 'name-full likely'],
    [{ name: 'ssn', annotations: ['@Sensitive'] }, 'ssn certain typed'],
    [{ name: 'name', annotations: ['@Column({ length: 80 })'] }, 'name-full maybe'],
    [{ name: 'qty', annotations: ['@Column()'] }, 'nothing'],
  ]);
});

describe('results of functions', () => {
  table([
    [{ name: 'getEmail', role: 'result' }, 'email likely'],
    [{ name: 'fetchUserEmail', role: 'result' }, 'email certain'],
    [{ name: 'loadPhoneNumber', role: 'result' }, 'phone likely'],
    [{ name: 'getEmailByUserId', role: 'result' }, 'email likely'],
    [{ name: 'findUserByEmail', role: 'result' }, 'nothing'],
    [{ name: 'decryptSsn', role: 'result' }, 'ssn certain'],
    [{ name: 'generateAccessToken', role: 'result' }, 'auth-token certain'],
    [{ name: 'generateEmail', role: 'result' }, 'nothing'],
    [{ name: 'maskEmail', role: 'result' }, 'email likely masked'],
    [{ name: 'hashPassword', role: 'result' }, 'password certain hashed'],
    [{ name: 'sendEmail', role: 'result' }, 'nothing'],
    [{ name: 'validateEmail', role: 'result' }, 'nothing'],
    [{ name: 'hasEmail', role: 'result' }, 'nothing'],
    [{ name: 'isEmail', role: 'result' }, 'nothing'],
    [{ name: 'getEmailTemplate', role: 'result' }, 'nothing'],
    [{ name: 'email', role: 'result' }, 'email likely'],
    [{ name: 'getEmail', role: 'variable' }, 'nothing'],
  ]);
});

describe('names that claim a safeguard', () => {
  table([
    [{ name: 'hashedPassword' }, 'password certain hashed'],
    [{ name: 'emailHash' }, 'email likely hashed'],
    [{ name: 'encryptedSsn' }, 'ssn certain encrypted'],
    [{ name: 'maskedCardNumber' }, 'card-number certain masked'],
    [{ name: 'hashedPasswordInput' }, 'nothing'],
  ]);
});

describe('keys', () => {
  table([
    [{ name: 'demo.admin.password', role: 'key' }, 'nothing'],
    [{ name: 'X-Forwarded-For', role: 'key' }, 'ip-address likely'],
    [{ name: 'first-name', role: 'key' }, 'name-first likely'],
  ]);
});

describe('whole objects', () => {
  const people = 'user currentUser patient customers UserDto CreateUserRequest patientRecord UserEntity IUser usuario newCustomer findUserByEmail getUser userInfo UserProfile employee';
  const unsure = 'account profile member contact client author worker';
  const neither = 'userRole UserService userRepository createUser userSettings UserFactory userId tokens data body';
  it('are persons', () => {
    for (const name of people.split(' ')) assert.equal(personOwner(classifier, name), 'person', name);
  });
  it('are persons perhaps', () => {
    for (const name of unsure.split(' ')) assert.equal(personOwner(classifier, name), 'ambiguous', name);
  });
  it('are something else', () => {
    for (const name of neither.split(' ')) assert.notEqual(personOwner(classifier, name), 'person', name);
    assert.equal(personOwner(classifier, 'company'), 'organisation');
    assert.equal(personOwner(classifier, 'file'), 'thing');
  });
});

describe('explain', () => {
  it('agrees with classify and names the head noun', () => {
    const { verdict, against } = explain(classifier, { name: 'emailTemplate', role: 'variable' });
    assert.equal(verdict, undefined);
    assert.deepEqual(against.map(({ text }) => text), ['the head noun is "template"']);
  });
  it('names the owner that vetoes', () => {
    const { against } = explain(classifier, { name: 'email', role: 'field', owner: 'company' });
    assert.deepEqual(against.map(({ text }) => text), ['`company` is an organisation']);
  });
  it('names the declared type that vetoes', () => {
    const { against } = explain(classifier, { name: 'email', role: 'field', type: 'boolean' });
    assert.deepEqual(against.map(({ text }) => text), ['the declared type `boolean` is no email']);
  });
  it('says what would raise a weak name', () => {
    const { verdict, wouldChange } = explain(classifier, { name: 'name', role: 'field' });
    assert.equal(verdict?.strength, 'maybe');
    assert.ok(wouldChange.some((text) => text.includes('owner that is a person')));
  });
  it('shows what a verdict rests on', () => {
    const { verdict } = explain(classifier, { name: 'dob', role: 'field', owner: 'patient', siblings: ['email', 'dob'] });
    assert.deepEqual(verdict?.evidence.map(({ kind }) => kind), ['name', 'owner', 'sibling']);
  });
});
