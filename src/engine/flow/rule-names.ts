import type { FileFacts } from '../facts';
import type { FamilyIndex } from '../rules/rule-index';

/** What the words of a file say that rules may do in it, so that other files are never asked. */
export interface RuleNames {
  /** It calls something by a name that configures redaction in some library. */
  configures: boolean;
  /** It names a module, or calls something, that makes clients for types of the project. */
  connects: boolean;
  /** It names an annotation that says what calling a method without a body does. */
  declares: boolean;
}

/** Reads the words of a file once. */
export function ruleNames(facts: FileFacts, family: FamilyIndex | undefined): RuleNames {
  const found: RuleNames = { configures: false, connects: false, declares: false };
  if (!family) return found;
  for (const word of facts.strings) {
    if (family.configureNames.has(word)) found.configures = true;
    if (family.connectModules.has(word)) found.connects = true;
    if (family.declaredNames.has(word) && facts.annotations.length > 0) found.declares = true;
  }
  return found;
}
