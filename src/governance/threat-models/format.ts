import type { Problem } from '../../model/problem';
import type { Threat } from '../../model/governance';
import type { OffsetEdit } from '../text';
import type { YamlSource } from '../yaml-source';

/** What a threat stub says: a class of finding, the data it is about and the code it was seen in. */
export interface ThreatStub {
  classId: string;
  /** What the class is called: "Personal data in logs". */
  classTitle: string;
  linddun: readonly string[];
  cwe: readonly string[];
  dataTypes: readonly string[];
  /** The file the finding is in. */
  file: string;
  /** ISO, UTC; formats that date their entries write it. */
  date?: string;
}

/** An element of a model that can carry a threat. */
export interface ThreatPlace {
  id: string;
  title: string;
  /** What kind of element it is, and where it stands. */
  detail: string;
  /** Files it says it stands for. */
  files: string[];
}

/** The edits that write a threat, and the id it has then; without an id nothing was written, and a problem says why. */
export interface ThreatWrite {
  edits: OffsetEdit[];
  id?: string;
  problems: Problem[];
}

/** One format of threat models. JSON is read as the YAML it is. */
export interface ThreatModelFormat {
  name: string;
  /** What tells its files from others, for messages. */
  mark: string;
  /** True for a file of this format, by its content. */
  detect: (source: YamlSource) => boolean;
  /** The threats of a file; what a person can mend goes to the problems of the source. */
  read: (source: YamlSource) => Threat[];
  /** Elements that can carry the threat; empty for a format that places it by the files its elements stand for. */
  places: (source: YamlSource, stub: ThreatStub) => ThreatPlace[];
  /** The edits that add a threat, or nothing where the model says it already. */
  write: (source: YamlSource, stub: ThreatStub, place: ThreatPlace | undefined) => ThreatWrite;
}
