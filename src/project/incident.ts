import type { Catalogue } from '../engine/rules/catalogue';
import type { Workspace } from '../engine/workspace';
import { coversAny } from '../governance/globs';
import { incidentOf, type Drill, type Incident } from '../governance/incident';
import type { Finding } from '../model';
import type { Section } from '../report/figures';
import type { Artefacts } from './artefacts';
import { piaFacts } from './pia-facts';

/** Files a person means by a path, a glob, or the name of a service: a recipient, a store, or an assessment's system. Empty where nothing is called so. */
export function incidentFiles(subject: string, workspace: Workspace, { model }: Artefacts): string[] {
  const files = workspace.files();
  const byPath = files.filter((file) => coversAny([subject], file));
  if (byPath.length > 0) return byPath;
  const name = subject.toLowerCase();
  const inventory = workspace.inventory();
  const called = [
    ...inventory.recipients.filter(({ id, name: title }) => id === name || title.toLowerCase() === name).flatMap(({ seenIn }) => seenIn),
    ...inventory.assets.filter(({ id, label }) => id === name || label.toLowerCase() === name).flatMap(({ seenIn }) => seenIn),
  ].map(({ file }) => file);
  const assessed = model.assessments.filter(({ id, title }) => id.toLowerCase() === name || title.toLowerCase() === name).flatMap(({ paths }) => files.filter((file) => coversAny(paths, file)));
  return [...new Set([...called, ...assessed])].sort();
}

/** The incident view of some files. */
export function incident(subject: string, files: readonly string[], seen: { workspace: Workspace; catalogue: Catalogue; artefacts: Artefacts; findings: readonly Finding[] }, aware: string | undefined): Incident {
  const { workspace, catalogue, artefacts, findings } = seen;
  const inventory = workspace.inventory();
  const { dataType } = piaFacts(catalogue, { inventory, coverage: workspace.coverage(), findings }, ['**'], '');
  return incidentOf({
    subject, files, reachable: workspace.reachable(files), inventory, findings, model: artefacts.model, team: artefacts.team, dataType, ...(aware === undefined ? {} : { aware }),
  });
}

const list = (texts: readonly string[]): string => texts.join(', ');

/** The incident as parts of a page. */
export function incidentSections(found: Incident): Section[] {
  const labels = new Map(found.data.map(({ type, label }) => [type, label]));
  const dataList = (types: readonly string[]): string => list(types.map((type) => labels.get(type) ?? type));
  const others = found.reachable - found.files;
  return [
    { title: 'Where', text: `${found.subject}: ${found.files} ${found.files === 1 ? 'file' : 'files'}${others === 0 ? ', which reach no other code' : `, and ${others} more that can be reached from there`}. What is imported counts as reached, so this is the widest reading.` },
    { title: 'Clock', text: found.notifyBy === undefined ? 'The 72 hours of GDPR Art. 33(1) run from when somebody became aware. A person enters that: `--aware 2027-03-01T09:30Z`.' : `Notice to the authority by ${found.notifyBy} (72 hours, GDPR Art. 33(1)).` },
    {
      title: 'Personal data reachable from here', text: found.data.length === 0 ? 'The analysis saw no personal data in or behind this place.' : 'Tier 4 is restricted: special categories, credentials, government ids.',
      head: ['Data', 'Tier', 'Where', 'Seen in'], rows: found.data.map(({ label, tier, special, here, evidence }) => [label, `${tier}${special ? ', special category' : ''}`, here ? 'here' : 'behind it', list(evidence)]),
    },
    { title: 'Recipients', text: found.recipients.length === 0 ? 'No recipient was seen.' : '', head: ['Recipient', 'Country', 'Data', 'Contract', 'Seen in'], rows: found.recipients.map(({ name, country, data, contract, evidence }) => [name, country ?? '-', dataList(data), contract ?? '-', list(evidence)]) },
    { title: 'Stores', text: found.stores.length === 0 ? 'No library that stores data was seen.' : '', head: ['Store', 'Kind', 'Seen in'], rows: found.stores.map(({ label, kind, evidence }) => [label, kind, list(evidence)]) },
    { title: 'Flows', text: found.flows.length === 0 ? 'No flow out of this code was seen.' : '', head: ['Data', 'To', 'Protected by', 'Seen in'], rows: found.flows.map(({ data, to, protected: passed, evidence }) => [dataList(data), to, passed.length === 0 ? 'nothing seen' : list(passed), evidence]) },
    { title: 'Open findings on the way', text: found.open.length === 0 ? 'None.' : '', head: ['Finding', 'Place'], rows: found.open.map(({ sentence, place }) => [sentence, place]) },
    { title: 'Threats and assessments', text: found.threats.length + found.assessments.length === 0 ? 'None speaks of this code.' : '', head: ['Entry', 'Title', 'State'], rows: [...found.threats.map(({ id, title, state }) => [id, title, state || '-']), ...found.assessments.map(({ id, title, status }) => [id, title, status])] },
    { title: 'Who acts', text: found.roles.length === 0 ? 'The team file names no role yet.' : '', head: ['Role', 'Who', 'Does'], rows: found.roles.map(({ role, handle, does }) => [role, handle, does]) },
    { title: 'Questions for people (Art. 33(3))', head: ['Question', 'Answer'], rows: found.questions.map((question) => [question, '']) },
  ].map(({ text, ...section }) => ({ ...section, ...(text === undefined || text === '' ? {} : { text }) }));
}

/** The exercise as parts of a page. */
export function drillSections({ scenario, injects }: Drill): Section[] {
  return [
    { title: 'Scenario', text: scenario },
    { title: 'Injects', head: ['After', 'What happens', 'Who acts', 'What to check'], rows: injects.map(({ after, what, acts, check }) => [after, what, acts, check]) },
    { title: 'Afterwards', text: 'What went well, what took longer than thought, what is changed, by whom and until when?' },
    { title: 'For whoever leads it', text: 'From here on stands what the code shows. The others get it when they ask the right question.' },
  ];
}
