const nothing: readonly never[] = [];

const noEntries: ReadonlyMap<never, never> = new Map<never, never>();

/** A map that is only made when something is put in: most functions note nothing, and an empty map costs as much as a small one. */
export class Noted<K, V> {
  private map: Map<K, V> | null = null;

  get(key: K): V | undefined {
    return this.map?.get(key);
  }

  has(key: K): boolean {
    return this.map?.has(key) === true;
  }

  set(key: K, value: V): void {
    (this.map ??= new Map()).set(key, value);
  }

  get size(): number {
    return this.map?.size ?? 0;
  }

  /** What was put in, in order. */
  list(): readonly V[] {
    return this.map === null ? nothing : [...this.map.values()];
  }

  /** The same by key. */
  byKey(): ReadonlyMap<K, V> {
    return this.map ?? noEntries;
  }
}
