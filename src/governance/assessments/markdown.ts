import type { Range } from '../../model/place';
import { endOfLine, lineStarts, rangeBetween } from '../text';

/** A heading with the ids that name it. */
export interface Heading {
  level: number;
  /** The text without `#` and id. */
  text: string;
  /** `{#id}` behind it and `<a id="id"></a>` above it. */
  ids: string[];
  /** Where its entry begins: the line of its anchor, or its own. */
  start: number;
  /** Where the line of the heading begins and ends. */
  line: [start: number, end: number];
  range: Range;
}

/** A block between `<!-- shipmate:begin ID -->` and `<!-- shipmate:end ID -->`. */
export interface Block {
  id: string;
  /** From the line behind the opening marker to that of the closing one: whole lines. */
  start: number;
  end: number;
}

/** What a Markdown text consists of, by offsets. */
export interface Outline {
  headings: Heading[];
  blocks: Block[];
  /** Markers without partner, or used twice. */
  strays: { id: string; range: Range }[];
  /** Offsets of the YAML between the lines `---` at the top. */
  frontMatter?: [start: number, end: number];
}

const anchor = /^<a (?:id|name)="([^"]+)">\s*<\/a>$/;
const marker = /^<!--\s*shipmate:(begin|end)\s+([A-Za-z0-9_-]+)\s*-->$/;

/** Reads headings, machine blocks and front matter of a Markdown text; lines in fenced code are only text. */
export function outline(text: string): Outline {
  const starts = lineStarts(text);
  const lines = starts.map((start) => ({ start, end: endOfLine(text, start) }));
  const result: Outline = { headings: [], blocks: [], strays: [] };
  let index = 0;
  if (/^---\s*$/.test(lineText(text, lines[0]))) {
    const close = lines.findIndex((line, at) => at > 0 && /^(?:---|\.\.\.)\s*$/.test(lineText(text, line)));
    if (close > 0) {
      result.frontMatter = [lines[1]?.start ?? 0, lines[close]?.start ?? 0];
      index = close + 1;
    }
  }
  let open: Block | undefined;
  const unclosed = new Set<string>();
  let anchors: { id: string; start: number }[] = [];
  for (; index < lines.length; index++) {
    const line = lines[index];
    if (!line) break;
    const content = lineText(text, line).trim();
    // Code in a fence is only text. A fence that nothing closes is a slip: it hides nothing.
    const close = open ? -1 : fenceEnd(text, lines, index, unclosed);
    if (close > 0) {
      index = close;
      anchors = [];
      continue;
    }
    const mark = marker.exec(content);
    if (mark) {
      const range = rangeBetween(starts, line.start, line.end);
      if (mark[1] === 'begin') {
        if (open) result.strays.push({ id: open.id, range });
        open = { id: mark[2] ?? '', start: lines[index + 1]?.start ?? line.end, end: -1 };
      } else if (open !== undefined && open.id === mark[2]) {
        const done: Block = { ...open, end: line.start };
        if (result.blocks.some((block) => block.id === done.id)) result.strays.push({ id: done.id, range });
        else result.blocks.push(done);
        open = undefined;
      } else result.strays.push({ id: mark[2] ?? '', range });
      continue;
    }
    const id = anchor.exec(content)?.[1];
    if (id !== undefined) {
      anchors.push({ id, start: line.start });
      continue;
    }
    const heading = /^(#{1,6})\s+(.*?)(?:\s+#+)?$/.exec(content);
    if (heading) {
      const own = /^(.*?)\s*\{#([^}\s]+)\}$/.exec(heading[2] ?? '');
      result.headings.push({
        level: heading[1]?.length ?? 1,
        text: own?.[1] ?? heading[2] ?? '',
        ids: [...anchors.map((above) => above.id), ...(own?.[2] === undefined ? [] : [own[2]])],
        start: anchors[0]?.start ?? line.start,
        line: [line.start, line.end],
        range: rangeBetween(starts, line.start, line.end),
      });
    }
    if (content !== '') anchors = [];
  }
  if (open) result.strays.push({ id: open.id, range: rangeBetween(starts, open.start, open.start) });
  return result;
}

/** The offset at which the entry of a heading ends: before the next heading of the same or a higher level. */
export function sectionEnd(text: string, headings: readonly Heading[], heading: Heading): number {
  const index = headings.indexOf(heading);
  return headings.slice(index + 1).find((next) => next.level <= heading.level)?.start ?? text.length;
}

/** Fields of the form `- key: value` between two offsets, comments and code marks removed; a later one of the same name is added with a comma. */
export function fieldsBetween(text: string, start: number, end: number): Map<string, string> {
  const fields = new Map<string, string>();
  for (const match of text.slice(start, end).matchAll(/^[-*][ \t]+([A-Za-z][A-Za-z ]{0,40}):[ \t]*([^\r\n]*)$/gm)) {
    const key = (match[1] ?? '').trim().toLowerCase();
    const value = (match[2] ?? '').replace(/<!--.*?-->/g, '').replace(/\[[^\]]*\]\(([^)]*)\)/g, '$1').replace(/`/g, '').trim();
    const before = fields.get(key);
    fields.set(key, before ? `${before}, ${value}` : value);
  }
  return fields;
}

/** The parts of a list that is written with commas. */
export function listOf(value: string | undefined): string[] {
  return (value ?? '').split(',').map((part) => part.trim()).filter((part) => part !== '');
}

/** A text as one table cell or list entry: no line ends, nothing that could close a cell or open a comment. */
export function inline(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/</g, '&lt;').replace(/(?<!\\)\|/g, '\\|').trim();
}

/** A text as code in a cell or list. */
export function code(text: string): string {
  return `\`${text.replace(/\s+/g, ' ').replace(/[`|]/g, '').replace(/<!--|-->/g, '')}\``;
}

/** The index of the line that closes the fence opened on a line; -1 where none is opened or nothing closes it. */
function fenceEnd(text: string, lines: readonly { start: number; end: number }[], index: number, unclosed: Set<string>): number {
  const ticks = /^(`{3,20}(?!`)|~{3,20}(?!~))/.exec(lineText(text, lines[index]).trim())?.[1];
  if (ticks === undefined || unclosed.has(ticks)) return -1;
  const close = lines.findIndex((line, at) => {
    if (at <= index) return false;
    const content = lineText(text, line).trim();
    return content.startsWith(ticks) && content.replaceAll(ticks.charAt(0), '') === '';
  });
  // What closes nothing here closes nothing further down: a file full of open fences is still read once.
  if (close < 0) unclosed.add(ticks);
  return close;
}

function lineText(text: string, line: { start: number; end: number } | undefined): string {
  return line ? text.slice(line.start, line.end) : '';
}
