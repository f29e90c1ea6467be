import { parseSync } from 'vite';

/** A node of the syntax tree, as far as this reads it. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && typeof (value as SyntaxNode).type === 'string';

export const nodesOf = (value: unknown): readonly SyntaxNode[] =>
  Array.isArray(value) ? value.filter(isNode) : [];

export const nodeOf = (value: unknown): SyntaxNode | null => (isNode(value) ? value : null);

/** Every node below, in the order of the source. */
export function* descendants(node: SyntaxNode): Generator<SyntaxNode> {
  yield node;
  for (const [key, value] of Object.entries(node)) {
    if (key === 'parent') continue;
    for (const child of Array.isArray(value) ? nodesOf(value) : nodesOf([value])) yield* descendants(child);
  }
}

export const nameOf = (node: SyntaxNode | null): string | null =>
  node !== null && node.type === 'Identifier' ? String(node['name']) : null;

/** A declaration at the top of a file, with the docstring right above it. */
export interface Declaration {
  readonly name: string;
  readonly node: SyntaxNode;
  /** Text between the marks; `null` without one. */
  readonly comment: string | null;
}

function declared(statement: SyntaxNode): readonly { readonly name: string; readonly node: SyntaxNode }[] {
  const inner = statement.type === 'ExportNamedDeclaration' ? nodeOf(statement['declaration']) : statement;
  if (inner === null) return [];
  if (inner.type === 'VariableDeclaration') {
    return nodesOf(inner['declarations']).flatMap((node) => {
      const name = nameOf(nodeOf(node['id']));
      return name === null ? [] : [{ name, node }];
    });
  }
  const name = nameOf(nodeOf(inner['id']));
  return name === null ? [] : [{ name, node: inner }];
}

/** The declarations of a file. The source is taken to be right: the compiler has seen it. */
export function declarationsOf(file: string, source: string): readonly Declaration[] {
  const { program, comments } = parseSync(file, source);
  const before = (start: number): string | null => {
    const comment = comments.findLast(({ end }) => end <= start);
    if (comment === undefined || comment.type !== 'Block' || !comment.value.startsWith('*')) return null;
    return source.slice(comment.end, start).trim() === '' ? comment.value : null;
  };
  return nodesOf(program.body).flatMap((statement) =>
    declared(statement).map(({ name, node }) => ({ name, node, comment: before(statement.start) })),
  );
}

export const lineAt = (source: string, offset: number): number => source.slice(0, offset).split('\n').length;
