import type { DragEvent, KeyboardEvent } from 'react';
import type { Prospect } from '../../../../shared/ipc/pipeline-channels.ts';
import type { CustomerEffect, PipelineOdds } from '../../../../shared/timeline/pipeline-result.ts';
import { formatDecimal } from '../../../../shared/view/number-format.ts';
import { oddsText } from '../../../../shared/view/odds-view.ts';
import { isUncertain } from '../../../../shared/view/interval-text.ts';
import { cellOfColumn, withCell } from '../../../../shared/view/pipeline-text.ts';
import { shareNode } from '../../../../shared/view/pipeline-view.ts';
import { ExplainNumber } from '../../../app/explain/ExplainNumber.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { MenuButton } from '../../../components/MenuButton.tsx';
import { Select } from '../../../components/Select.tsx';
import { showTab } from '../../../state/onboarding-store.ts';
import { assume, usePipeline } from '../../../state/pipeline-store.ts';
import { CellInput } from './CellInput.tsx';

const DRAGGED = 'application/x-headroom-prospect';

interface ProspectRowProps {
  readonly prospect: Prospect;
  readonly at: number;
  /** Place in the order to sign, from 1; `null` while the odds are not those of this pipeline. */
  readonly rank: number | null;
  readonly effect: CustomerEffect | null;
  readonly odds: PipelineOdds | null;
  readonly problems: ReadonlyMap<string, string>;
  /** Their day has come: they are in the data, and no dice are thrown for them. */
  readonly isLive: boolean;
  readonly onChange: (prospect: Prospect) => void;
  readonly onMove: (step: number) => void;
  readonly onDrop: (dragged: string) => void;
  readonly onAct: (act: 'open' | 'duplicate' | 'remove') => void;
}

const CELLS = [
  { column: 'customer', label: 'Customer', path: 'customer' },
  { column: 'on', label: 'Starts', path: 'on', placeholder: 'at once' },
  { column: 'probability', label: 'Likely', path: 'probability', placeholder: 'certain', isNumber: true },
  { column: 'microvms', label: 'MicroVMs', path: 'fleet', placeholder: '50 s2, 20 m8' },
  { column: 'connections', label: 'Connections', path: 'connections', isNumber: true },
  { column: 'ramp', label: 'Ramp', path: 'ramp', placeholder: 'at once' },
] as const;

const ASSUMED = [
  { id: 'likely', label: 'as likely' },
  { id: 'signed', label: 'signed' },
  { id: 'lost', label: 'lost' },
];

function Effect({
  effect,
  odds,
  name,
}: {
  readonly effect: CustomerEffect;
  readonly odds: PipelineOdds;
  readonly name: string;
}) {
  const moved = effect.daysMoved;
  return (
    <>
      <td className="r">
        {effect.breaks === 0 ? (
          <span className="mute">never</span>
        ) : (
          <ExplainNumber
            target={{
              key: `breaks ${effect.customer}`,
              title: `${name} breaks a target`,
              side: 'after',
              node: shareNode(odds, effect.breaks, `${name} breaks a target that holds without it`),
            }}
            className="scen strong"
          >
            {oddsText(effect.breaks)}
          </ExplainNumber>
        )}
      </td>
      <td className="r">
        {moved < 0.05 ? <span className="mute">0 d</span> : `−${formatDecimal(moved, 1)} d`}
      </td>
    </>
  );
}

/** One customer of the pipeline, typed where it stands; moved by its grip or with Alt and the arrow keys. */
export function ProspectRow(props: ProspectRowProps) {
  const { prospect, at, rank, effect, odds, problems, onChange, onMove } = props;
  const assumed = usePipeline((state) => state.assumed.get(prospect.id) ?? null);
  const name = prospect.customer === '' ? `customer ${at + 1}` : prospect.customer;
  const onKeyDown = (key: KeyboardEvent): void => {
    if (!key.altKey || (key.key !== 'ArrowUp' && key.key !== 'ArrowDown')) return;
    key.preventDefault();
    onMove(key.key === 'ArrowUp' ? -1 : 1);
  };
  const onDrop = (drop: DragEvent): void => {
    const dragged = drop.dataTransfer.getData(DRAGGED);
    if (dragged === '') return;
    drop.preventDefault();
    props.onDrop(dragged);
  };
  const problemAt = (path: string): string | undefined =>
    [...problems].find(
      ([key]) => key === path || key.startsWith(`${path}[`) || key.startsWith(`${path}.`),
    )?.[1];
  return (
    <tr
      onKeyDown={onKeyDown}
      onDragOver={(drag) => {
        if (drag.dataTransfer.types.includes(DRAGGED)) drag.preventDefault();
      }}
      onDrop={onDrop}
      className={assumed === 'lost' ? 'is-lost' : ''}
    >
      <td className="grip-cell">
        <span
          className="grip"
          draggable
          aria-hidden="true"
          title="Drag, or Alt and the arrow keys in the row"
          onDragStart={(drag) => {
            drag.dataTransfer.setData(DRAGGED, prospect.id);
            drag.dataTransfer.effectAllowed = 'move';
          }}
        >
          <Icon name="grip" size={14} />
        </span>
      </td>
      {CELLS.map((cell) => {
        const problem = problemAt(cell.path);
        const value = cellOfColumn(prospect, cell.column);
        return (
          <td key={cell.column} className={`c-${cell.column}${isUncertain(value) ? ' is-interval' : ''}`}>
            <CellInput
              label={`${cell.label} of ${name}`}
              value={value}
              {...('placeholder' in cell ? { placeholder: cell.placeholder } : {})}
              {...('isNumber' in cell ? { isNumber: true } : {})}
              {...(problem === undefined ? {} : { problem })}
              onCommit={(text) => {
                const next = withCell(prospect, cell.column, text);
                if (typeof next === 'string') return next;
                onChange({ customer: '', ...next, id: prospect.id, type: 'onboardCustomer' });
                return null;
              }}
            />
          </td>
        );
      })}
      <td className="c-if">
        <Select
          small
          plain
          label={`What if ${name}`}
          value={assumed ?? 'likely'}
          options={ASSUMED}
          onChange={(id) => assume(prospect.id, id === 'signed' || id === 'lost' ? id : null)}
        />
      </td>
      {props.isLive ? (
        <td className="r" colSpan={2}>
          <button type="button" className="linkish" onClick={() => showTab('live')}>
            live, compare
          </button>
        </td>
      ) : effect === null || odds === null ? (
        <td className="r mute" colSpan={2}>
          {odds === null ? '' : '—'}
        </td>
      ) : (
        <Effect effect={effect} odds={odds} name={name} />
      )}
      <td className="r">{rank === null ? '' : rank}</td>
      <td className="r acts">
        <MenuButton
          iconOnly
          small
          icon="more"
          label={`Acts on ${name}`}
          items={[
            { id: 'open', label: 'Preview this customer' },
            { id: 'up', label: 'Move up', beside: 'Alt ↑' },
            { id: 'down', label: 'Move down', beside: 'Alt ↓' },
            { id: 'duplicate', label: 'Duplicate' },
            { id: 'remove', label: 'Remove', danger: true },
          ]}
          onAction={(id) => {
            if (id === 'up' || id === 'down') onMove(id === 'up' ? -1 : 1);
            else if (id === 'open' || id === 'duplicate' || id === 'remove') props.onAct(id);
          }}
        />
      </td>
    </tr>
  );
}
