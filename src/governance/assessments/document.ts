import { isMap } from 'yaml';
import type { Range } from '../../model/place';
import { lineStarts, rangeBetween } from '../text';
import { child, items, rangeOf, readYaml, rootMap, textOf, textsOf } from '../yaml-source';
import { fieldsBetween, outline, sectionEnd, type Heading } from './markdown';
import { riskHeadings } from './read';

/** What people wrote into a section: its text without the machine's blocks and the questions. */
export interface DocumentSection {
  id: string;
  title: string;
  /** Empty where nobody answered yet. */
  answer: string;
  range: Range;
}

/** A risk as people judged it. */
export interface JudgedRisk {
  id: string;
  title: string;
  range: Range;
  /** 1 to 4; undefined while unset. */
  severity?: number;
  likelihood?: number;
  fearedEvent: string;
  measures: string;
  classes: string[];
  evidence: string;
}

/** The parts of an assessment that people fill, for checks and exports. */
export interface AssessmentDocument {
  file: string;
  id: string;
  title: string;
  kind: string;
  status: string;
  created: string;
  reviewDue: string;
  purposes: string[];
  legalBasis: string;
  specialCategoryBasis: string;
  dataSubjects: string[];
  transfers: string[];
  retention: string[];
  systems: string[];
  roles: Record<string, string>;
  signOffs: { role: string; by: string; verdict: string }[];
  sections: DocumentSection[];
  risks: JudgedRisk[];
  /** Where the front matter's keys stand. */
  keyRange: (key: string) => Range;
}

/** Reads the human parts of an assessment; undefined where its front matter cannot be read, which `readAssessment` tells. */
export function readDocument(file: string, text: string): AssessmentDocument | undefined {
  const parts = outline(text);
  const source = parts.frontMatter ? readYaml(file, text, ...parts.frontMatter).source : undefined;
  const root = source ? rootMap(source) : undefined;
  if (!source || !root) return undefined;
  const starts = lineStarts(text);
  const processing = child(source, root, 'processing');
  const word = (key: string, inner = root): string => textOf(child(source, inner, key)) ?? '';
  const words = (key: string): string[] => items(source, child(source, processing, key)).map((item) => textOf(item) ?? fieldsOf(item)).filter((value) => value !== '');
  const fieldsOf = (item: Parameters<typeof textOf>[0]): string => (isMap(item) ? item.items.map((pair) => `${String(pair.key)}: ${String(pair.value)}`).join(', ') : '');
  const scope = child(source, root, 'scope');
  const roles = child(source, root, 'roles');
  return {
    file, id: word('pia'), title: word('title'), kind: word('kind'), status: word('status') || 'draft', created: word('created'), reviewDue: word('review_due'),
    purposes: words('purposes'), legalBasis: textOf(child(source, processing, 'legal_basis')) ?? '', specialCategoryBasis: textOf(child(source, processing, 'special_category_basis')) ?? '',
    dataSubjects: words('data_subjects'), transfers: words('transfers'), retention: words('retention'), systems: textsOf(source, child(source, scope, 'systems')),
    roles: Object.fromEntries(['owner', 'author', 'dpo', 'ciso'].flatMap((role) => { const handle = textOf(child(source, roles, role)); return handle ? [[role, handle]] : []; })),
    signOffs: items(source, child(source, root, 'sign_off')).map((item) => ({ role: textOf(child(source, item, 'role')) ?? '', by: textOf(child(source, item, 'by')) ?? '', verdict: textOf(child(source, item, 'verdict')) ?? '' })),
    sections: parts.headings.flatMap((heading): DocumentSection[] => {
      const [id] = heading.ids;
      return id === undefined || /^R-\d+$/.test(id) ? [] : [{ id, title: heading.text, range: heading.range, answer: answerOf(text, parts.headings, heading) }];
    }),
    risks: riskHeadings(parts).map(({ heading, risk }) => {
      const fields = fieldsBetween(text, heading.line[1], sectionEnd(text, parts.headings, heading));
      const field = (name: string): string => { const value = fields.get(name) ?? ''; return value === 'unset' ? '' : value; };
      const level = (name: string): number | undefined => (/^[1-4]$/.test(field(name)) ? Number(field(name)) : undefined);
      const severity = level('severity');
      const likelihood = level('likelihood');
      return {
        id: risk, title: heading.text.replace(new RegExp(`^${risk}\\W*`), '').trim() || risk, range: heading.range, fearedEvent: field('feared event'), measures: field('measures'),
        classes: (fields.get('class') ?? '').split(',').map((name) => name.trim()).filter((name) => name !== ''), evidence: fields.get('evidence') ?? '',
        ...(severity === undefined ? {} : { severity }), ...(likelihood === undefined ? {} : { likelihood }),
      };
    }),
    keyRange(key) {
      const node = child(source, key.startsWith('processing.') ? processing : root, key.replace('processing.', ''));
      return node ? rangeOf(source, node) : rangeBetween(starts, 0, 0);
    },
  };
}

/** The text of a heading up to the next one, without blocks, anchors and the machine's questions. */
function answerOf(text: string, headings: readonly Heading[], heading: Heading): string {
  const next = headings[headings.indexOf(heading) + 1];
  return text.slice(heading.line[1], next?.start ?? text.length)
    .replace(/<!--\s*shipmate:begin\s+(\S+)\s*-->[^]*?<!--\s*shipmate:end\s+\1\s*-->/g, '')
    .replace(/^_People:_.*$/gm, '')
    .replace(/<!--[^]*?-->/g, '')
    .trim();
}
