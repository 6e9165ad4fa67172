import type { Position } from '../../model';
import type { HoverContext } from './hover';
import { code, explanationText, findingHover, text } from './hover';
import { findingsHere, labelOf, sentence, type InFolder, type Session } from '../session';

/** What a hover asks of the session, for one folder. */
export function hoverContext(session: Session, { folder }: InFolder): HoverContext {
  return {
    uriOf: (path) => folder.addresses.uriOf(path),
    sentenceOf: (finding) => sentence(session, finding),
    labelOf: (type) => labelOf(session, folder, type),
    ruleOf: (id) => session.catalogue.findings.find((rule) => rule.id === id),
  };
}

/** The hover at a place: its findings, then what the code there is taken for and why. Undefined where there is nothing to say. */
export function hoverAt(session: Session, place: InFolder, position: Position): string | undefined {
  const findings = findingsHere(session, place, position);
  const parts = [
    findings.length > 0 ? findingHover(findings, hoverContext(session, place)) : '',
    explanationText(place.folder.workspace.explain(place.path, position)),
  ].filter((part) => part !== '');
  return parts.length === 0 ? undefined : parts.join('\n\n---\n\n');
}

/** The page that explains a place, whether or not there is a finding. */
export function explanationPage(session: Session, place: InFolder, position: Position): string {
  const { folder, path } = place;
  const skipped = folder.coverage().skipped.find(({ file }) => file === path || (file.endsWith('/') && path.startsWith(file)));
  const where = code(`${path}:${position.line + 1}:${position.character + 1}`);
  const body = skipped
    ? `This file was not analysed: ${text(skipped.reason)}.`
    : (hoverAt(session, place, position) ?? 'Nothing here is a value the analysis follows: no name, type or call that carries personal data.');
  return `# Why, or why not\n\n${where}\n\n${body}\n`;
}
