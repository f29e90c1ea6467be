import { lossesName } from '../../../shared/assess/losses-name.ts';
import type { OnboardOutcome } from '../../../shared/events/onboarding-preview.ts';
import type { OnboardingDetails } from '../../../shared/timeline/onboarding-details.ts';
import { ordersAsideWords, refusalWords } from '../../../shared/view/cluster-choice-words.ts';
import { formatPercent, NOT_MEASURED } from '../../../shared/view/number-format.ts';
import { CopyCsv } from '../../app/figure/CopyCsv.tsx';
import { Button } from '../../components/Button.tsx';
import { Status } from '../../components/Status.tsx';
import { useInventory } from '../../state/inventory-store.ts';
import { setCustomerField } from '../../state/onboarding-store.ts';
import { useLosses } from '../../state/policy-store.ts';
import { useWorkspace } from '../../state/workspace-store.ts';

function survival(survives: boolean | null) {
  if (survives === null) return <span className="mute">{NOT_MEASURED}</span>;
  return <Status mark={survives ? 'ok' : 'breach'}>{survives ? 'survives' : 'fails'}</Status>;
}

/** Which cluster and why; every other one, and what refuses it. */
export function ClusterPane({
  outcome,
  details,
}: {
  readonly outcome: OnboardOutcome;
  readonly details: OnboardingDetails | null;
}) {
  const regionName = useInventory((state) => state.regionName);
  const survivalName = lossesName(useLosses());
  const asOf = useWorkspace((state) => state.info?.asOf ?? null);
  if (outcome.cluster === null) return null;
  const isGiven = outcome.clusterReason === 'given';
  return (
    <section className="pane clusters rule-top" aria-label="Which cluster">
      <header>
        <h2>Which cluster?</h2>
        <span className="note">
          {outcome.cluster}: {isGiven ? 'given' : outcome.clusterReason}
        </span>
        <span className="grow" />
        {isGiven ? (
          <Button small kind="quiet" onPress={() => setCustomerField('cluster', undefined)}>
            Choose the best one
          </Button>
        ) : null}
        <CopyCsv what="Clusters" />
      </header>
      {details === null || details.ordersAside === null ? null : (
        <p className="soft">{ordersAsideWords(details.ordersAside, asOf)}</p>
      )}
      {details === null ? (
        <p className="mute">Trying every cluster…</p>
      ) : (
        <table aria-label="Clusters" className="tbl">
          <thead>
            <tr>
              <th>Cluster</th>
              <th>Takes it</th>
              <th className="r">Memory left</th>
              <th>{survivalName}</th>
              <th>Refused by</th>
              <th>
                <span className="vh">Place it there</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {details.choices.map((choice) => {
              const why = refusalWords(choice, regionName);
              const isChosen = choice.cluster === outcome.cluster;
              return (
                <tr key={choice.cluster}>
                  <th scope="row" className={isChosen ? 'scen strong' : 'med'}>
                    {choice.cluster}
                  </th>
                  <td>
                    <Status mark={choice.fits ? 'ok' : 'breach'}>{choice.fits ? 'yes' : 'no'}</Status>
                  </td>
                  <td className="r">
                    {choice.memoryHeadroom === null ? (
                      <span className="mute">{NOT_MEASURED}</span>
                    ) : (
                      formatPercent(choice.memoryHeadroom)
                    )}
                  </td>
                  <td>{survival(choice.survives)}</td>
                  <td className="ell why" title={why}>
                    {why}
                  </td>
                  <td className="r">
                    {isChosen ? (
                      <span className="mute">{isGiven ? 'given' : 'chosen'}</span>
                    ) : (
                      <button
                        type="button"
                        className="linkish"
                        aria-label={`Place in ${choice.cluster}`}
                        onClick={() => setCustomerField('cluster', choice.cluster)}
                      >
                        place here
                      </button>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </section>
  );
}
