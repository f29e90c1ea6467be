import { SURVIVAL_WORDS } from '../../../shared/view/survival-words.ts';
import type { FailureDomainSurvival } from '../../../shared/placement/outcome.ts';
import { compareLosses } from '../../../shared/placement/worst-losses.ts';
import { counted, formatInteger } from '../../../shared/view/number-format.ts';
import { CopyCsv } from '../../app/figure/CopyCsv.tsx';
import { SURVIVAL_MARKS } from '../../components/state-marks.ts';
import { Mark, Status } from '../../components/Status.tsx';
import { chooseLoss, useSurvival } from '../../state/survival-store.ts';

interface DomainTableProps {
  readonly before: readonly FailureDomainSurvival[];
  readonly after: readonly FailureDomainSurvival[] | null;
}

/** Every failure domain lost whole, worst first. */
export function DomainTable({ before, after }: DomainTableProps) {
  const chosen = useSurvival((state) => state.chosen);
  const bySide = new Map(after?.map((domain) => [`${domain.cluster} ${domain.failureDomain}`, domain]));
  const ranked = [...before].sort(compareLosses);
  const bad = ranked.filter(({ verdict }) => verdict === 'fails').length;
  return (
    <div className="pane s-domains">
      <header>
        <h2>Failure domains</h2>
        <span className="note">
          {ranked.length === 0
            ? 'no host names one'
            : `${bad} of ${counted(ranked.length, 'domain')} ${bad === 1 ? 'fails' : 'fail'} when lost whole`}
        </span>
        <CopyCsv what="Failure domains" />
      </header>
      {ranked.length === 0 ? (
        <p className="mute">Give hosts a failure_domain (rack, row or power feed) to try their loss.</p>
      ) : (
        <div className="s-scroll" tabIndex={0} role="region" aria-label="Failure domains">
          <table aria-label="Failure domains" className="tbl">
            <thead>
              <tr>
                <th>Domain</th>
                <th className="r">Hosts</th>
                <th>Verdict</th>
                {after === null ? null : (
                  <th className="scen">
                    <Mark mark="scen" /> scenario
                  </th>
                )}
                <th className="r">Left over</th>
              </tr>
            </thead>
            <tbody>
              {ranked.map((domain) => {
                const key = `${domain.cluster} ${domain.failureDomain}`;
                const other = bySide.get(key);
                const name = `${domain.failureDomain} in ${domain.cluster}`;
                return (
                  <tr key={key} className={chosen?.name === name ? 'is-selected' : ''}>
                    <th scope="row">
                      <button
                        type="button"
                        className="num med"
                        onClick={() => void chooseLoss({ name, cluster: domain.cluster, hosts: domain.lost })}
                      >
                        {domain.failureDomain}
                      </button>{' '}
                      <span className="mute">{domain.cluster}</span>
                    </th>
                    <td className="r">{formatInteger(domain.lost.length)}</td>
                    <td>
                      <Status mark={SURVIVAL_MARKS[domain.verdict]}>{SURVIVAL_WORDS[domain.verdict]}</Status>
                    </td>
                    {after === null ? null : (
                      <td>
                        {other === undefined || other.verdict === domain.verdict ? (
                          <span className="mute">{other === undefined ? 'lost already' : 'same'}</span>
                        ) : (
                          <span className="nw">
                            <span className="scen">
                              <Mark mark="scen" />
                            </span>{' '}
                            <Status mark={SURVIVAL_MARKS[other.verdict]}>
                              {SURVIVAL_WORDS[other.verdict]}
                            </Status>
                          </span>
                        )}
                      </td>
                    )}
                    <td className="r">
                      {domain.verdict === 'survives' || domain.verdict === 'survives-repacked' ? (
                        <span className="mute">none</span>
                      ) : (
                        formatInteger(domain.unplaced)
                      )}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
