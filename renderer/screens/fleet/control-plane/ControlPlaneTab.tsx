import { useMemo } from 'react';
import { useView } from '../../../state/view-store.ts';
import { useLoadedForecasts } from '../../forecast/use-forecast-list.ts';
import { ServiceTab } from '../services/ServiceTab.tsx';
import { useLoadedServices } from '../services/use-services.ts';
import { bothSides } from './both-sides.ts';
import { PlanePanes } from './PlanePanes.tsx';
import { PostgresPanes } from './PostgresPanes.tsx';

/** API, reconciliation and Postgres of the region. */
export function ControlPlaneTab() {
  const region = useView((state) => state.region);
  const services = useLoadedServices();
  useLoadedForecasts();
  const view = useMemo(
    () =>
      services === null || region === null
        ? null
        : {
            planes: bothSides(services, region, (side) => side.controlPlanes),
            postgres: bothSides(services, region, (side) => side.postgres),
          },
    [services, region],
  );
  return (
    <ServiceTab domain="controlPlane" name="Control plane" file="control_planes.csv and postgres_nodes.csv">
      {view === null || services === null ? null : (
        <>
          {view.planes.map((pair) => (
            <PlanePanes key={pair.before.id} pair={pair} policy={services.before.policy} />
          ))}
          {view.postgres.map((pair) => (
            <PostgresPanes key={pair.before.id} pair={pair} services={services} />
          ))}
        </>
      )}
    </ServiceTab>
  );
}
