/** The little Markdown that notices are written in: headings, paragraphs, lists. Read into parts, never into HTML. */
export type Block = { kind: 'heading'; level: number; text: string } | { kind: 'text'; text: string } | { kind: 'list'; ordered: boolean; items: string[] };

export function blocks(markdown: string): Block[] {
  return markdown.split(/\n\s*\n/).flatMap((part) => block(part.trim()));
}

function block(part: string): Block[] {
  if (part === '') return [];
  const heading = /^(#{1,4})\s+(.*)$/.exec(part.split('\n')[0] ?? '');
  if (heading) {
    const rest = part.split('\n').slice(1).join('\n').trim();
    return [{ kind: 'heading', level: heading[1]!.length, text: heading[2]! }, ...block(rest)];
  }
  const lines = part.split('\n');
  const mark = /^(\d+\.|[-*])\s+/;
  if (lines.every((line) => mark.test(line) || /^\s+\S/.test(line))) {
    const items = lines.reduce<string[]>((all, line) => (mark.test(line) ? [...all, line.replace(mark, '')] : [...all.slice(0, -1), `${all.at(-1) ?? ''} ${line.trim()}`]), []);
    return [{ kind: 'list', ordered: /^\d/.test(part), items }];
  }
  return [{ kind: 'text', text: lines.join(' ') }];
}
