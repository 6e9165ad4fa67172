/** Lists of things that stand in files, by file. */
export function groupsOf<T extends { file: string }>(entries: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const entry of entries) {
    const list = groups.get(entry.file);
    if (list) list.push(entry);
    else groups.set(entry.file, [entry]);
  }
  return groups;
}

/** Looks entries of a list up by their file; a list is grouped once, as long as it is the same. */
export function byFile<T extends { file: string }>(): { of: (entries: readonly T[], file: string) => readonly T[] } {
  const grouped = new WeakMap<readonly T[], Map<string, T[]>>();
  return {
    of(entries, file) {
      let groups = grouped.get(entries);
      if (!groups) grouped.set(entries, (groups = groupsOf(entries)));
      return groups.get(file) ?? [];
    },
  };
}
