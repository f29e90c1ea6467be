import { GuideButton } from '../../app/GuideButton.tsx';
import type { PolicyEntry, PolicyValue } from '../../../shared/ipc/policy-channels.ts';
import type { PolicyKey } from '../../../shared/model/policy.ts';
import { byHarm, constraintRow, pairConstraints } from '../../../shared/view/constraint-rows.ts';
import { formatMomentDay } from '../../../shared/view/date-format.ts';
import { counted } from '../../../shared/view/number-format.ts';
import { POLICY_LABELS, type PolicyLabel } from '../../../shared/view/policy-labels.ts';
import { inputUnit, toShown } from '../../../shared/view/unit-input.ts';
import { POLICY_FIELDS } from '../../../shared/model/policy-fields.ts';
import { CopyPane } from '../../app/figure/CopyPane.tsx';
import { Button } from '../../components/Button.tsx';
import { ConstraintTable } from '../../app/explain/ConstraintTable.tsx';
import { ErrorNote } from '../../components/EmptyState.tsx';
import { setChanges, useAssumptionDraft, type Changes } from '../../state/assumption-draft.ts';
import { startDecision } from '../../state/decision-store.ts';
import { useInventory } from '../../state/inventory-store.ts';
import { usePolicy } from '../../state/policy-store.ts';
import { OverheadEffect } from './OverheadEffect.tsx';
import { OverheadPane } from './OverheadPane.tsx';
import { PolicyInput } from './PolicyInput.tsx';
import { useEffectPreview } from './use-effect-preview.ts';

function defaultText(entry: PolicyEntry): string {
  const field = POLICY_FIELDS[entry.key];
  if (entry.defaultValue === null) return 'none';
  if (field.kind !== 'number' || typeof entry.defaultValue !== 'number') return String(entry.defaultValue);
  const unit = inputUnit(field.unit, null);
  const text = String(toShown(entry.defaultValue, unit));
  return unit.label === '%' ? `${text}%` : `${text} ${unit.label}`.trim();
}

interface RowProps {
  readonly label: PolicyLabel;
  readonly entry: PolicyEntry;
  readonly changes: Changes;
  readonly onChange: (value: PolicyValue) => void;
  readonly onDiscard: () => void;
}

function Row({ label, entry, changes, onChange, onDiscard }: RowProps) {
  const reset = usePolicy((state) => state.reset);
  const changed = Object.hasOwn(changes, entry.key);
  const value = changed ? (changes[entry.key] ?? null) : entry.value;
  return (
    <tr className={changed ? 'is-selected' : ''}>
      <th scope="row">{label.label}</th>
      <td className="policy-value">
        <PolicyInput entry={entry} label={label.label} value={value} onChange={onChange} />
      </td>
      <td>
        <span className="origin">{entry.origin}</span>{' '}
        {entry.atMs === null ? null : <span className="mute">{formatMomentDay(entry.atMs)}</span>}
      </td>
      <td className="r mute">{defaultText(entry)}</td>
      <td className="r">
        {changed ? (
          <Button
            kind="quiet"
            small
            icon="undo"
            label={`Keep ${label.label} as it was`}
            onPress={onDiscard}
          />
        ) : entry.origin === 'default' ? null : (
          <Button
            kind="quiet"
            small
            icon="undo"
            label={`Back to the default of ${label.label}`}
            onPress={() => void reset(entry.key)}
          />
        )}
      </td>
    </tr>
  );
}

