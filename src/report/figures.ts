import { masked } from './mask';

/** A part of a page: its title, a sentence, and a table. */
export interface Section {
  title: string;
  text?: string;
  head?: readonly string[];
  rows?: readonly (readonly string[])[];
}

/** A page as Markdown. */
export function markdownPage(title: string, sections: readonly Section[]): string {
  const cell = (text: string): string => masked(text).replace(/\s+/g, ' ').replace(/[|<>]/g, (c) => `\\${c}`);
  return [
    `# ${title}`,
    ...sections.flatMap(({ title: heading, text, head, rows }) => [
      '', `## ${heading}`,
      ...(text === undefined ? [] : ['', masked(text)]),
      ...(head && rows && rows.length > 0 ? ['', `| ${head.map(cell).join(' | ')} |`, `|${head.map(() => '---').join('|')}|`, ...rows.map((row) => `| ${row.map(cell).join(' | ')} |`)] : []),
    ]),
    '',
  ].join('\n');
}

/** The same page as one HTML file: no script, no address, readable by anybody who gets it. */
export function htmlPage(title: string, sections: readonly Section[]): string {
  const safe = (text: string): string => masked(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
  const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
    `<table><thead><tr>${head.map((name) => `<th scope="col">${safe(name)}</th>`).join('')}</tr></thead><tbody>${rows.map((row) => `<tr>${row.map((text) => `<td>${safe(text)}</td>`).join('')}</tr>`).join('')}</tbody></table>`;
  const body = sections.map(({ title: heading, text, head, rows }) =>
    `<section><h2>${safe(heading)}</h2>${text === undefined ? '' : `<p>${safe(text)}</p>`}${head && rows && rows.length > 0 ? table(head, rows) : ''}</section>`).join('\n');
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${safe(title)}</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; margin: 0.5rem 0 1.5rem; }
th, td { padding: 0.3rem 0.8rem; text-align: left; border-bottom: 1px solid #8886; }
</style>
<h1>${safe(title)}</h1>
${body}
</html>
`;
}
