/** A code block of a decision record with the facts block that follows it. */
export interface Sample {
  fence: string;
  /** Line of the code block's fence, from 1. */
  line: number;
  code: string;
  facts: string;
}

/**
 * The samples of a Markdown text: every facts block gives one sample per code block directly above it (only blank lines between).
 * Code and facts end with a newline.
 */
export function samplesOf(markdown: string): Sample[] {
  const samples: Sample[] = [];
  let waiting: Omit<Sample, 'facts'>[] = [];
  let open: Omit<Sample, 'facts'> | undefined;
  for (const [index, text] of markdown.split('\n').entries()) {
    if (open === undefined && text.startsWith('```')) open = { fence: text.slice(3).trim(), line: index + 1, code: '' };
    else if (open !== undefined && text === '```') {
      const block = open;
      open = undefined;
      if (block.fence !== 'facts') waiting.push(block);
      else {
        for (const code of waiting) samples.push({ ...code, facts: block.code });
        waiting = [];
      }
    } else if (open !== undefined) open.code += `${text}\n`;
    else if (text.trim() !== '') waiting = [];
  }
  return samples;
}

/** The numbered constructs of the record: their headings and the text below each. */
export function constructsOf(markdown: string): { title: string; text: string }[] {
  const parts = markdown.split(/^(?=###? )/m);
  return parts.filter((part) => /^### \d+ /.test(part)).map((part) => ({ title: part.slice(4, part.indexOf('\n')), text: part }));
}