/** What the changes would move, before they are saved. */
function Effect({
  changes,
  onSave,
  onDecide,
  onDiscard,
}: {
  readonly changes: Changes;
  readonly onSave: () => void;
  readonly onDecide: () => void;
  readonly onDiscard: () => void;
}) {
  const count = Object.keys(changes).length;
  const regionName = useInventory((state) => state.regionName);
  const { answer, failure, again } = useEffectPreview(changes);
  if (count === 0) {
    return (
      <p className="mute">
        Change a value to see here what it would move. Nothing is saved before you say so.
      </p>
    );
  }
  const moved =
    answer === null
      ? null
      : byHarm(
          pairConstraints(answer.before.constraints, answer.after.constraints).flatMap(
            (pair) => constraintRow(pair, regionName) ?? [],
          ),
        );
  return (
    <>
      {failure === null ? null : (
        <ErrorNote title="What it moves is not known." {...(again === null ? {} : { again })}>
          {failure}
        </ErrorNote>
      )}
      {moved === null ? (
        failure === null ? (
          <p className="mute">Computing what it moves…</p>
        ) : null
      ) : moved.rows.length === 0 ? (
        <p className="soft">No constraint moves by more than 2% of its limit.</p>
      ) : (
        <ConstraintTable rows={moved.rows} hasScenario heads={['Now', 'Changed']} />
      )}
      <div className="effect-acts">
        <Button onPress={onDiscard}>Discard</Button>
        <Button icon="decisions" disabled={failure !== null} onPress={onDecide}>
          Save as a decision…
        </Button>
        <Button kind="primary" disabled={failure !== null} onPress={onSave}>
          Save {counted(count, 'assumption')}
        </Button>
      </div>
    </>
  );
}

/** Every assumption with its value and origin; what a change would do is shown before it is saved. */
export function AssumptionsScreen() {
  const entries = usePolicy((state) => state.entries);
  const failure = usePolicy((state) => state.failure);
  const save = usePolicy((state) => state.changeAll);
  const changes = useAssumptionDraft((state) => state.changes);
  const byKey = new Map(entries.map((entry) => [entry.key, entry]));
  const groups = [...new Set(POLICY_LABELS.map(({ group }) => group))];
  const drop = (key: PolicyKey) => {
    const { [key]: _dropped, ...rest } = changes;
    setChanges(rest);
  };
  const values = entries.flatMap(({ key }) => {
    const value = changes[key];
    return value === undefined ? [] : [{ key, value }];
  });
  const decide = () =>
    startDecision({
      kind: 'policy',
      title: POLICY_LABELS.flatMap(({ key, label }) => (Object.hasOwn(changes, key) ? [label] : []))
        .join('; ')
        .slice(0, 180),
      change: { kind: 'policy', values },
      onRecorded: () => setChanges({}),
    });
  const saveAll = async () => {
    if (await save(values)) setChanges({});
  };
  return (
    <>
      <div className="head">
        <h1>Assumptions</h1>
        <GuideButton />
        <span className="meta">targets, reserves and how demand is counted; each with its origin</span>
      </div>
      <div className="assumptions split">
        <div className="pane assumption-list">
          {failure === null ? null : (
            <div className="screen-note">
              <ErrorNote
                title={
                  entries.length === 0 ? 'The assumptions were not read.' : 'What is shown may be older.'
                }
                again={() => void usePolicy.getState().load()}
              >
                {failure}
              </ErrorNote>
            </div>
          )}
          <OverheadPane />
          {groups.map((group) => (
            <section key={group}>
              <table aria-label={group} className="tbl">
                <thead>
                  <tr>
                    <th className="assumption-group">{group}</th>
                    <th>Value</th>
                    <th>Origin</th>
                    <th className="r">Default</th>
                    <th>
                      <span className="vh">Change</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {POLICY_LABELS.filter((label) => label.group === group).flatMap((label) => {
                    const entry = byKey.get(label.key);
                    return entry === undefined
                      ? []
                      : [
                          <Row
                            key={label.key}
                            label={label}
                            entry={entry}
                            changes={changes}
                            onChange={(value) =>
                              value === entry.value
                                ? drop(label.key)
                                : setChanges({ ...changes, [label.key]: value })
                            }
                            onDiscard={() => drop(label.key)}
                          />,
                        ];
                  })}
                </tbody>
              </table>
            </section>
          ))}
        </div>
        <div className="assumption-effects">
          <div className="pane effect">
            <header>
              <h2>Effect of the change</h2>
              <span className="note">on today’s constraints, before it is saved</span>
              <CopyPane what="Effect" />
            </header>
            <Effect
              changes={changes}
              onSave={() => void saveAll()}
              onDecide={decide}
              onDiscard={() => setChanges({})}
            />
          </div>
          <OverheadEffect />
        </div>
      </div>
    </>
  );
}
