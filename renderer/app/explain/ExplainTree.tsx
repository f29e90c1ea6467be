import { useState } from 'react';
import type { ExplainNode } from '../../../shared/explain/node.ts';
import { Icon } from '../../components/Icon.tsx';
import { openHelp } from '../../state/help-store.ts';
import { explainLine, type ExplainLine } from '../../../shared/view/explain-view.ts';

interface ExplainTreeProps {
  readonly root: ExplainNode;
  /** Label of the node that was clicked on a screen; it is marked and opened. */
  readonly focus?: string;
}

/** The first level is open, the second where it is short; deeper ones wait for a click. */
const SHORT = 3;
const MOST_OPEN_AT_FIRST = 8;

/** The derivation under its root, as a tree that opens level by level. */
export function ExplainTree({ root, focus }: ExplainTreeProps) {
  const children = root.inputs ?? [];
  if (children.length === 0 && root.source === undefined) return null;
  return (
    <div className="tree">
      <ul className="root">
        {(children.length === 0 ? [root] : children).map((child, at) => (
          <Branch
            key={`${at}:${child.label}`}
            node={child}
            depth={1}
            {...(focus === undefined ? {} : { focus })}
          />
        ))}
      </ul>
    </div>
  );
}

interface BranchProps {
  readonly node: ExplainNode;
  readonly depth: number;
  readonly focus?: string;
}

function Branch({ node, depth, focus }: BranchProps) {
  const line = explainLine(node);
  const branches = line.children.length;
  const [isOpen, setOpen] = useState(
    depth === 1 ? branches <= MOST_OPEN_AT_FIRST : depth === 2 && branches <= SHORT,
  );
  return (
    <li>
      {branches === 0 ? (
        <Row line={line} depth={depth} isMarked={node.label === focus} />
      ) : (
        <button type="button" className="tree-row" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <Icon name={isOpen ? 'down' : 'right'} size={12} />
          <Row line={line} depth={depth} isMarked={node.label === focus} />
        </button>
      )}
      {line.formula === null ? null : (
        <button
          type="button"
          className="f"
          title="Where it is computed"
          onClick={() => openHelp({ tab: 'formulas', formula: node })}
        >
          {line.formula}
        </button>
      )}
      <Origin line={line} />
      {isOpen && branches > 0 ? (
        <ul>
          {line.children.map((child, at) => (
            <Branch
              key={`${at}:${child.label}`}
              node={child}
              depth={depth + 1}
              {...(focus === undefined ? {} : { focus })}
            />
          ))}
        </ul>
      ) : null}
    </li>
  );
}

function Row({
  line,
  depth,
  isMarked,
}: {
  readonly line: ExplainLine;
  readonly depth: number;
  readonly isMarked: boolean;
}) {
  return (
    <span className={isMarked ? 'row clicked' : 'row'}>
      <span className="lab">{depth === 1 ? <b>{line.label}</b> : line.label}</span>
      <span className="val">
        {line.value.text}
        {line.value.unit === '' ? null : <span className="u"> {line.value.unit}</span>}
      </span>
    </span>
  );
}

function Origin({ line }: { readonly line: ExplainLine }) {
  if (line.origin === null) return null;
  return (
    <span className="src">
      <span className="origin">{line.origin}</span>
      <span className="ell">{line.of}</span>
    </span>
  );
}
