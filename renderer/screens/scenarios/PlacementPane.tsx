import { useState } from 'react';
import type { ImmediateResult } from '../../../shared/timeline/result.ts';
import { GIB } from '../../../shared/units.ts';
import { counted, formatDecimal } from '../../../shared/view/number-format.ts';
import {
  placementNote,
  placementView,
  type PlacementView,
  type TargetHost,
} from '../../../shared/view/placement-view.ts';
import { placementTable } from '../../../shared/view/result-tables.ts';
import { CopyPane } from '../../app/figure/CopyPane.tsx';
import { HostFill } from '../../charts/HostFill.tsx';
import { ErrorNote } from '../../components/EmptyState.tsx';
import { Status } from '../../components/Status.tsx';
import { usePlacementSizes } from './use-placement-sizes.ts';

const FIRST_SHOWN = 6;
const STRANDED_SHOWN = 4;

function Stranded({ view }: { readonly view: PlacementView }) {
  const more = view.stranded.length - STRANDED_SHOWN;
  return (
    <>
      <ul className="stranded">
        {view.stranded.slice(0, STRANDED_SHOWN).map(({ microvm, reason }) => (
          <li key={microvm}>
            <Status mark="breach">
              <b className="med">{microvm}</b>
            </Status>
            <span className="soft ell" title={reason}>
              {reason}
            </span>
          </li>
        ))}
      </ul>
      {more > 0 ? <p className="more mute">{counted(more, 'more microVM')} stranded</p> : null}
      {view.certificates.map((certificate) => (
        <p key={certificate.text} className="certificate">
          <span className="origin">proof</span> {certificate.text}
        </p>
      ))}
    </>
  );
}

function freeGib(target: TargetHost): string {
  const { beforeBytes, addedBytes, allocatableBytes } = target;
  if (beforeBytes === null || addedBytes === null || allocatableBytes === null) return '—';
  return formatDecimal((allocatableBytes - beforeBytes - addedBytes) / GIB, 0);
}

function Targets({ view }: { readonly view: PlacementView }) {
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? view.targets : view.targets.slice(0, FIRST_SHOWN);
  const rest = view.targets.slice(FIRST_SHOWN);
  const restMicrovms = rest.reduce((sum, target) => sum + target.arrivals, 0);
  return (
    <>
      <table aria-label="Where microVMs go" className="tbl to">
        <thead>
          <tr>
            <th>Moves to</th>
            <th className="r">MicroVMs</th>
            <th>Memory, of host</th>
            <th className="r">Free, GiB</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((target) => (
            <tr key={target.host}>
              <td>{target.host}</td>
              <td className="r scen strong">+{target.arrivals}</td>
              <td className="mb">
                {target.beforeBytes === null ||
                target.addedBytes === null ||
                target.allocatableBytes === null ? null : (
                  <HostFill
                    host={target.host}
                    beforeBytes={target.beforeBytes}
                    addedBytes={target.addedBytes}
                    allocatableBytes={target.allocatableBytes}
                  />
                )}
              </td>
              <td className="r">{freeGib(target)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rest.length > 0 ? (
        <button type="button" className="linkish more" onClick={() => setShowsAll(!showsAll)}>
          {showsAll
            ? 'Show fewer hosts'
            : `${counted(rest.length, 'more host')} ${rest.length === 1 ? 'takes' : 'take'} ${counted(restMicrovms, 'microVM')}`}
        </button>
      ) : null}
    </>
  );
}

/** Who moves where, who stays stranded and why; the proof in words. */
export function PlacementPane({ result }: { readonly result: ImmediateResult }) {
  const { sizes, failure, again } = usePlacementSizes(result);
  const view = placementView(result, sizes);
  if (view === null) {
    return (
      <div className="pane placement">
        <header>
          <h2>Placement</h2>
          <span className="note">nothing is displaced</span>
        </header>
        <p className="mute">No event takes a host away from a running microVM.</p>
      </div>
    );
  }
  return (
    <div className="pane placement">
      <header>
        <h2>Placement</h2>
        <span className="note">{placementNote(view)}</span>
        <CopyPane what="Placement" table={() => placementTable(view)} />
      </header>
      <div className="flow" aria-hidden="true">
        <i style={{ flexGrow: view.placed }} />
        {view.stranded.length > 0 ? <i className="bad" style={{ flexGrow: view.stranded.length }} /> : null}
      </div>
      {failure === null ? null : (
        <ErrorNote title="How full the hosts are was not read." again={again}>
          {failure}
        </ErrorNote>
      )}
      {view.extraMoves > 0 ? (
        <p className="soft">{counted(view.extraMoves, 'microVM')} on survivors move to make room.</p>
      ) : null}
      {view.stranded.length > 0 ? <Stranded view={view} /> : null}
      {view.targets.length > 0 ? <Targets view={view} /> : null}
    </div>
  );
}
