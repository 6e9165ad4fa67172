import { deepInputs, fieldOf } from './carried';
import { isConfiguration, isWrapping } from './naming';
import type { Type } from './types';
import { Origin, copyOf, nameSpeaks, plain, type Draft, type Label, type Value } from './value';

/** `hs.config.registration`: a group of settings, so that names in it speak for credentials only. */
export const isPartOfConfiguration = (holder: Value, name: string): boolean => nameSpeaks(holder.origin) && isConfiguration(holder.name) && !/^(?:body|data|headers|params|query)$/.test(name);

const rowName = /^(?:\w*_)?rows?$|Row$/;
const plainValue: Type = { kind: 'other', text: '' };

/** What a column of a database row is: a plain value, so that `row.rev_user` is no whole person. Names with a prefix are columns. */
export const columnType = (holder: Value, name: string): Type | null => (name.includes('_') && rowName.test(holder.name) ? plainValue : null);

/** What reading deeper gives when the object itself is not seen: its data, its inputs one field deeper. */
export function derived(holder: Value, name: string): Draft {
  const v = copyOf(plain);
  v.origin = holder.constant === null ? Origin.Unknown : isPartOfConfiguration(holder, name) ? Origin.Config : holder.origin;
  v.inputs = deepInputs(holder.inputs, name);
  v.exact = holder.exact && fieldOf(holder.exact, name);
  v.name = name;
  v.type = columnType(holder, name);
  v.labels = fieldLabels(holder, name);
  return v;
}

/** What a field of a labelled value still carries: a wrapper hands its content on, `email.host` is no e-mail. */
export function fieldLabels(holder: Value, name: string): readonly Label[] {
  return holder.labels.length > 0 && isWrapping(name) && !isObjectLabel(holder) ? holder.labels.filter((l) => l.type !== 'person-record') : plain.labels;
}

const isObjectLabel = (holder: Value): boolean => holder.cells.length > 0 || holder.object !== null;
