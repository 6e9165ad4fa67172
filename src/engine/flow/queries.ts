/** Rounds of a recursive group before it is cut. */
const maxRounds = 4;
/** Nested questions before the outer ones are put off: bounds the call stack. */
const maxNesting = 60;
/** Times one question is computed in one revision before its answer is taken as it is: bounds large recursive groups. */
const maxSolves = 5;

/** A value set from outside; make it with `Queries.input`, ask it with `Queries.ask`. */
export class Input<V> {
  /** It always holds. */
  readonly known = true;
  readonly verified = Infinity;
  /** The round that read it last, so that a round notes it once. */
  readIn = 0;

  /** Place among all changes of answers: when it last became another one. */
  becameAt = 0;

  constructor(public value: V, /** Revision in which it last became another one. */ public changed: number) {}
}

/** A memoised question; make it with `Queries.query`, ask it with `Queries.ask`. There are several for every function: it holds no more than it must. */
export class Query<V> {
  value: V;
  known = false;
  /** The round that read it last, so that a round notes it once. */
  readIn = 0;
  /** Place among all changes of answers: when it last became another one, and when it was last computed. */
  becameAt = 0;
  computedAt = 0;
  /** Revision in which the answer was last found to hold, and in which it last became another one. */
  verified = 0;
  changed = 0;
  /** What it read, in order; hardly ever twice. */
  dependencies: readonly Asked[] = none;
  /** Questions that need each other: they hold or fall together. */
  group: ReadonlySet<Asked> | null = null;
  /** There while it is computed, and until the group it belongs to is. */
  work: Work | null = null;

  constructor(readonly compute: () => V, readonly same: (a: V, b: V) => boolean, readonly bottom: V, /** Tells when another round of a recursive group would not change the answer in what matters. */ readonly settles: (a: V, b: V) => boolean) {
    this.value = bottom;
  }
}

/** How far the computing of a question is. */
class Work {
  /** Place on the stack (else -1), lowest place it hangs on, whether somebody above asked for it, its round, members found. */
  place = -1;
  low = Infinity;
  asked = false;
  round = 0;
  pending: Unknown[] = none;
  /** The head whose round an unfinished answer belongs to. */
  head: Work | null = null;
  headRound = 0;
  /** A member of the group gave another answer than in the round before. */
  moved = false;
  putOff = false;
  /** How often it was computed in revision `solvedIn`. */
  solves = 0;
  solvedIn = 0;
}

type Unknown = Query<unknown>;
type Asked = Unknown | Input<unknown>;

/** Shared by all that have none; never written to. */
const none: Unknown[] = [];

/** What a question under way has read in this round. */
interface Reading { round: number; found: Asked[] }

/** Members of a group with one more and its own; the list itself grows, so that a large group is not copied with every member. */
function joined(members: Unknown[], query: Unknown, its: readonly Unknown[]): Unknown[] {
  const list = members === none ? [] : members;
  list.push(query, ...its);
  return list;
}

