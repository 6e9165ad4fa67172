import { Arg, FunctionFlag, MemberFlag, Op, ParamFlag, Shows, TypeExpr, TypeKind, VarKind, type MemberFact } from '../../facts';
import { annotated } from './annotations';
import type { Context } from './context';
import { inFunction } from './functions';
import { spanOf, type Body, type FieldRow } from './members';

/** Annotations that write a static field `log`, with the class of it. */
const loggers: Readonly<Partial<Record<string, readonly [module: string, name: string]>>> = {
  Slf4j: ['org.slf4j', 'Logger'], XSlf4j: ['org.slf4j', 'Logger'], Log4j2: ['org.apache.logging.log4j', 'Logger'], Log4j: ['org.apache.log4j', 'Logger'],
  Log: ['java.util.logging', 'Logger'], CommonsLog: ['org.apache.commons.logging', 'Log'], JBossLog: ['org.jboss.logging', 'Logger'], Flogger: ['com.google.common.flogger', 'FluentLogger'],
};

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** Name of the static logger field that an annotation of the type writes, or undefined. */
export const loggerName = (annotations: Body['annotations']): string | undefined => (annotations.some((one) => loggers[one.name.slice(one.name.lastIndexOf('.') + 1)]) ? 'log' : undefined);

/** Adds the logger field. */
export function loggerField(c: Context, body: Body): void {
  const by = body.annotations.find((one) => loggers[one.name.slice(one.name.lastIndexOf('.') + 1)]);
  const known = by && loggers[by.name.slice(by.name.lastIndexOf('.') + 1)];
  if (!known) return;
  const [module, name] = known;
  const local = c.module.names.has(name) ? `${name}$` : name;
  if (!c.module.names.has(local)) c.module.names.set(local, c.builder.importName(module, name, local, 0, by.start, by.end));
  body.members.push({ name: 'log', type: c.builder.typeExpr(TypeExpr.Name, local), flags: MemberFlag.Static | MemberFlag.Private | MemberFlag.Readonly | MemberFlag.HiddenJson | MemberFlag.HiddenText, start: by.start, end: by.end });
}

/** Accessors of the components of a record that it does not write itself. */
export function recordAccessors(c: Context, body: Body): void {
  for (const one of body.fields) if (!one.isStatic && !body.methods.has(one.name)) getter(c, body, one, one.name, `${one.name}()`);
}

/** What Lombok's annotations write: getters, setters, constructors, the builder. */
export function generated(c: Context, body: Body): void {
  const has = (name: string): boolean => annotated(body.annotations, name) !== undefined;
  const isData = has('Data') || has('Value');
  const fluent = annotated(body.annotations, 'Accessors')?.args.some((arg) => arg.name === 'fluent' && arg.literal === 'true') === true;
  const own = body.fields.filter((one) => !one.isStatic);
  for (const one of own) {
    const isBoolean = one.type >= 0 && /\bboolean\b/.test(c.source.slice(Math.max(0, spanOf(c, one.node).start - 12), spanOf(c, one.node).start));
    if (isData || has('Getter') || annotated(one.annotations, 'Getter')) {
      const name = fluent ? one.name : `${isBoolean ? 'is' : 'get'}${capital(one.name)}`;
      if (!body.methods.has(name)) getter(c, body, one, name, fluent ? `${name}()` : name);
    }
    if (!one.isFinal && (has('Data') || has('Setter') || annotated(one.annotations, 'Setter'))) {
      const name = fluent ? one.name : `set${capital(one.name)}`;
      if (!body.methods.has(name)) setter(c, body, one, name, fluent ? `${name}()` : name);
    }
  }
  if (body.constructors === 0) {
    if (has('AllArgsConstructor') || has('Value') || has('Builder') || has('SuperBuilder')) constructor(c, body, own.filter((one) => !(one.isFinal && one.value >= 0)));
    else if (has('RequiredArgsConstructor') || has('Data')) constructor(c, body, own.filter((one) => one.value < 0 && (one.isFinal || annotated(one.annotations, 'NonNull'))));
  }
  if (has('Builder') || has('SuperBuilder')) builder(c, body, own);
}

