import { useState } from 'react';
import type { ForecastAnswer } from '../../../shared/ipc/forecast-channels.ts';
import type { ForecastFrame } from '../../../shared/view/forecast-words.ts';
import { savedRow, type SavedFigure, type SavedRow } from '../../../shared/view/saved-rows.ts';
import { CopyCsv } from '../../app/figure/CopyCsv.tsx';
import { ExplainNumber } from '../../app/explain/ExplainNumber.tsx';
import { Button } from '../../components/Button.tsx';
import { keepForecasts, showSaved, useForecasts } from '../../state/forecast-store.ts';
import { useWorkspace } from '../../state/workspace-store.ts';

const SHOWN = 6;

function Cell({ figure, name }: { readonly figure: SavedFigure; readonly name: string }) {
  if (figure.node === null) return <span className="mute">{figure.text}</span>;
  return (
    <ExplainNumber target={{ key: `saved ${name}`, title: name, side: 'before', node: figure.node }}>
      {figure.text}
    </ExplainNumber>
  );
}

function Row({ row, isShown }: { readonly row: SavedRow; readonly isShown: boolean }) {
  return (
    <tr className={isShown ? 'is-selected' : ''}>
      <th scope="row">
        <Button
          kind="quiet"
          small
          pressed={isShown}
          label={`Draw the forecast made on ${row.made}, which knew days to ${row.known}`}
          onPress={() => showSaved(isShown ? null : row.key)}
        >
          {row.known}
        </Button>
      </th>
      <td className="nw wide-col">{row.made}</td>
      <td className="f-reached">
        <span className="nw">
          <Cell figure={row.reaches} name={`forecast of ${row.known}, reaches the limit`} />
        </span>
        {row.reachesRange === null ? null : (
          <>
            {' '}
            <span className="mute nw">({row.reachesRange})</span>
          </>
        )}
      </td>
      <td className="nw">{row.forDay}</td>
      <td className="r nw">
        <Cell figure={row.said} name={`said after ${row.known} for ${row.forDay}`} />
        {row.saidRange === null ? null : <span className="mute wide"> ({row.saidRange})</span>}
      </td>
      <td className="r nw">
        <Cell figure={row.came} name={`came on ${row.forDay}`} />
      </td>
      <td className="r">
        <Cell figure={row.off} name={`forecast of ${row.known}, off by`} />
      </td>
      <td className="r">
        <Cell figure={row.inside} name={`forecast of ${row.known}, inside the band`} />
      </td>
      <td className={row.isScored ? 'r' : 'r mute'}>{row.days}</td>
    </tr>
  );
}

function Table({ rows }: { readonly rows: readonly SavedRow[] }) {
  const shown = useForecasts((state) => state.savedShown);
  return (
    <table aria-label="Forecasts kept" className="tbl">
      <thead>
        <tr>
          <th>Knew to</th>
          <th className="wide-col">Made on</th>
          <th>Reaches the limit</th>
          <th>For</th>
          <th className="r">Said</th>
          <th className="r">Came</th>
          <th className="r">Off by</th>
          <th className="r">In band</th>
          <th className="r">Days</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.key} row={row} isShown={shown === row.key} />
        ))}
      </tbody>
    </table>
  );
}

/** Forecasts that were really made: what was said, what came, and how far apart they are. */
export function SavedPane({
  answer,
  frame,
}: {
  readonly answer: ForecastAnswer;
  readonly frame: ForecastFrame;
}) {
  const [showsAll, setShowsAll] = useState(false);
  const kept = useForecasts((state) => state.kept);
  const isReadOnly = useWorkspace((state) => state.info?.readOnly ?? false);
  const rows = answer.saved.map((score) => savedRow(score, answer.baseline, frame));
  return (
    <div className="pane f-kept rule-top">
      <header>
        <h2>What we said, and what came</h2>
        <span className="note">
          every import keeps the forecasts of its day; a row draws its line in the chart
        </span>
        <span className="grow" />
        <span className="note" role="status">
          {kept}
        </span>
        <Button small disabled={isReadOnly} onPress={() => void keepForecasts()}>
          Keep today’s forecasts
        </Button>
        <CopyCsv what="What we said and what came" />
      </header>
      {rows.length === 0 ? (
        <p className="mute">No forecast of this constraint has been kept yet.</p>
      ) : (
        <Table rows={showsAll ? rows : rows.slice(0, SHOWN)} />
      )}
      {rows.length > SHOWN && !showsAll ? (
        <p className="more mute">
          <button type="button" className="linkish" onClick={() => setShowsAll(true)}>
            {rows.length - SHOWN} older ones
          </button>
        </p>
      ) : null}
    </div>
  );
}
