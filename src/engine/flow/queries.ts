/** Rounds of a recursive group before it is cut. */
const maxRounds = 4;
/** Nested questions before the outer ones are put off: bounds the call stack. */
const maxNesting = 60;
/** Times one question is computed in one revision before its answer is taken as it is: bounds large recursive groups. */
const maxSolves = 5;

/** A memoised question; make it with `Queries.query` or `Queries.input`, ask it with `Queries.ask`. */
export interface Query<V> {
  readonly compute: () => V;
  readonly same: (a: V, b: V) => boolean;
  readonly bottom: V;
  /** Tells when another round of a recursive group would not change the answer in what matters. */
  readonly settles: (a: V, b: V) => boolean;
  value: V;
  known: boolean;
  /** What it read, in order; hardly ever twice. */
  dependencies: readonly Unknown[];
  /** The round that read it last, so that a round notes it once. */
  readIn: number;
  /** Revision in which the answer was last found to hold, and in which it last became another one. */
  verified: number;
  changed: number;
  /** Questions that need each other: they hold or fall together. */
  group: ReadonlySet<Unknown> | null;
  /** While computing: place on the stack (else -1), lowest place it hangs on, whether somebody above asked for it, its round, members found. */
  place: number;
  low: number;
  asked: boolean;
  round: number;
  pending: Unknown[];
  /** The head whose round an unfinished answer belongs to. */
  head: Unknown | null;
  headRound: number;
  /** A member of the group gave another answer than in the round before. */
  moved: boolean;
  putOff: boolean;
  /** How often it was computed in revision `solvedIn`. */
  solves: number;
  solvedIn: number;
}

type Unknown = Query<unknown>;

/** What a question under way has read in this round. */
interface Reading { round: number; found: Unknown[] }

/** Shared by all that have none; never written to. */
const none: Unknown[] = [];

/** Members of a group with one more and its own; the list itself grows, so that a large group is not copied with every member. */
function joined(members: Unknown[], query: Unknown): Unknown[] {
  const list = members === none ? [] : members;
  list.push(query, ...query.pending);
  return list;
}

/** Shared by all inputs: there are two for every function. */
const notComputed = (): never => {
  throw new Error('an input is given, not computed');
};
const always = (): boolean => true;

/** Thrown to unwind the stack before a question nested too deep; `ask` catches it and starts from there. */
class TooDeep extends Error {
  constructor(readonly query: Unknown) {
    super('too deep');
  }
}

/**
 * Questions with recorded dependencies. One is computed again only when something it read has changed, and what read it only when the answer differs:
 * an edit costs what it affects. Answers do not depend on who asks first: recursive groups are solved from nothing to a fixpoint however they are entered.
 */
export class Queries {
  private revision = 1;
  private rounds = 0;
  private stack: Unknown[] = [];
  private reading: (Reading | null)[] = [];

  /** A question; `bottom` is its answer in a recursive group before the first round, `same` tells equal answers. */
  query<V>(compute: () => V, same: (a: V, b: V) => boolean, bottom: V, settles = same): Query<V> {
    return {
      compute, same, bottom, settles, value: bottom, known: false, dependencies: none, readIn: 0, verified: 0, changed: 0, group: null,
      place: -1, low: Infinity, asked: false, round: 0, pending: none, head: null, headRound: 0, moved: false, putOff: false, solves: 0, solvedIn: 0,
    };
  }

  /** A value set from outside. */
  input<V>(value: V): Query<V> {
    const q: Query<V> = this.query<V>(notComputed, always, value);
    q.known = true;
    q.verified = Infinity;
    q.changed = this.revision;
    return q;
  }

  /** Changes an input. */
  set<V>(query: Query<V>, value: V): void {
    query.value = value;
    query.changed = ++this.revision;
  }

  /** The answer, up to date; the question being computed remembers that it asked. */
  ask<V>(query: Query<V>): V {
    if (this.stack.length > 0) return this.read(query as Unknown) as V;
    const waiting: Unknown[] = [query as Unknown];
    for (let next = waiting.at(-1); next; next = waiting.at(-1)) {
      try {
        this.read(next);
        waiting.pop();
      } catch (signal) {
        this.unwind();
        if (!(signal instanceof TooDeep)) throw signal;
        waiting.push(signal.query);
      }
    }
    return query.value;
  }