function getter(c: Context, body: Body, one: FieldRow, name: string, memberName: string): void {
  const span = spanOf(c, one.nameNode);
  const fn = inFunction(c, { name, qualified: `${body.open.qualified}.${name}`, ownerType: body.open.type, flags: 0, returns: one.type, ...span }, () => {
    c.builder.params([]);
    c.builder.return(c.builder.load(c.builder.self(span.start, span.end), one.name, span.start, span.end), span.start, span.end);
  });
  body.members.push({ name: memberName, fn, flags: MemberFlag.Method, ...span });
}

function parameter(c: Context, one: FieldRow): { name: string; variable: number; type: number; flags: number; start: number; end: number } {
  const span = spanOf(c, one.nameNode);
  const variable = c.builder.variable(one.name, VarKind.Parameter, span.start, span.end, one.type);
  return { name: one.name, variable, type: one.type, flags: 0, ...span };
}

function store(c: Context, one: FieldRow, variable: number): void {
  const { start, end } = spanOf(c, one.nameNode);
  const self = c.builder.self(start, end);
  c.builder.store(self, one.name, c.builder.ref(variable, start, end), start, end);
}

function setter(c: Context, body: Body, one: FieldRow, name: string, memberName: string): void {
  const span = spanOf(c, one.nameNode);
  const fn = inFunction(c, { name, qualified: `${body.open.qualified}.${name}`, ownerType: body.open.type, flags: 0, ...span }, () => {
    const row = parameter(c, one);
    c.builder.params([row]);
    store(c, one, row.variable);
    c.builder.return(c.builder.self(span.start, span.end), span.start, span.end);
  });
  body.members.push({ name: memberName, fn, flags: MemberFlag.Method, ...span });
}

function constructor(c: Context, body: Body, fields: readonly FieldRow[]): void {
  const [first] = fields;
  if (!first) return;
  const last = fields.at(-1) ?? first;
  const span = { start: spanOf(c, first.nameNode).start, end: spanOf(c, last.nameNode).end };
  inFunction(c, { name: body.open.name, qualified: `${body.open.qualified}.${body.open.name}`, ownerType: body.open.type, flags: FunctionFlag.Constructor, ...span }, () => {
    const rows = fields.map((one) => parameter(c, one));
    c.builder.params(rows.map((row) => ({ ...row, flags: ParamFlag.Optional })));
    fields.forEach((one, i) => { store(c, one, rows[i]?.variable ?? -1); });
  });
}

/** `User.builder().email(x).build()`: a type whose methods set fields and give themselves. */
function builder(c: Context, body: Body, fields: readonly FieldRow[]): void {
  const b = c.builder;
  const by = annotated(body.annotations, 'Builder') ?? annotated(body.annotations, 'SuperBuilder');
  if (!by) return;
  const span = { start: by.start, end: by.end };
  const name = `${body.open.name}Builder`;
  const qualified = `${body.open.qualified}.${name}`;
  const type = b.type({ name, qualified, kind: TypeKind.Class, text: Shows.AllFields, debug: Shows.AllFields, json: Shows.Nothing, ...span });
  const members: MemberFact[] = fields.map((one) => ({ ...one.fact, annotations: undefined }));
  const open = { ...body.open, name, qualified, type, fields: new Set<string>(), methods: new Set<string>() };
  const inner: Body = { ...body, open, members, methods: new Set() };
  for (const one of fields) setter(c, inner, one, one.name, `${one.name}()`);
  const build = inFunction(c, { name: 'build', qualified: `${qualified}.build`, ownerType: type, flags: 0, ...span }, () => {
    b.params([]);
    const made = b.classValue(body.open.type, span.start, span.end);
    const args = fields.map((one) => ({ kind: Arg.Named, name: one.name, value: b.load(b.self(span.start, span.end), one.name, span.start, span.end), ...span }));
    b.return(b.call(Op.New, made, span.start, span.end, args, span.start, span.end), span.start, span.end);
  });
  members.push({ name: 'build', fn: build, flags: MemberFlag.Method, ...span });
  b.members(type, members);
  const make = inFunction(c, { name: 'builder', qualified: `${body.open.qualified}.builder`, ownerType: body.open.type, flags: FunctionFlag.Static, ...span }, () => {
    b.params([]);
    b.return(b.call(Op.New, b.classValue(type, span.start, span.end), span.start, span.end, [], span.start, span.end), span.start, span.end);
  });
  body.members.push({ name: 'builder', fn: make, flags: MemberFlag.Method | MemberFlag.Static, ...span });
}
