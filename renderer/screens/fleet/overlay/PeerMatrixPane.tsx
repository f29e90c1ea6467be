import { useMemo, useState } from 'react';
import {
  PEER_METRICS,
  type PeerMeasure,
  type MeasuredPeers,
} from '../../../../shared/model/measured-peers.ts';
import type { Policy } from '../../../../shared/model/policy.ts';
import { counted, NOT_MEASURED } from '../../../../shared/view/number-format.ts';
import {
  fittingGrouping,
  PEER_UNITS,
  peerCellNode,
  peerMatrix,
  type PeerGrouping,
  type PeerMatrix,
  type PeerQuestion,
  type PeerReduction,
} from '../../../../shared/view/peer-matrix.ts';
import { quantityText } from '../../../../shared/view/quantity-format.ts';
import { ExplainNumber } from '../../../app/explain/ExplainNumber.tsx';
import { ChartFigure } from '../../../app/figure/ChartFigure.tsx';
import { Matrix } from '../../../charts/Matrix.tsx';
import { Button } from '../../../components/Button.tsx';
import { Select } from '../../../components/Select.tsx';
import { Mark } from '../../../components/Status.tsx';
import { NeverImported } from '../services/HistoryPane.tsx';

const MEASURES: readonly { readonly key: PeerMeasure; readonly title: string }[] = [
  { key: 'roundTripSeconds', title: 'Round trip' },
  { key: 'dropRatio', title: 'Loss' },
  { key: 'handshakeAgeSeconds', title: 'Handshake age' },
];
const GROUPINGS: readonly { readonly id: PeerGrouping; readonly label: string }[] = [
  { id: 'cluster', label: 'clusters' },
  { id: 'failureDomain', label: 'failure domains' },
  { id: 'end', label: 'hosts' },
];
const REDUCTIONS: readonly { readonly id: PeerReduction; readonly label: string }[] = [
  { id: 'worst', label: 'worst tunnel' },
  { id: 'p95', label: 'p95 of tunnels' },
];
/** Pixels: sixty hosts are seen at once, more are scrolled. */
const ROOM = 640;

type Within = PeerQuestion['within'];

function limitOf(measure: PeerMeasure, policy: Policy): number | null {
  if (measure === 'dropRatio') return policy.overlayPacketLossMaxRatio;
  return measure === 'handshakeAgeSeconds' ? policy.overlayHandshakeAgeMaxSeconds : null;
}

interface ChosenProps {
  readonly peers: MeasuredPeers;
  readonly matrix: PeerMatrix;
  readonly question: PeerQuestion;
  readonly cell: number;
  readonly onDrill: (from: string, to: string) => void;
}

/** The chosen cell in words; its figure explains itself, and of groups the tunnels are one step away. */
function Chosen({ peers, matrix, question, cell, onDrill }: ChosenProps) {
  const node = peerCellNode(peers, matrix, question, cell);
  if (node === null)
    return <p className="sv-chosen mute">Choose a cell: its figure, what it is made of, and its tunnels.</p>;
  const from = matrix.rows[Math.floor(cell / matrix.columns.length)] ?? '';
  const to = matrix.columns[cell % matrix.columns.length] ?? '';
  const tunnels = matrix.tunnels[cell]?.length ?? 0;
  const value = typeof node.value === 'number' ? node.value : null;
  return (
    <p className="sv-chosen">
      {matrix.missed[cell] === 1 ? <Mark mark="breach" label="missed" /> : null}
      <b>
        {from} → {to}
      </b>
      <ExplainNumber
        target={{
          key: `peers ${question.measure} ${from} ${to}`,
          title: `${MEASURES.find(({ key }) => key === question.measure)?.title ?? ''}, ${from} → ${to}`,
          side: 'before',
          node,
        }}
      >
        {value === null ? NOT_MEASURED : quantityText(value, PEER_UNITS[question.measure])}
      </ExplainNumber>
      {question.grouping === 'end' ? null : (
        <>
          <span className="mute">
            {question.reduction === 'worst' ? 'worst' : 'p95'} of {counted(tunnels, 'tunnel')}
          </span>
          <Button kind="quiet" small onPress={() => onDrill(from, to)}>
            {`Show ${counted(tunnels, 'tunnel')}`}
          </Button>
        </>
      )}
    </p>
  );
}

/** What the scenario takes out of the mesh; nothing where it takes nothing. */
function LostTunnels({ peers, lost }: { readonly peers: MeasuredPeers; readonly lost: ReadonlySet<string> }) {
  const gone = peers.ends.filter((end) => lost.has(end));
  if (gone.length === 0) return null;
  const isLost = (end: number | undefined): boolean => lost.has(peers.ends[end ?? -1] ?? '');
  const tunnels = peers.from.reduce(
    (count, from, tunnel) => count + Number(isLost(from) || isLost(peers.to[tunnel])),
    0,
  );
  return (
    <p className="sv-chosen scen">
      <Mark mark="scen" />
      <span>
        In the scenario {gone.slice(0, 3).join(', ')}
        {gone.length > 3 ? ` and ${gone.length - 3} more` : ''} {gone.length === 1 ? 'is' : 'are'} lost, and{' '}
        <b>{counted(tunnels, 'measured tunnel')}</b> with {gone.length === 1 ? 'it' : 'them'}.
      </span>
    </p>
  );
}

