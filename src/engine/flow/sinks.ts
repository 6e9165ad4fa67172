import type { Facet } from '../facts';
import { guardInput } from './carried';
import { collect } from './collect';
import type { Evaluation, Frame } from './evaluate';
import { placeOf } from './handed';
import { isLocalHost, schemeAndHost } from './hosts';
import { noteWeak } from './options';
import { isRedacted } from './redaction';
import type { Scope } from './scope';
import type { FunctionNode } from './program';
import type { Destination, SinkEdge } from './summary';
import { Guard, trail, type Label, type RedactionConfig, type Site, type TextForm, type Value } from './value';

/** Notes data at a reporting place. `maybe` labels are kept for the inventory only. */
export function reportLabel(e: Evaluation, to: Destination, site: Site, label: Label, path: readonly string[]): void {
  const place = `${to.kind}\0${to.recipient ?? ''}\0${site.fn.key}\0${String(site.start)}\0${String(site.end)}\0${label.type}`;
  const list = label.strength === 0 ? e.seen : e.hits;
  const known = list.get(place);
  if (known && (known.label.strength > label.strength || (known.label.strength === label.strength && (known.label.guards & ~label.guards) === 0))) return;
  if (known) list.set(place, { to, site: known.site, label: { ...label, guards: known.label.guards & label.guards }, path });
  else list.set(place, { to, site, label, path });
}

/** Edges with what is told of their sinks, where those stand in the function itself. */
export function toldEdges(e: Evaluation, root: FunctionNode): readonly SinkEdge[] {
  const edges = e.edges.list();
  if (edges.length === 0 || e.hits.size === 0) return edges;
  const told = new Map<string, string[]>();
  for (const { to, site, label } of e.hits.list()) {
    if (site.fn !== root || label.trail.fn !== root || label.guards !== 0) continue;
    const key = `${to.kind} ${String(site.start)}`;
    told.set(key, [...(told.get(key) ?? []), label.type]);
  }
  return edges.map((edge) => {
    const types = edge.trail.fn === root ? told.get(`${edge.to.kind} ${String(edge.trail.start)}`) : undefined;
    return types === undefined ? edge : { ...edge, told: types };
  });
}

/** Everything a value shows to a sink: labels are reported here, inputs become edges for whoever calls. */
export function sendTo(
  e: Evaluation, frame: Frame, scope: Scope, to: Destination, site: Site, value: Value, facet: Facet, argument: { start: number; end: number } | null,
  redaction: readonly RedactionConfig[], extraGuards = 0, prefix: readonly string[] = [],
): void {
  const shown = collect(e, frame, scope, value, facet);
  const at: Site = argument ? { ...site, argument } : site;
  for (const { label, path } of shown.labels) {
    const guards = label.guards | extraGuards | (isRedacted(redaction, [...prefix, ...path], label.type) ? Guard.redacted : 0);
    const source = label.trail.start === 0 && label.trail.end === 0 && argument ? { ...label.trail, start: argument.start, end: argument.end, fn: frame.fn } : label.trail;
    const place = e.handed.length === 0 ? null : placeOf(e, scope, at, label);
    const from = place === null || place.site === at ? source : place.from;
    reportLabel(e, to, place?.site ?? at, { ...label, guards, guessed: label.guessed | to.guessed, trail: trail(from, site.fn, site.start, site.end, 'sink', site.callee) }, [...prefix, ...path]);
  }
  for (const { input, path } of shown.inputs) {
    if (input.named) continue;
    const key = `${String(input.root)}.${input.path.join('.')}\0${to.kind}\0${to.library}\0${String(site.start)}\0${site.fn.key}\0${String(facet)}`;
    const known = e.edges.get(key);
    if (known && (known.input.guards & ~input.guards) === 0) continue;
    e.edges.set(key, {
      input: guardInput(input, extraGuards, null, to.guessed), facet, to, trail: trail(input.trail, site.fn, site.start, site.end, 'sink', site.callee), redaction, path: [...prefix, ...path], told: [],
    });
  }
}

/** Notes an address with a scheme that sends in the clear, where its literal stands; an unknown one is left to whoever calls. */
export function noteUrl(e: Evaluation, value: Value, site: Site): void {
  for (const text of value.texts) {
    const [first] = text.pieces;
    if (typeof first !== 'string' || !/^\s*(http|ws|ftp|ldap|smtp|telnet|mqtt|amqp):\/\//i.test(first)) continue;
    const { parts, local } = readCleartext(text);
    if (local || !parts) continue;
    const at = text.at ?? site;
    noteWeak(e, 'cleartext-transport', { ...site, fn: at.fn, start: at.start, end: at.end, callee: parts }, parts, []);
  }
  if (value.texts.length === 0 && value.exact && value.exact.root < 1000 && e.urls.length < 16) e.urls.push({ input: value.exact, site });
}

function readCleartext(text: TextForm): { parts: string | null; local: boolean } {
  const read = schemeAndHost(text);
  if (!read) return { parts: null, local: true };
  // A host that is not written down may be anybody's, the team's own machine too.
  if (read.host === null) return { parts: null, local: true };
  return { parts: `${read.scheme}://${read.host}`, local: isLocalHost(read.host) };
}
