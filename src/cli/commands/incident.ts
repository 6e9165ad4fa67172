import { drillOf, hoursLater } from '../../governance/incident';
import { drillSections, incident as incidentAt, incidentFiles, incidentSections } from '../../project/incident';
import { htmlPage, markdownPage } from '../../report/figures';
import { analyse } from '../analyse';
import { analysisOptions, choice, dateOf, parse } from '../arguments';
import type { Console } from '../console';
import { scopeOf } from '../root';
import { UserError } from '../user-error';
import { writeGiven } from '../write-given';

const formats = ['markdown', 'json', 'html'] as const;

/** `shipmate incident PATH|SERVICE`: which personal data is reachable from there, with what Art. 33(3) asks that code can answer; `--drill` writes an exercise. */
export async function incident(args: readonly string[], console: Console): Promise<number> {
  const { values, positionals } = parse('incident', args, { ...analysisOptions, aware: { type: 'string' }, drill: { type: 'boolean' }, format: { type: 'string' }, output: { type: 'string' } });
  const [subject] = positionals;
  const format = choice('format', values.format, formats);
  if (subject === undefined) throw new UserError('No place is named', 'Name a file, a folder, a glob, or a service: `shipmate incident src/billing`.');
  if (values.aware !== undefined && hoursLater(values.aware, 0) === undefined) throw new UserError(`--aware ${values.aware} is no moment`, 'Write it as 2027-03-01T09:30Z.');
  const date = dateOf(values.date);
  const scope = scopeOf([], process.cwd());
  const analysis = await analyse({ scope, date, useCache: values['no-cache'] !== true }, console);
  const files = incidentFiles(subject.replace(/\/$/, ''), analysis.workspace, analysis.artefacts);
  if (files.length === 0) throw new UserError(`${subject} names no analysed file and no service here`, 'Name a file, a folder, a glob, or a recipient or store the code uses.');
  const found = incidentAt(subject, files, analysis, values.aware);
  const title = values.drill === true ? `Exercise: ${subject}` : `Incident view: ${subject}`;
  const drill = drillOf(found);
  const sections = values.drill === true ? [...drillSections(drill), ...incidentSections(found)] : incidentSections(found);
  const pages = {
    markdown: () => markdownPage(title, sections), html: () => htmlPage(title, sections),
    json: () => `${JSON.stringify({ schemaVersion: 1, date, incident: found, ...(values.drill === true ? { drill } : {}) }, undefined, 2)}\n`,
  };
  if (values.output === undefined) console.out(pages[format]());
  else writeGiven(values.output, pages[format]());
  return 0;
}
