/** Reads what the engine's docstrings say, as plain sentences. */

const SECTION = /MODEL\.md sections? (\d+)/;
/** `(MODEL.md section 7)`, `(MODEL.md sections 4 and 6, edgeLoss)`: for those who read the source beside the contract. */
const REFERENCE = /\s*\((?:[^()]*, )?MODEL\.md sections?[^()]*\)/g;

export interface Docstring {
  readonly text: string;
  readonly section: number | null;
}

/** The text between the comment marks as one paragraph per blank line, list items kept on lines of their own. */
export function docstringOf(comment: string): Docstring {
  const lines = comment
    .replace(/^\*/, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, '').trimEnd());
  const section = SECTION.exec(comment)?.[1];
  const text = lines
    .reduce((all, line) => {
      if (line.trim() === '') return `${all}\n\n`;
      if (/^\s*- /.test(line)) return `${all.trimEnd()}${all.endsWith('\n\n') ? '\n\n' : '\n'}${line.trim()}`;
      return all === '' || all.endsWith('\n') ? all + line.trim() : `${all} ${line.trim()}`;
    }, '')
    .replaceAll(REFERENCE, '')
    .replaceAll(/\{@link (\w+)\}/g, '`$1`')
    .trim();
  return { text, section: section === undefined ? null : Number(section) };
}

/** `edgeReconnect` → `Edge reconnect`. */
export function spelledOut(name: string): string {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
