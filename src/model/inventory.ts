import type { Location } from './place';

/** Personal data the code handles, grouped for people who write an assessment. */
export interface InventoryItem {
  dataType: string;
  strength: 'certain' | 'likely' | 'maybe';
  /** Where it is declared or first known: `path#symbol` plus a range for the editor. */
  seenIn: (Location & { symbol: string; name: string })[];
}

/** A safeguard the code applies, as evidence for the measures of an assessment. */
export interface SafeguardSeen extends Location {
  symbol: string;
  grade: string;
  dataTypes: string[];
}

/** A call that hands personal data on, whether it is a finding or safeguarded. */
export interface FlowSeen extends Location {
  symbol: string;
  dataTypes: string[];
  /** Kind of sink: log, http, ai, mail, ... */
  to: string;
  recipient?: { id: string; name: string; country?: string; category: string };
  encrypted: boolean | 'unknown';
  safeguards: string[];
}

/** What the code does with personal data, for assessments and the inventory view. */
export interface Inventory {
  data: InventoryItem[];
  flows: FlowSeen[];
  safeguards: SafeguardSeen[];
  recipients: { id: string; name: string; category: string; country?: string; dataTypes: string[]; seenIn: (Location & { symbol: string })[] }[];
  /** Services whose library the code imports, whether or not personal data was seen on its way there. */
  services: { id: string; name: string; category: string; country?: string; seenIn: Location[] }[];
  /** Libraries that store data, seen by their imports: databases, caches, brokers. */
  assets: { id: string; label: string; kind: string; seenIn: Location[] }[];
}
