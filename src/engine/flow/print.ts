import type { Summary } from './summary';
import type { Type } from './types';
import { Guard, guardNames, type InputRef, type Label, type Trail, type Value } from './value';

/** A text that is equal exactly when two values mean the same to whoever reads them; also what `debug summary` prints. */
export function valueText(value: Value, depth = 0, trails = true): string {
  const parts: string[] = [];
  if (value.exact) parts.push(`=${inputText(value.exact)}`);
  for (const l of value.labels) parts.push(labelText(l, trails));
  for (const i of value.inputs) parts.push(inputText(i));
  parts.push(`o${String(value.origin)}`);
  if (value.type) parts.push(`:${typeText(value.type)}`);
  if (value.constant !== undefined) parts.push(JSON.stringify(value.constant));
  for (const t of value.texts) parts.push(`"${t.pieces.map((p) => p ?? '…').join('')}"${t.at ? `@${t.at.fn.key}:${String(t.at.start)}` : ''}`);
  for (const f of value.functions) parts.push(`fn ${f.fn.file.path}#${f.fn.key}${f.env && depth < 3 ? `[${[...f.env].map(([v, c]) => `${String(v)}=${valueText(c, depth + 1, trails)}`).join()}]` : ''}`);
  if (value.library) parts.push(`lib ${value.library.module}:${value.library.path}`);
  if (value.instance) parts.push(`inst ${value.instance.library}#${value.instance.type}.${value.instance.path} ${value.instance.config.map((c) => `${c.dialect}(${c.patterns.join()})`).join()}`);
  if (value.klass) parts.push(`class ${value.klass.file.path}#${value.klass.key}`);
  if (value.module) parts.push(`module ${value.module.path}`);
  if (value.object && depth < 4) {
    const fields = [...value.object.fields].map(([name, field]) => `${name}: ${valueText(field, depth + 1, trails)}`);
    if (value.object.element) fields.push(`*: ${valueText(value.object.element, depth + 1, trails)}`);
    for (const name of value.object.removed) fields.push(`-${name}`);
    parts.push(`{${fields.join(', ')}${value.object.closed ? '' : ', …'}}`);
  }
  return parts.join(' ');
}

/** A type with what its names stand for, inside as well: `dict[str, Shipment]` is another one once `Shipment` is. */
function typeText(type: Type): string {
  switch (type.kind) {
    case 'project': return `${type.text}@${type.node.file.path}#${type.node.key}${type.keep === null ? '' : `+${type.keep.join()}`}${type.drop.length === 0 ? '' : `-${type.drop.join()}`}`;
    case 'library': return type.args.length === 0 ? type.text : `${type.text}<${type.args.map(innerText).join()}>`;
    case 'list': return `${type.text}${type.addresses === true ? '&' : ''}[${innerText(type.element)}${type.places ? `;${type.places.map(innerText).join()}` : ''}]`;
    case 'map': return `${type.text}${type.addresses === true ? '&' : ''}{${innerText(type.value)}}`;
    case 'other': return type.text;
  }
}

const innerText = (type: Type | null): string => (type === null ? '?' : typeText(type));

const trailText = (t: Trail | null): string => (t === null ? '' : `${t.fn.file.path}#${t.fn.key}:${String(t.start)}-${String(t.end)}${t.kind}${trailText(t.before)}`);
const labelText = (l: Label, trails: boolean): string => `${l.type}/${String(l.strength)}[${guardNames(l.guards).join()}${l.guards & Guard.address ? 'a' : ''}${l.guards & Guard.part ? 'p' : ''}${l.guards & Guard.told ? 't' : ''}]${String(l.guessed)}${trails ? `@${trailText(l.trail)}` : ''}`;
const inputText = (i: InputRef): string => `${i.root === -1 ? 'this' : `p${String(i.root)}`}${i.path.map((p) => `.${p}`).join('')}/${String(i.facet)}[${guardNames(i.guards).join()}${i.guards & Guard.part ? 'p' : ''}${i.guards & Guard.told ? 't' : ''}]${i.guessed === 0 ? '' : String(i.guessed)}${i.only?.join() ?? ''}${i.named ? 'n' : ''}`;

/** As `valueText`, for a whole summary; without trails two summaries are equal when they differ only in the way the data took. */
export function summaryText(s: Summary, trails = true): string {
  return [
    `result ${valueText(s.result, 0, trails)}`,
    ...s.edges.map((x) => `${inputText(x.input)} -> ${x.to.kind} ${x.to.library} ${x.to.hosts.map((h) => h.pieces.join('…')).join()} facet ${String(x.facet)} ${x.told.length > 0 ? `told ${x.told.join()} ` : ''}${trails ? trailText(x.trail) : ''}`),
    ...s.mutations.map((m) => `${m.root === -1 ? 'this' : `p${String(m.root)}`}.${m.path.join('.')} := ${m.value === null ? 'removed' : valueText(m.value, 0, trails)}`),
    ...s.opens.map((o) => `${inputText(o.input)}(${o.args.map((a) => valueText(a, 0, trails)).join()})`),
    ...s.hits.map((h) => `hit ${h.to.kind} ${h.to.recipient ?? ''} ${h.site.fn.key}:${String(h.site.start)} ${labelText(h.label, trails)}`),
    ...s.weak.map((w) => `weak ${w.finding} ${w.site.fn.key}:${String(w.site.start)} ${w.value}${w.guessed === 0 ? '' : ` guessed ${String(w.guessed)}`}`),
    ...s.clients.map((c) => `client ${c.library} ${c.type} ${c.recipient ?? ''} ${c.hosts.map((h) => h.join('…')).join()}`),
    ...s.urls.map((u) => `url ${inputText(u.input)}`),
    ...[...s.moduleWrites].map(([n, v]) => `module ${n} := ${valueText(v, 0, trails)}`),
    ...s.seen.map((h) => `seen ${h.to.kind} ${labelText(h.label, trails)}`),
    `calls ${String(s.calls.resolved)}/${String(s.calls.unresolved)}${s.cut ? ' cut' : ''}`,
  ].join('\n');
}
