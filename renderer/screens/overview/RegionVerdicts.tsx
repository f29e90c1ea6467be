import { missedIds, regionVerdict } from '../../../shared/view/region-verdict.ts';
import { rankForecasts } from '../../../shared/view/forecast-rows.ts';
import { regionOutlook, type RegionOutlook } from '../../../shared/view/region-outlook.ts';
import { triggersOfRegion } from '../../../shared/view/trigger-rows.ts';
import { constraintsOfRegion } from '../../../shared/view/region-constraints.ts';
import { regionScenario } from '../../../shared/view/region-scenario.ts';
import { SentenceText } from '../../app/explain/SentenceText.tsx';
import { Mark } from '../../components/Status.tsx';
import { ScenarioSays } from '../../components/VerdictHead.tsx';
import { useForecasts } from '../../state/forecast-store.ts';
import { useInventory } from '../../state/inventory-store.ts';
import { useResults } from '../../state/result-store.ts';
import { useView } from '../../state/view-store.ts';
import { useWorkspace } from '../../state/workspace-store.ts';
import { useLosses } from '../../state/policy-store.ts';

/** What the active scenario does to the chosen region, under its sentence. */
function ScenarioLine({ region }: { readonly region: string }) {
  const result = useResults((state) => state.result);
  const awaitsDates = useResults((state) => state.dates === null);
  const failure = useResults((state) => state.failure);
  const isComputing = useResults((state) => state.isComputing);
  const regionOf = useInventory((state) => state.regionOf);
  const clusterOf = useInventory((state) => state.clusterOf);
  if (failure !== null) {
    return <ScenarioSays>The scenario cannot be computed: {failure.message}</ScenarioSays>;
  }
  if (result === null) {
    return isComputing ? <ScenarioSays>Computing the scenario…</ScenarioSays> : null;
  }
  const { sentence, detail } = regionScenario(result, region, { regionOf, clusterOf, awaitsDates });
  return (
    <ScenarioSays>
      In the scenario: <SentenceText sentence={sentence} side="after" />{' '}
      {detail.length === 0 ? null : <SentenceText sentence={detail} side="after" />}
    </ScenarioSays>
  );
}

/** What the forecasts add to a region's sentence; `null` until they have come, or where nothing is forecast. */
function useOutlooks(): (region: string, missed: ReadonlySet<string>) => RegionOutlook | null {
  const list = useForecasts((state) => state.list);
  const triggers = useForecasts((state) => state.triggers);
  const regionOf = useInventory((state) => state.regionOf);
  return (region, missed) => {
    if (list === null) return null;
    const here = triggersOfRegion(triggers?.triggers ?? [], region, regionOf);
    return regionOutlook(
      rankForecasts(list.rows, region, regionOf).rows,
      here.map(({ baseline }) => baseline),
      missed,
      list,
    );
  };
}

/** One sentence per region; the chosen one large, with what the scenario makes of it. */
export function RegionVerdicts() {
  const regions = useWorkspace((state) => state.info?.regions) ?? [];
  const chosen = useView((state) => state.region);
  const setRegion = useView((state) => state.setRegion);
  const baseline = useResults((state) => state.baseline);
  const regionOf = useInventory((state) => state.regionOf);
  const losses = useLosses();
  const outlookOf = useOutlooks();
  if (baseline === null) return null;
  const ordered = [...regions].sort((a, b) => Number(b.id === chosen) - Number(a.id === chosen));
  return (
    <section className="verdicts" aria-label="Verdict per region">
      {ordered.map(({ id, name }) => {
        const constraints = constraintsOfRegion(baseline, id, regionOf);
        const verdict = regionVerdict(constraints, losses, outlookOf(id, missedIds(constraints)));
        const isChosen = id === chosen;
        return (
          <div key={id} className={isChosen ? 'vr on' : 'vr'}>
            <Mark mark={verdict.mark} big={isChosen} />
            {isChosen ? (
              <b className="v-r">{name ?? id}</b>
            ) : (
              <button type="button" className="v-r num" onClick={() => setRegion(id)}>
                {name ?? id}
              </button>
            )}
            <div>
              <p className={isChosen ? 'v-say' : 'ell'}>
                <SentenceText sentence={verdict.sentence} side="before" />
              </p>
              {isChosen ? <ScenarioLine region={id} /> : null}
            </div>
          </div>
        );
      })}
    </section>
  );
}
