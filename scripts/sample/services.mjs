import { AS_OF, CUSTOMERS, REGIONS } from './catalogue.mjs';
import { round } from './compute.mjs';

const daysBefore = (days, hour) =>
  `${new Date(Date.parse(AS_OF) - days * 86_400_000).toISOString().slice(0, 10)}T${hour}:00:00Z`;

export function makeEdge(random) {
  const connections = { 'eu-west': 77_000, 'us-east': 66_000 };
  return REGIONS.flatMap(({ id, short }) =>
    [1, 2, 3].map((index) => {
      const load = connections[id] * random.between(0.97, 1.03);
      return {
        id: `edge-${short}-${index}`,
        region: id,
        used: {
          connections: Math.round(load),
          packets: Math.round(load * random.between(7.4, 8.1)),
          throughput: Math.round(load * random.between(4100, 4500)),
          ports: random.whole(5600, 6400),
          cores: round(load * 5.6e-5, 2),
          success: round(random.between(0.9991, 0.9997), 5),
          resets: round(random.between(2.2, 3.6), 1),
        },
      };
    }),
  );
}

export function makePostgres() {
  return REGIONS.map(({ id, short }) => {
    const busy = id === 'eu-west';
    return {
      id: `pg-${short}`,
      region: id,
      pools: [
        { name: 'api', instances: busy ? 12 : 9, size: 12 },
        { name: 'reconciler', instances: busy ? 8 : 6, size: 8 },
      ],
      nodes: [
        { id: `pg-${short}-1`, role: 'primary', synchronous: false, cores: busy ? 8.35 : 6.4, iops: busy ? 9400 : 7100, connections: busy ? 232 : 176, slow: busy ? 0.4 : 0.2 },
        { id: `pg-${short}-2`, role: 'replica', synchronous: true, cores: 2.2, iops: 6100, connections: 58, slow: 0.1, lagSeconds: 0.4, lagBytes: 1_600_000 },
        { id: `pg-${short}-3`, role: 'replica', synchronous: false, cores: 1.9, iops: 5900, connections: 44, slow: 0.1, lagSeconds: 0.9, lagBytes: 3_600_000 },
      ],
    };
  }); // prettier-ignore
}

/** Volumes of a pool: sizes like customers, uneven; what changes per day is what snapshots keep. */
function makeVolumes(pool, count, usedTarget, changedTarget, hosts, random) {
  const drafts = Array.from({ length: count }, (_, index) => ({
    customer: CUSTOMERS[index % CUSTOMERS.length],
    size: random.between(0.6, 4.5) / (1 + (index % CUSTOMERS.length)) ** 0.35,
    change: random.between(0.5, 1.5),
  }));
  const sizes = drafts.reduce((sum, draft) => sum + draft.size, 0);
  const changes = drafts.reduce((sum, draft) => sum + draft.size * draft.change, 0);
  return drafts.map((draft, index) => {
    const used = Math.round((usedTarget * draft.size) / sizes / 1e9) * 1e9;
    return {
      id: `vol-${pool.short}-${String(index + 1).padStart(3, '0')}`,
      pool: pool.id,
      customer: draft.customer,
      allocated: Math.ceil((used * random.between(1.25, 1.9)) / 1e11) * 1e11,
      used,
      host: hosts[index % hosts.length].id,
      changed: Math.round((changedTarget * draft.size * draft.change) / changes / 1e8) * 1e8,
      retention: index % 6 === 5 ? 7 : 14,
    };
  });
}

export function makeStorage(hosts, random) {
  const pools = [
    { id: 'pool-euw', short: 'euw', region: 'eu-west', backing: 200e12, snapshotBacking: 60e12, snapshotUsed: 40.5e12, backupBacking: 120e12, backupUsed: 71e12, tested: '2026-09-30', largest: 1.1e12, volumes: 60, used: 118e12, changed: 3.3e12 },
    { id: 'pool-use', short: 'use', region: 'us-east', backing: 150e12, snapshotBacking: 50e12, snapshotUsed: 27.4e12, backupBacking: 90e12, backupUsed: 49e12, tested: '2026-10-12', largest: 0.9e12, volumes: 44, used: 81e12, changed: 2.2e12 },
  ]; // prettier-ignore
  const volumes = pools.flatMap((pool) => {
    const near = hosts.filter((host) => host.cluster.startsWith(pool.short));
    return makeVolumes(pool, pool.volumes, pool.used, pool.changed, near, random);
  });
  const jobs = pools.flatMap((pool) =>
    [7, 6, 5, 4, 3, 2, 1].flatMap((days) =>
      ['02', '14'].map((hour) => ({
        pool: pool.id,
        at: daysBefore(days, hour),
        ok: !(pool.id === 'pool-euw' && days === 4 && hour === '14'),
      })),
    ),
  );
  return { pools, volumes, jobs };
}

/** A few tunnels per region, as a monitoring job samples them; the whole mesh would be thousands. */
export function makePeers(hosts, random) {
  return REGIONS.flatMap(({ id, short }) => {
    const own = hosts.filter((host) => host.cluster.startsWith(short));
    return Array.from({ length: 24 }, (_, index) => {
      const from = own[(index * 7) % own.length];
      const to = own[(index * 7 + 3 + (index % 5)) % own.length];
      return {
        region: id,
        from: from.id,
        to: to.id,
        roundTrip: round(random.between(0.0003, 0.0011) + (from.cluster === to.cluster ? 0 : 0.0006), 6),
        drop: round(random.between(0.00002, 0.0004), 6),
        bytes: random.whole(2_000_000, 19_000_000),
        handshake: random.whole(8, 118),
      };
    });
  });
}
