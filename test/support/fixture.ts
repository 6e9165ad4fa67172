/** What an annotation says about findings: asserted, missed so far and asserted, or reported wrongly so far and asserted. */
export type Expectation = 'finding' | 'known-miss' | 'known-noise';

/** A span on one line of a file. `end` is absent where only the start is labelled. Lines and columns count from 0. */
export interface Mark {
  file: string;
  line: number;
  start: number;
  end?: number;
  /** Line of the annotation in the fixture, counted from 1. */
  at: number;
}

/** A flow step the next expected finding passes. */
export interface ExpectedStep extends Mark {
  kind: string;
  dataType?: string;
}

/** How the data come to the place: written there, inside its function, through other functions, or by a type declared elsewhere. */
export type Kind = 'direct' | 'local' | 'inter-procedural' | 'type';

/** A finding the fixture speaks of. */
export interface ExpectedFinding extends Mark {
  kind?: Kind;
  expectation: Expectation;
  classId: string;
  /** Sorted. */
  dataTypes: string[];
  steps: ExpectedStep[];
}

/** A fixture: a workspace and what is expected of it. */
export interface Fixture {
  name: string;
  /** Texts by path, annotations blanked; every line keeps its number. */
  files: Record<string, string>;
  /** By path, the line of the fixture (from 0) on which the file begins. */
  offsets: Record<string, number>;
  expected: ExpectedFinding[];
  /** Annotations that cannot be read, as `line: reason`. */
  problems: string[];
}

const fileLine = /^(?:\/\/|#)- \/(\S+)\s*$/;
const caretLine = /^(\s*(?:\/\/|#)\s*([?!])?\s*)(\^+)(<)?\s*(.*)$/;
const arrowLine = /^(\s*)(?:\/\/|#)<-(\^*)\s*(.*)$/;
const labelForm = /^([a-z][a-z0-9-]*)(?::\s*([^[]+?))?(?:\s*\[(direct|local|inter-procedural|type)\])?$/;
const stepForm = /^(source|step|call|sink)(?:\s+([a-z0-9-]+))?$/;

/** Reads a fixture: files by their `//-` lines, findings by the carets below the code they speak of. */
export function readFixture(name: string, text: string): Fixture {
  const fixture: Fixture = { name, files: {}, offsets: {}, expected: [], problems: [] };
  let path = name.slice(name.lastIndexOf('/') + 1);
  let begin = 0;
  let lines: string[] = [];
  let codeLine = -1;
  let steps: ExpectedStep[] = [];
  const close = (): void => {
    if (lines.some((line) => line.trim() !== '')) fixture.files[path] = lines.join('\n') + '\n';
    fixture.offsets[path] = begin;
  };
  for (const [index, line] of text.replace(/\n$/, '').split(/\r?\n/).entries()) {
    const header = fileLine.exec(line);
    if (header) {
      close();
      [path, begin, lines, codeLine] = [header[1] ?? '', index + 1, [], -1];
      continue;
    }
    const note = noteOf(line);
    if (!note) {
      lines.push(line);
      codeLine = lines.length - 1;
      continue;
    }
    lines.push('');
    const mark: Mark = { file: path, line: codeLine, start: note.start, at: index + 1, ...(note.end === undefined ? {} : { end: note.end }) };
    const problem = codeLine < 0 ? 'no code line stands above' : note.end !== undefined && note.end > (lines[codeLine] ?? '').length ? 'the carets reach beyond the line' : '';
    if (problem !== '') fixture.problems.push(`${index + 1}: ${problem}`);
    const step = note.isStep ? stepForm.exec(note.label) : null;
    const label = note.isStep ? null : labelForm.exec(note.label);
    if (step) steps.push({ ...mark, kind: step[1] ?? '', ...(step[2] === undefined ? {} : { dataType: step[2] }) });
    else if (label) {
      const dataTypes = (label[2] ?? '').split(',').map((type) => type.trim()).filter((type) => type !== '').sort();
      fixture.expected.push({ ...mark, expectation: note.expectation, classId: label[1] ?? '', dataTypes, steps, ...(label[3] === undefined ? {} : { kind: label[3] as Kind }) });
      steps = [];
    } else fixture.problems.push(`${index + 1}: "${note.label}" is no label`);
  }
  close();
  for (const step of steps) fixture.problems.push(`${step.at}: no finding follows this step`);
  return fixture;
}

interface Note {
  start: number;
  end: number | undefined;
  expectation: Expectation;
  isStep: boolean;
  label: string;
}

function noteOf(line: string): Note | undefined {
  const caret = caretLine.exec(line);
  if (caret) {
    const start = caret[1]?.length ?? 0;
    const expectation = caret[2] === '?' ? 'known-miss' : caret[2] === '!' ? 'known-noise' : 'finding';
    return { start, end: start + (caret[3]?.length ?? 0), expectation, isStep: caret[4] === '<', label: (caret[5] ?? '').trim() };
  }
  const arrow = arrowLine.exec(line);
  if (!arrow) return undefined;
  const start = arrow[1]?.length ?? 0;
  const carets = arrow[2]?.length ?? 0;
  const end = carets === 0 ? undefined : line.indexOf('<-') + 2 + carets;
  return { start, end, expectation: 'finding', isStep: false, label: (arrow[3] ?? '').trim() };
}
