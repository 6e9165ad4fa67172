import type { Hit } from '../flow/summary';
import { isSwallowed } from '../flow/swallowed';

/** True for data that an error is told to hold and whose message never shows it to anybody. */
export function neverSurfaces(hit: Hit): boolean {
  return isSwallowed(hit) || isOfAnotherType(hit) || isMessageUnderField(hit);
}

/**
 * An error about a wrong type shows what was given in place of the object that the name promises; callers that hand over what they know the
 * type of are not who it is thrown for.
 */
function isOfAnotherType({ site, label }: Hit): boolean {
  return (label.type === 'person-record' || label.trail.fn !== site.fn) && label.trail.text.endsWith('TypeError');
}

/** The keys of a validation error are the fields of a form, and a value known by its key alone is the message about one. */
function isMessageUnderField({ site, label, path }: Hit): boolean {
  const { trail } = label;
  const source = trail.before;
  const { argument } = site;
  if (!trail.text.endsWith('ValidationError') || source === null || argument === null || source.fn !== site.fn) return false;
  return source.text === path.at(-1) && source.start >= argument.start && source.end <= argument.end;
}
