import { Piece, type Facet } from '../facts';
import { collect } from './collect';
import type { Evaluation, Frame } from './evaluate';
import { underName } from './labels';
import { isPerson } from './naming';
import { operand } from './operations';
import type { Scope } from './scope';
import { Origin, change, nameSpeaks, plain, taints, type TextForm, type Value } from './value';

const maxTextPieces = 8;

/** A text put together from pieces: what it shows of its holes and, where known, its form. */
export function makeText(e: Evaluation, frame: Frame, scope: Scope, first: number, count: number, start: number, end: number): Value {
  const { pool, strings } = frame.facts;
  const parts: Value[] = [];
  let form: (string | null)[] = [];
  let origin: Origin = Origin.Literal;
  let alternatives: readonly TextForm[] = [{ pieces: [], at: null }];
  for (let i = 0; i < count; i++) {
    const row = first + i * 3;
    if (pool[row] === Piece.Literal) {
      const text = strings[pool[row + 1] ?? -1] ?? '';
      alternatives = alternatives.map((t) => append(t, text));
      form = [...form, text];
      continue;
    }
    const hole = afterPerson(e, frame, operand(frame, pool[row + 1] ?? -1), form.at(-1) ?? null, start, end);
    const shown = collect(e, frame, scope, hole, (pool[row + 2] ?? 0) as Facet);
    parts.push(change(plain, (v) => { v.labels = shown.labels.map((l) => l.label); v.inputs = shown.inputs.map((x) => x.input); }));
    const texts: readonly TextForm[] = hole.texts.length > 0 ? hole.texts : [{ pieces: [null], at: null }];
    alternatives = alternatives.flatMap((t) => texts.map((u) => ({ pieces: [...t.pieces, ...u.pieces].slice(0, maxTextPieces), at: t.pieces.length === 0 ? u.at : t.at }))).slice(0, 4).map(compact);
    const from = nameSpeaks(hole.origin) ? Origin.Unknown : hole.origin === Origin.Literal || hole.origin === Origin.Random ? hole.origin : Origin.Text;
    if (from > origin) origin = from;
  }
  const { labels, inputs } = taints(parts);
  const whole = alternatives.length === 1 && alternatives[0]?.pieces.length === 1 ? alternatives[0].pieces[0] : undefined;
  const here = { fn: frame.fn, start, end };
  return change(plain, (v) => { v.labels = labels; v.inputs = inputs; v.origin = origin; v.texts = alternatives.map((t) => (t.at ? t : { ...t, at: here })); v.constant = typeof whole === 'string' ? whole : undefined; });
}

/** A bare name that a text puts behind a person is that person's, and that of a user the one to log in with: `f"User {name} not found"`. */
export function afterPerson(e: Evaluation, frame: Frame, hole: Value, before: string | null, start: number, end: number): Value {
  if (hole.name !== 'name' || before === null || hole.labels.some((l) => l.strength > 0)) return hole;
  const word = /(\p{L}+)[\s'"`(:]*$/u.exec(before)?.[1]?.toLowerCase();
  return word !== undefined && isPerson(e.k.program, word) ? underName(e, frame, hole, { name: word === 'user' ? 'username' : 'name', role: 'variable', owner: word }, start, end) : hole;
}

function append(form: TextForm, text: string): TextForm {
  const last = form.pieces.at(-1);
  return { ...form, pieces: typeof last === 'string' ? [...form.pieces.slice(0, -1), last + text] : [...form.pieces, text].slice(0, maxTextPieces) };
}

function compact(form: TextForm): TextForm {
  const out: (string | null)[] = [];
  for (const piece of form.pieces) {
    const last = out.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') out[out.length - 1] = last + piece;
    else if (piece !== null || last !== null) out.push(piece);
  }
  return { ...form, pieces: out };
}
