import { useEffect, useRef, useState } from 'react';
import type { ExplainNode } from '../../../shared/explain/node.ts';
import { explainLine, explainText, filledFormula } from '../../../shared/view/explain-view.ts';
import { formatQuantity } from '../../../shared/view/quantity-format.ts';
import { shownState, STATE_WORDS } from '../../../shared/view/shown-state.ts';
import { limitPhrase, shownValue } from '../../../shared/view/target-text.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorNote } from '../../components/EmptyState.tsx';
import { Icon } from '../../components/Icon.tsx';
import { STATE_MARKS } from '../../components/state-marks.ts';
import { Status } from '../../components/Status.tsx';
import { refreshExplain, useExplain } from '../../state/explain-store.ts';
import { copyText } from '../../state/clipboard.ts';
import { openHelp } from '../../state/help-store.ts';
import { ExplainTree } from './ExplainTree.tsx';

function Root({ node }: { readonly node: ExplainNode }) {
  const constraint = useExplain((state) => state.constraint);
  const target = useExplain((state) => state.target);
  const quantity = formatQuantity(node.value, node.unit);
  const formula = filledFormula(node);
  const state = constraint === null ? null : shownState(constraint);
  return (
    <>
      <p className={target?.side === 'after' ? 'figure scen' : 'figure'}>
        {constraint === null ? quantity.text : shownValue(constraint)}
        {constraint === null && quantity.unit !== '' ? <span className="fig-u"> {quantity.unit}</span> : null}
      </p>
      {formula === null ? null : <p className="eq mono">{formula}</p>}
      {node.formula === undefined ? null : (
        <p className="explain-formula">
          <button
            type="button"
            className="linkish"
            onClick={() => openHelp({ tab: 'formulas', formula: node })}
          >
            Formula
          </button>
        </p>
      )}
      {constraint === null || state === null ? null : (
        <p className="explain-verdict">
          <Status mark={STATE_MARKS[state]}>{STATE_WORDS[state]}</Status>
          <span className="mute">{limitPhrase(constraint)}</span>
        </p>
      )}
      {constraint?.notes?.map((note) => (
        <p key={note} className="explain-note">
          {note}
        </p>
      ))}
    </>
  );
}

function WhatWouldChange() {
  const tried = useExplain((state) => state.tried);
  if (tried.length === 0) return null;
  return (
    <div className="asm">
      <h3>What would change it</h3>
      <ul>
        {tried.map(({ label, value }) => (
          <li key={label}>
            <span>{label}</span>
            <b>{value}</b>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Body() {
  const target = useExplain((state) => state.target);
  const node = useExplain((state) => state.node);
  const failure = useExplain((state) => state.failure);
  if (target === null) {
    return <p className="soft">Click any number, or focus it and press Enter, to see how it comes about.</p>;
  }
  return (
    <>
      <p className="mute small-text">
        {target.title}
        {target.side === 'after' ? ', with the scenario' : ''}
      </p>
      {failure === null ? null : (
        <ErrorNote title="It was not derived." again={() => void refreshExplain()}>
          {failure}
        </ErrorNote>
      )}
      {node === null ? null : (
        <>
          <Root node={node} />
          <ExplainTree key={`${target.key}:${target.side}`} root={node} {...focusOf(target.focus)} />
        </>
      )}
      <WhatWouldChange />
    </>
  );
}

const focusOf = (focus: string | undefined) => (focus === undefined ? {} : { focus });

/** Why a number is what it is: the number large, its formula filled in, then the tree down to entities and assumptions. */
export function ExplainPanel() {
  const close = useExplain((state) => state.close);
  const target = useExplain((state) => state.target);
  const node = useExplain((state) => state.node);
  const panel = useRef<HTMLElement>(null);
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    },
    [opener],
  );
  const copy = () => {
    if (node === null || target === null) return;
    void copyText('Derivation', `${target.title}\n${explainText(node)}\n`);
  };
  return (
    <aside className="explain" aria-label="Explain" ref={panel}>
      <div className="bar">
        <Icon name="explain" />
        <h2>Explain</h2>
        <span className="grow" />
        <Button kind="quiet" small icon="copy" label="Copy as text" disabled={node === null} onPress={copy} />
        <Button kind="quiet" small icon="x" label="Close Explain" onPress={close} />
      </div>
      <div className="body">
        <Body key={explainLineKey(node)} />
      </div>
    </aside>
  );
}

/** Keeps the tree's opened branches while only values change under it. */
function explainLineKey(node: ExplainNode | null): string {
  return node === null ? 'none' : explainLine(node).label;
}
