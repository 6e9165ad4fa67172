import type { ControlOffer, Finding } from '../model';
import type { Controls } from './controls';
import type { Folder } from './folder';

/** The controls of findings, planned when they are first needed and kept until the code changes. */
export interface Offers {
  /** The finding with its controls as far as they are known; those of an earlier state of the code still word the sentence. */
  worded: (folder: Folder, finding: Finding) => Finding;
  /** The finding with the controls of the code as it is now. */
  planned: (folder: Folder, finding: Finding) => Promise<Finding>;
  /** Verified edits, those that clear most first. */
  quickWins: () => { folder: Folder; control: ControlOffer; findings: Finding[] }[];
  /** Plans what is not planned yet, one finding at a time, with a turn for requests in between; calls `news` when sentences changed. */
  planAll: (folders: readonly Folder[], news: () => void) => Promise<void>;
}

/** Findings per folder whose controls are planned without being asked for; the same everywhere, so that quick wins are too. */
const mostPlanned = 300;
const mostWins = 100;

interface Entry {
  folder: Folder;
  finding: Finding;
  revision: number;
  offers: ControlOffer[];
}

/** Creates the store. `turn` gives the event loop a turn. */
export function createOffers(plan: Controls['plan'], turn: () => Promise<void>, failed: (error: unknown) => void): Offers {
  const entries = new Map<string, Entry>();
  const keyOf = (folder: Folder, finding: Finding): string => `${folder.addresses.root} ${finding.file} ${finding.fingerprint}`;
  let round = 0;

  const planned = async (folder: Folder, finding: Finding): Promise<Finding> => {
    const key = keyOf(folder, finding);
    const known = entries.get(key);
    const revision = folder.revision();
    if (known?.revision === revision) return { ...finding, controls: known.offers };
    let offers: ControlOffer[] = [];
    try {
      offers = await plan(folder, finding);
    } catch (error) {
      failed(error);
    }
    entries.set(key, { folder, finding, revision, offers });
    return { ...finding, controls: offers };
  };

  return {
    worded(folder, finding) {
      const known = entries.get(keyOf(folder, finding));
      return known ? { ...finding, controls: known.offers } : finding;
    },
    planned,
    quickWins: () => winsOf([...entries.values()]),
    async planAll(folders, news) {
      const mine = ++round;
      let isNews = false;
      const living = new Set<string>();
      for (const folder of folders) {
        const open = new Set(folder.openPaths());
        const wanted = folder.all().filter((finding) => !finding.ignore).sort((a, b) => rank(a, open) - rank(b, open)).slice(0, mostPlanned);
        for (const finding of wanted) {
          const key = keyOf(folder, finding);
          living.add(key);
          const before = entries.get(key);
          // Elsewhere an edit of one file seldom changes what can be offered; it is planned again when somebody asks.
          if (before && before.revision !== folder.revision() && !open.has(finding.file)) continue;
          const after = await planned(folder, finding);
          isNews ||= before?.offers[0]?.phrase !== after.controls[0]?.phrase;
          await turn();
          if (mine !== round) return;
        }
      }
      for (const key of entries.keys()) if (!living.has(key)) entries.delete(key);
      if (isNews) news();
    },
  };
}

/** Open files first, then what is new. */
function rank(finding: Finding, open: ReadonlySet<string>): number {
  return (open.has(finding.file) ? 0 : 2) + (finding.state === 'new' ? 0 : 1);
}

/** One win per set of edits: edits that clear several findings, then the best edit of each finding that none of those clears. */
function winsOf(entries: readonly Entry[]): { folder: Folder; control: ControlOffer; findings: Finding[] }[] {
  const groups = new Map<string, { folder: Folder; control: ControlOffer; findings: Finding[] }>();
  const best = new Set<string>();
  for (const { folder, finding, offers } of entries) {
    const edits = offers.filter((offer) => offer.verified && offer.edits !== undefined);
    edits.forEach((control, at) => {
      const key = `${folder.addresses.root} ${JSON.stringify(control.edits)}`;
      if (at === 0) best.add(key);
      const group = groups.get(key);
      if (group) group.findings.push(finding);
      else groups.set(key, { folder, control, findings: [finding] });
    });
  }
  const wide = [...groups.values()].filter(({ findings }) => findings.length > 1);
  const cleared = new Set(wide.flatMap(({ findings }) => findings));
  const single = [...groups].filter(([key, { findings: [only] }]) => best.has(key) && only !== undefined && !cleared.has(only)).map(([, group]) => group).filter(({ findings }) => findings.length === 1);
  const order = (findings: readonly Finding[]): string => `${findings[0]?.file ?? ''} ${String(findings[0]?.range.start.line ?? 0).padStart(6, '0')}`;
  return [...wide, ...single]
    .sort((a, b) => b.findings.length - a.findings.length || (order(a.findings) < order(b.findings) ? -1 : 1))
    .slice(0, mostWins);
}