  private unwind(): void {
    for (const q of this.stack) {
      q.place = -1;
      q.pending = none;
    }
    this.stack = [];
    this.reading = [];
  }

  private read(query: Unknown): unknown {
    const reading = this.reading.at(-1);
    if (reading && query.readIn !== reading.round) {
      query.readIn = reading.round;
      reading.found.push(query);
    }
    if (query.known && query.verified >= this.revision) return query.value;
    if (query.place >= 0) {
      query.asked = true;
      this.hangOn(query.place);
      return query.value;
    }
    if (query.head && query.head.place >= 0 && query.head.round === query.headRound) {
      this.hangOn(query.head.place);
      return query.value;
    }
    if (query.known && this.holds(query)) return query.value;
    return this.solve(query);
  }

  private hangOn(place: number): void {
    const top = this.stack.at(-1);
    if (top && place < top.low) top.low = place;
  }

  /** Checks what a known answer rests on, bringing that up to date on the way. A group holds when everything outside it that it rests on does. */
  private holds(query: Unknown): boolean {
    const members = query.group ?? new Set([query]);
    let since = Infinity;
    for (const m of members) if (m.known && m.verified < since) since = m.verified;
    for (const m of members) if (m.known) m.verified = this.revision;
    const fail = (): false => {
      for (const m of members) {
        m.known = false;
        m.verified = since;
      }
      return false;
    };
    for (const m of members) {
      for (const d of m.dependencies) {
        if (members.has(d) || d.verified === Infinity && d.changed <= since) continue;
        this.reading.push(null);
        try {
          this.read(d);
        } catch (signal) {
          fail();
          throw signal;
        }
        this.reading.pop();
        if (d.changed > since) return fail();
      }
    }
    return true;
  }

  private beginRound(query: Unknown): void {
    query.round = ++this.rounds;
    query.low = Infinity;
    query.asked = false;
    query.moved = false;
  }

  private solve(query: Unknown): unknown {
    if (this.stack.length >= maxNesting) {
      if (query.putOff) return query.bottom; // a recursion deeper than the stack: cut here
      query.putOff = true;
      throw new TooDeep(query);
    }
    if (query.solvedIn !== this.revision) {
      query.solvedIn = this.revision;
      query.solves = 0;
    }
    if (++query.solves > maxSolves) {
      query.known = true;
      query.verified = this.revision;
      return query.value;
    }
    const old = query.value;
    const hadAnswer = query.changed > 0;
    const place = this.stack.length;
    // Inside the round of another head, go on from the answer of its last round; else from nothing.
    const inRound = query.head !== null && query.head.place >= 0;
    if (!inRound) query.value = query.bottom;
    const before = query.value;
    query.place = place;
    query.pending = none;
    this.stack.push(query);
    for (let round = 1; ; round++) {
      this.beginRound(query);
      const found: Unknown[] = [];
      this.reading.push({ round: query.round, found });
      const value = query.compute();
      this.reading.pop();
      query.dependencies = found;
      // Who hangs on a head further out leaves the rounds to it.
      const settled = !query.asked || query.low < place || round >= maxRounds || (query.settles(query.value, value) && !query.moved);
      query.value = value;
      if (settled) break;
    }
    this.stack.pop();
    query.place = -1;
    query.putOff = false;
    if (query.low < place) {
      const head = this.stack[query.low];
      if (head) {
        query.known = false;
        query.head = head;
        query.headRound = head.round;
        if (query.moved || !query.settles(before, query.value)) head.moved = true;
        // What hung on this question now hangs on what it hangs on, and is as good as this round of that.
        for (const member of query.pending) {
          member.head = head;
          member.headRound = head.round;
        }
        head.pending = joined(head.pending, query);
        query.pending = none;
        this.hangOn(query.low);
        if (!hadAnswer || !query.same(old, query.value)) query.changed = this.revision;
        return query.value;
      }
    }
    query.head = null;
    query.known = true;
    query.verified = this.revision;
    query.group = null;
    if (query.pending.length > 0) {
      const members: ReadonlySet<Unknown> = new Set([query, ...query.pending]);
      for (const m of members) m.group = members;
      query.pending = none;
    }
    if (!hadAnswer || !query.same(old, query.value)) query.changed = this.revision;
    return query.value;
  }
}
