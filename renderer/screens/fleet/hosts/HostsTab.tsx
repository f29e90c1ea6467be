import { counted } from '../../../../shared/view/number-format.ts';
import { useInventory } from '../../../state/inventory-store.ts';
import { useView } from '../../../state/view-store.ts';

/** Hosts of the region, cluster by cluster. */
export function HostsTab() {
  const choices = useInventory((state) => state.choices);
  const region = useView((state) => state.region);
  const clusters = choices?.clusters.filter((cluster) => cluster.region === region) ?? [];
  return (
    <div className="pane">
      <table className="tbl">
        <thead>
          <tr>
            <th>Cluster</th>
            <th className="r">Hosts</th>
            <th className="r">MicroVMs</th>
          </tr>
        </thead>
        <tbody>
          {clusters.map(({ id, hosts, microvms }) => (
            <tr key={id}>
              <td>{id}</td>
              <td className="r">{counted(hosts, 'host')}</td>
              <td className="r">{counted(microvms, 'microVM')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
