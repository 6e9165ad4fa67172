import { Arg, Literal, Op, type AnnotationFact, type ArgumentFact, type ParamFact } from '../../facts';
import { end, start } from '../nodes';
import type { Context } from './context';
import type { Body } from './members';

/** The body that is generated for a method with a `[LoggerMessage]` template: it logs the parameters the template names. */
export function logMessage(c: Context, body: Body, by: AnnotationFact, rows: readonly ParamFact[], nameNode: number): void {
  const b = c.builder;
  const template = (by.args.find((one) => one.name === 'Message') ?? by.args.filter((one) => one.name === undefined && one.kind === Literal.Text && !/^\w+\.\w+$/.test(one.literal)).at(-1))?.literal;
  if (template === undefined) return;
  const span = [start(c, nameNode), end(c, nameNode)] as const;
  const places = new Map(rows.map((row) => [row.name.toLowerCase(), row]));
  const logger = rows.find((row) => /^i?logger$|^_?log(?:ger)?$/i.test(row.name));
  const field = body.members.find((one) => /^_?log(?:ger)?$/i.test(one.name))?.name ?? '_logger';
  const holder = logger ? b.ref(logger.variable, ...span) : b.load(b.self(...span), field, ...span);
  const args: ArgumentFact[] = [{ kind: Arg.Positional, value: b.constant(Literal.Text, template, by.start, by.end), start: by.start, end: by.end }];
  for (const [, name = ''] of template.matchAll(/\{[@$]?(\w+)[^{}]*\}/g)) {
    const row = places.get(name.toLowerCase());
    if (row) args.push({ kind: Arg.Positional, value: b.ref(row.variable, row.start, row.end), start: row.start, end: row.end });
  }
  b.call(Op.Call, b.load(holder, 'LogInformation', ...span), ...span, args, ...span);
}