/** An answer does not hold any more: it is computed again when it is asked for. */
function fail(query: Unknown, since: number): void {
  query.known = false;
  query.verified = since;
}

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
  private changes = 0;
  private stack: Unknown[] = [];
  private reading: (Reading | null)[] = [];

  /** A question; `bottom` is its answer in a recursive group before the first round, `same` tells equal answers. */
  query<V>(compute: () => V, same: (a: V, b: V) => boolean, bottom: V, settles = same): Query<V> {
    return new Query<V>(compute, same, bottom, settles);
  }

  /** A value set from outside. */
  input<V>(value: V): Input<V> {
    return new Input<V>(value, this.revision);
  }

  /** Changes an input. */
  set<V>(input: Input<V>, value: V): void {
    input.value = value;
    input.becameAt = ++this.changes;
    input.changed = ++this.revision;
  }

  /** The answer, up to date; the question being computed remembers that it asked. */
  ask<V>(query: Query<V> | Input<V>): V {
    if (this.stack.length > 0) return this.read(query as Asked) as V;
    if (query instanceof Input) return query.value;
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
    for (const { work } of this.stack) {
      if (work === null) continue;
      work.place = -1;
      work.pending = none;
    }
    this.stack = [];
    this.reading = [];
  }

  private read(query: Asked): unknown {
    const reading = this.reading.at(-1);
    if (reading && query.readIn !== reading.round) {
      query.readIn = reading.round;
      reading.found.push(query);
    }
    if (query.known && query.verified >= this.revision) return query.value;
    if (query instanceof Input) return query.value;
    const { work } = query;
    if (work !== null) {
      if (work.place >= 0) {
        work.asked = true;
        this.hangOn(work.place);
        return query.value;
      }
      if (work.head && work.head.place >= 0 && work.head.round === work.headRound) {
        this.hangOn(work.head.place);
        return query.value;
      }
    }
    if (query.known && this.holds(query)) return query.value;
    return this.solve(query);
  }

  private hangOn(place: number): void {
    const top = this.stack.at(-1)?.work;
    if (top && place < top.low) top.low = place;
  }

  /** Checks what a known answer rests on, bringing that up to date on the way. A group holds when everything outside it that it rests on does. */
  private holds(query: Unknown): boolean {
    if (query.group !== null) return this.groupHolds(query.group);
    const since = query.verified;
    query.verified = this.revision;
    try {
      if (this.restsOn(query, since, null)) return true;
    } catch (signal) {
      fail(query, since);
      throw signal;
    }
    fail(query, since);
    return false;
  }

  private groupHolds(members: ReadonlySet<Asked>): boolean {
    const questions = [...members].filter((m): m is Unknown => m instanceof Query);
    let since = Infinity;
    for (const m of questions) if (m.known && m.verified < since) since = m.verified;
    for (const m of questions) if (m.known) m.verified = this.revision;
    let isHeld = false;
    try {
      isHeld = questions.every((m) => this.restsOn(m, since, members));
    } finally {
      if (!isHeld) for (const m of questions) fail(m, since);
    }
    return isHeld;
  }

  /** True when nothing outside its group that a question read has become another since a revision. */
  private restsOn(query: Unknown, since: number, group: ReadonlySet<Asked> | null): boolean {
    for (const d of query.dependencies) {
      if (d === query || group?.has(d) === true) continue;
      if (d.verified < this.revision || !d.known) {
        this.reading.push(null);
        this.read(d);
        this.reading.pop();
      }
      if (d.changed > since) return false;
    }
    return true;
  }

  private beginRound(work: Work): void {
    work.round = ++this.rounds;
    work.low = Infinity;
    work.asked = false;
    work.moved = false;
  }

  /** True when nothing an unfinished answer was computed from has become another since: computing it again would give it again. Brings all that up to date, in the order computing would. */
  private stands(query: Unknown): boolean {
    for (const d of query.dependencies) {
      this.reading.push(null);
      this.read(d);
      this.reading.pop();
      if (d.becameAt > query.computedAt) return false;
    }
    return true;
  }

  private compute(query: Unknown, round: number, isAgain: boolean): void {
    const found: Asked[] = [];
    this.reading.push({ round, found });
    const value = query.compute();
    this.reading.pop();
    // As long as it must be: a list that has grown keeps room for more.
    query.dependencies = found.length === 0 ? none : found.slice();
    query.computedAt = this.changes;
    // What was computed from an answer that says the same stands. This comes after the mark above: a question may have read itself.
    if (!isAgain || !query.same(query.value, value)) query.becameAt = ++this.changes;
    query.value = value;
  }

  private solve(query: Unknown): unknown {
    const work = (query.work ??= new Work());
    if (this.stack.length >= maxNesting) {
      if (work.putOff) return query.bottom; // a recursion deeper than the stack: cut here
      work.putOff = true;
      throw new TooDeep(query);
    }
    if (work.solvedIn !== this.revision) {
      work.solvedIn = this.revision;
      work.solves = 0;
    }
    if (++work.solves > maxSolves) {
      query.known = true;
      query.verified = this.revision;
      return query.value;
    }
    const old = query.value;
    const hadAnswer = query.changed > 0;
    const place = this.stack.length;
    // Inside the round of another head, go on from the answer of its last round; else from nothing.
    const inRound = work.head !== null && work.head.place >= 0;
    if (!inRound) {
      query.value = query.bottom;
      query.becameAt = ++this.changes;
    }
    const before = query.value;
    work.place = place;
    work.pending = none;
    this.stack.push(query);
    for (let round = 1; ; round++) {
      this.beginRound(work);
      const last = query.value;
      const isAgain = inRound || round > 1;
      if (!isAgain || !this.stands(query)) this.compute(query, work.round, isAgain);
      // Who hangs on a head further out leaves the rounds to it.
      if (!work.asked || work.low < place || round >= maxRounds || (query.settles(last, query.value) && !work.moved)) break;
    }
    this.stack.pop();
    work.place = -1;
    work.putOff = false;
    const head = work.low < place ? this.stack[work.low]?.work : undefined;
    if (head) {
      query.known = false;
      work.head = head;
      work.headRound = head.round;
      if (work.moved || !query.settles(before, query.value)) head.moved = true;
      // What hung on this question now hangs on what it hangs on, and is as good as this round of that.
      for (const member of work.pending) {
        if (member.work === null) continue;
        member.work.head = head;
        member.work.headRound = head.round;
      }
      head.pending = joined(head.pending, query, work.pending);
      work.pending = none;
      this.hangOn(work.low);
      if (!hadAnswer || !query.same(old, query.value)) query.changed = this.revision;
      return query.value;
    }
    query.known = true;
    query.verified = this.revision;
    query.group = null;
    if (work.pending.length > 0) {
      const members: ReadonlySet<Asked> = new Set<Asked>([query, ...work.pending]);
      for (const m of work.pending) m.group = members;
      query.group = members;
    }
    query.work = null;
    if (!hadAnswer || !query.same(old, query.value)) query.changed = this.revision;
    return query.value;
  }
}