/** Host × host, or group × group where there are too many to read one by one: round trip, loss, handshake age. */
export function PeerMatrixPane({
  peers,
  policy,
  lost,
}: {
  readonly peers: MeasuredPeers;
  readonly policy: Policy;
  /** Ends the scenario takes away. */
  readonly lost: ReadonlySet<string>;
}) {
  const [measure, setMeasure] = useState<PeerMeasure>('roundTripSeconds');
  const [chosenGrouping, setGrouping] = useState<PeerGrouping | null>(null);
  const [reduction, setReduction] = useState<PeerReduction>('worst');
  const [within, setWithin] = useState<Within>(null);
  const [selected, setSelected] = useState(-1);
  const grouping = within === null ? (chosenGrouping ?? fittingGrouping(peers)) : 'end';
  const question = useMemo<PeerQuestion>(
    () => ({ measure, grouping, reduction, within, limit: limitOf(measure, policy) }),
    [measure, grouping, reduction, within, policy],
  );
  const matrix = useMemo(() => peerMatrix(peers, question), [peers, question]);
  const title = MEASURES.find(({ key }) => key === measure)?.title ?? '';
  const text = (value: number): string => quantityText(value, PEER_UNITS[measure]);
  const label = `${title} from ${grouping === 'end' ? 'host to host' : 'group to group'}`;
  const textOf = (row: number, column: number): string => {
    const cell = row * matrix.columns.length + column;
    const value = matrix.values[cell] ?? Number.NaN;
    const tunnels = matrix.tunnels[cell]?.length ?? 0;
    if (lost.has(matrix.rows[row] ?? '') || lost.has(matrix.columns[column] ?? ''))
      return Number.isNaN(value) ? 'lost in the scenario' : `${text(value)}, lost in the scenario`;
    if (Number.isNaN(value)) return NOT_MEASURED;
    return grouping === 'end' ? text(value) : `${text(value)}, ${reduction} of ${counted(tunnels, 'tunnel')}`;
  };
  const change = (act: () => void): void => {
    act();
    setSelected(-1);
  };
  const drill = (from: string, to: string): void => {
    if (grouping !== 'end') change(() => setWithin({ by: grouping, from, to }));
  };
  const range =
    matrix.least === null || matrix.most === null
      ? ''
      : `${counted(matrix.measured, 'measured tunnel')}, ${text(matrix.least)} – ${text(matrix.most)}`;
  return (
    <section className="sv-pane sv-pairs" aria-label="Host to host">
      <header>
        <h2>Host to host</h2>
        <span className="note">{range}</span>
      </header>
      <div className="sv-tools">
        <div className="seg" role="group" aria-label="What is drawn">
          {MEASURES.map(({ key, title: name }) => (
            <button
              key={key}
              type="button"
              className={key === measure ? 'on' : ''}
              aria-pressed={key === measure}
              onClick={() => change(() => setMeasure(key))}
            >
              {name}
            </button>
          ))}
        </div>
        {within === null ? (
          <Select
            plain
            small
            label="Rows and columns"
            value={grouping}
            options={GROUPINGS}
            onChange={(id) => change(() => setGrouping(GROUPINGS.find((one) => one.id === id)?.id ?? null))}
          />
        ) : (
          <Button kind="quiet" small icon="left" onPress={() => change(() => setWithin(null))}>
            {`All ${within.by === 'cluster' ? 'clusters' : 'failure domains'}`}
          </Button>
        )}
        {grouping === 'end' ? (
          within === null ? null : (
            <span className="mute">
              {within.from} → {within.to}, host by host
            </span>
          )
        ) : (
          <Select
            plain
            small
            label="Figure of a pair of groups"
            value={reduction}
            options={REDUCTIONS}
            onChange={(id) => change(() => setReduction(id === 'p95' ? 'p95' : 'worst'))}
          />
        )}
      </div>
      {matrix.measured === 0 ? (
        <NeverImported name={PEER_METRICS[measure]} />
      ) : (
        <>
          <ChartFigure
            label={label}
            description={`${label}: ${range}. Arrow keys go from pair to pair, Enter chooses.`}
            table={() => ({
              columns: ['From', 'To', `${title} (${PEER_UNITS[measure]})`, 'Tunnels'],
              rows: matrix.tunnels.flatMap((tunnels, cell) =>
                tunnels.length === 0
                  ? []
                  : [
                      [
                        matrix.rows[Math.floor(cell / matrix.columns.length)] ?? '',
                        matrix.columns[cell % matrix.columns.length] ?? '',
                        matrix.values[cell] ?? null,
                        tunnels.length,
                      ],
                    ],
              ),
            })}
          >
            <Matrix
              label={label}
              rows={matrix.rows}
              columns={matrix.columns}
              axes={['from', 'to']}
              steps={matrix.steps}
              missed={matrix.missed}
              textOf={textOf}
              selected={selected}
              onSelect={setSelected}
              room={ROOM}
              lost={lost}
            />
          </ChartFigure>
          <Chosen peers={peers} matrix={matrix} question={question} cell={selected} onDrill={drill} />
        </>
      )}
      <LostTunnels peers={peers} lost={lost} />
      {peers.unplaced === 0 ? null : (
        <p className="mute sv-missing">
          {counted(peers.unplaced, 'series', 'series')} of tunnels name no source and target the inventory
          knows.
        </p>
      )}
    </section>
  );
}
