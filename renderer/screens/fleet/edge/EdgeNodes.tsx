import { useMemo } from 'react';
import type { EdgeNode } from '../../../../shared/model/document.ts';
import { ratioDigits } from '../../../../shared/view/number-format.ts';
import { FieldNumber } from '../services/FieldNumber.tsx';
import { FigureTablePane, type FigureColumn } from '../services/FigureTablePane.tsx';

/** Name, field, unit, its name in the CSV; last the head of the column, which says the unit all of it is shown in. */
const FIGURES = [
  ['Connections', 'connections', 'connections', 'count', 'Connections'],
  ['Throughput', 'throughputBytesPerSecond', 'bytesPerSecond', 'B/s', 'Throughput, MB/s'],
  ['Packets', 'packetsPerSecond', 'packetsPerSecond', '1/s', 'Packets, /s'],
  ['CPU', 'cpuCores', 'cores', 'cores', 'CPU, cores'],
  ['Connect success', 'connectSuccessRatio', 'ratio', 'ratio', 'Connect success'],
  ['Resets', 'resetsPerSecond', 'perSecond', '1/s', 'Resets, /s'],
] as const;
const WORDS = new Set(['State']);

const stateText = ({ state }: EdgeNode): string => (state === 'in-service' ? 'in service' : 'down');

function columnsOf(
  nodes: readonly EdgeNode[],
  after: ReadonlyMap<string, EdgeNode> | null,
): readonly FigureColumn<EdgeNode>[] {
  const digits = ratioDigits(nodes.map(({ used }) => used.connectSuccessRatio));
  const isLost = (node: EdgeNode): boolean =>
    node.state === 'in-service' && after?.get(node.id)?.state === 'down';
  return [
    { title: 'Node', csvTitle: 'Node', value: ({ id }) => id, cell: ({ id }) => id },
    {
      title: 'State',
      csvTitle: 'State',
      value: stateText,
      cell: (node) => (
        <>
          {stateText(node)}
          {isLost(node) ? <span className="below scen strong">lost</span> : null}
        </>
      ),
    },
    ...FIGURES.map(([name, key, unit, unitName, title]) => ({
      title,
      csvTitle: `${name} (${unitName})`,
      value: (node: EdgeNode) => node.used[key],
      cell: (node: EdgeNode) => (
        <FieldNumber
          label={`${name} of ${node.id}`}
          of={`edgeNodes[${node.id}].used.${key}`}
          unit={unit}
          before={node.used[key]}
          digits={digits}
          isUnitAbove
          // What a lost node carried has gone to the others: no load of its own is left to name.
          after={isLost(node) ? undefined : after?.get(node.id)?.used[key]}
        />
      ),
    })),
  ];
}

interface EdgeNodesProps {
  readonly before: readonly EdgeNode[];
  /** By id; `null` without a scenario. */
  readonly after: ReadonlyMap<string, EdgeNode> | null;
}

/** Every edge node of the region with its state and what is measured on it. */
export function EdgeNodes({ before, after }: EdgeNodesProps) {
  const columns = useMemo(() => columnsOf(before, after), [before, after]);
  return (
    <FigureTablePane
      title="Nodes"
      note="measured at the inventory’s instant"
      columns={columns}
      rows={before}
      keyOf={({ id }) => id}
      words={WORDS}
      one="node"
    />
  );
}
