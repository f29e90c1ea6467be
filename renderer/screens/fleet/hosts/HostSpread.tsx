import { useMemo, useState } from 'react';
import { measureInfo, measureText } from '../../../../shared/view/host-measures.ts';
import { fullestHosts } from '../../../../shared/view/fullest-hosts.ts';
import { CopyCsv } from '../../../app/figure/CopyCsv.tsx';
import { SpreadFigure } from '../../../app/figure/SpreadFigure.tsx';
import { openHost, useHosts } from '../../../state/host-store.ts';
import type { ShownHosts } from './use-host-map.ts';

const FULLEST = 10;

/** How the hosts share the measure, and which are the fullest. */
export function HostSpread({ shown }: { readonly shown: ShownHosts }) {
  const { union, map, limit } = shown;
  const measure = useHosts((state) => state.measure);
  const basis = useHosts((state) => state.basis);
  const [form, setForm] = useState<'histogram' | 'ecdf'>('histogram');
  const info = measureInfo(measure);
  const name = `${info.title}${info.hasBasis ? ` ${basis}` : ''}`;
  const [values, after] = useMemo(() => {
    const of = (list: Float64Array): Float64Array =>
      Float64Array.from(map.hosts, (host) => list[host] ?? Number.NaN);
    return [of(map.values), map.after === null ? null : of(map.after)] as const;
  }, [map]);
  const fullest = useMemo(() => fullestHosts(union, map, info.unit, FULLEST), [union, map, info.unit]);
  if (map.bounds === null) return null;
  return (
    <section className="host-spread rule-top split" aria-label="How the hosts share it">
      <div className="pane">
        <header>
          <h2>Distribution</h2>
          <span className="note">
            {form === 'histogram'
              ? `hosts by ${name.toLowerCase()}`
              : `share of hosts not above, ${name.toLowerCase()}`}
          </span>
          <span className="grow" />
          <div className="seg small" role="group" aria-label="Draw as">
            {(['histogram', 'ecdf'] as const).map((one) => (
              <button
                key={one}
                type="button"
                className={form === one ? 'on' : ''}
                aria-pressed={form === one}
                onClick={() => setForm(one)}
              >
                {one === 'histogram' ? 'Bars' : 'Cumulative'}
              </button>
            ))}
          </div>
        </header>
        <div className="spread-place">
          <SpreadFigure
            label={`${name} over hosts`}
            unit={info.unit}
            values={values}
            after={after}
            one="host"
            form={form}
            limit={
              limit === null ? null : { value: limit, label: `at most ${measureText(limit, info.unit)}` }
            }
          />
        </div>
      </div>
      <div className="pane">
        <header>
          <h2>Highest</h2>
          <span className="note">{name.toLowerCase()}</span>
          <CopyCsv what="Highest" />
        </header>
        <table aria-label="Highest" className="tbl">
          <tbody>
            {fullest.map(({ id, value, after: then }) => (
              <tr key={id}>
                <th scope="row">
                  <button type="button" className="num" onClick={() => openHost(id)}>
                    {id}
                  </button>
                </th>
                <td className="r">{measureText(value, info.unit, limit)}</td>
                {map.after === null ? null : (
                  <td className="r">
                    {then === null ? (
                      <span className="mute">same</span>
                    ) : (
                      <span className="scen med">{then}</span>
                    )}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
