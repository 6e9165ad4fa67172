/** A growing list of 32-bit integers; cheaper than number[] where millions of rows are built. */
export class IntList {
  private items: Int32Array;
  length = 0;

  constructor(capacity = 64) {
    this.items = new Int32Array(capacity);
  }

  private reserve(more: number): void {
    const need = this.length + more;
    if (need <= this.items.length) return;
    const grown = new Int32Array(Math.max(need, this.items.length * 2));
    grown.set(this.items.subarray(0, this.length));
    this.items = grown;
  }

  push(value: number): void {
    if (this.length === this.items.length) this.reserve(1);
    this.items[this.length++] = value;
  }

  /** Appends one row and gives its first index. */
  row(values: readonly number[]): number {
    const at = this.length;
    this.reserve(values.length);
    for (let i = 0; i < values.length; i++) this.items[at + i] = values[i] ?? -1;
    this.length += values.length;
    return at;
  }

  /** Appends the four words of a record, without an array in between. */
  row4(a: number, b: number, c: number, d: number): void {
    if (this.length + 4 > this.items.length) this.reserve(4);
    const { items } = this;
    const at = this.length;
    items[at] = a;
    items[at + 1] = b;
    items[at + 2] = c;
    items[at + 3] = d;
    this.length = at + 4;
  }

  /** Appends the seven integers of an operation, without an array in between. */
  row7(a: number, b: number, c: number, d: number, e: number, f: number, g: number): void {
    if (this.length + 7 > this.items.length) this.reserve(7);
    const { items } = this;
    const at = this.length;
    items[at] = a;
    items[at + 1] = b;
    items[at + 2] = c;
    items[at + 3] = d;
    items[at + 4] = e;
    items[at + 5] = f;
    items[at + 6] = g;
    this.length = at + 7;
  }

  /** Empties the list and keeps its memory. */
  clear(): void {
    this.length = 0;
  }

  append(other: IntList): void {
    this.reserve(other.length);
    this.items.set(other.items.subarray(0, other.length), this.length);
    this.length += other.length;
  }

  get(index: number): number {
    return this.items[index] ?? -1;
  }

  set(index: number, value: number): void {
    this.items[index] = value;
  }

  /** The filled part; shares memory with the list. */
  view(): Int32Array {
    return this.items.subarray(0, this.length);
  }
}
