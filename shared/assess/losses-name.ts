import type { Policy } from '../model/policy.ts';

/** `N+1`, `N+2`: that this many hosts of a cluster can be lost (`hostLossesPerCluster`). */
export const lossesName = (losses: number): string => `N+${losses}`;

/** What of the assumptions says how much of a cluster is kept in reserve (MODEL.md section 4). */
export type ReservePolicy = Pick<
  Policy,
  'hostLossesPerCluster' | 'maintenanceHostsPerCluster' | 'reserveBasis'
>;

/** The hosts of a cluster in reserve: `N+1`; `N+1 and 1 in maintenance` where hosts are out besides. */
export function reservedHostsName({
  hostLossesPerCluster: losses,
  maintenanceHostsPerCluster: out,
}: Omit<ReservePolicy, 'reserveBasis'>): string {
  return out === 0 ? lossesName(losses) : `${lossesName(losses)} and ${out} in maintenance`;
}

/** What is kept free of a cluster, by the basis of its reserve. */
export function reserveName(policy: ReservePolicy): string {
  const hosts = reservedHostsName(policy);
  switch (policy.reserveBasis) {
    case 'hosts':
      return hosts;
    case 'failureDomain':
      return 'the largest failure domain';
    case 'max':
      return `the larger of ${hosts} and a failure domain`;
  }
}

/** `N+1` where losses alone are what is kept free; `null` where that name would say too little. */
export function plainReserve(policy: ReservePolicy): string | null {
  const losses = lossesName(policy.hostLossesPerCluster);
  return reserveName(policy) === losses ? losses : null;
}
