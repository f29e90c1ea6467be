import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { EntitiesInput, EntityInput } from '../../components/form/EntityInput.tsx';
import { NumberInput } from '../../components/form/NumberInput.tsx';
import { TextInput } from '../../components/form/TextInput.tsx';
import { startRun } from '../../state/checklist-store.ts';
import { useInventory } from '../../state/inventory-store.ts';

const options = (list: readonly { readonly id: string }[] | undefined) =>
  (list ?? []).map(({ id }) => ({ id, label: id }));

/** What is to be added, or which hosts go. */
export function StartChecklistDialog({
  kind,
  onClose,
}: {
  readonly kind: 'add' | 'remove';
  readonly onClose: () => void;
}) {
  const choices = useInventory((state) => state.choices);
  const [cluster, setCluster] = useState<string | null>(null);
  const [sku, setSku] = useState<string | null>(null);
  const [count, setCount] = useState<number | null>(1);
  const [domain, setDomain] = useState('');
  const [hosts, setHosts] = useState<readonly string[]>([]);
  const plan =
    kind === 'remove'
      ? hosts.length === 0
        ? null
        : { kind, hosts: [...hosts] }
      : cluster === null || sku === null || count === null
        ? null
        : { kind, cluster, sku, count, failureDomain: domain.trim() === '' ? null : domain.trim() };
  const start = async () => {
    if (plan !== null && (await startRun(plan))) onClose();
  };
  return (
    <Dialog
      title={kind === 'add' ? 'Add hosts step by step' : 'Decommission hosts step by step'}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button kind="primary" disabled={plan === null} onPress={() => void start()}>
            Start checklist
          </Button>
        </>
      }
    >
      <div className="dec-form">
        {kind === 'remove' ? (
          <EntitiesInput
            label="Hosts"
            options={options(choices?.hosts.filter(({ state }) => state !== 'down'))}
            value={hosts}
            onChange={setHosts}
          />
        ) : (
          <>
            <EntityInput
              label="Cluster"
              options={options(choices?.clusters)}
              value={cluster}
              onChange={setCluster}
              placeholder="Choose"
            />
            <EntityInput
              label="Machine type"
              options={options(choices?.skus)}
              value={sku}
              onChange={setSku}
              placeholder="Choose"
            />
            <NumberInput label="How many" value={count} onChange={setCount} min={1} max={10_000} step={1} />
            <TextInput
              label="Failure domain"
              value={domain}
              onChange={setDomain}
              hint="Rack or power domain; empty: none"
            />
          </>
        )}
        <p className="mute">
          {kind === 'add'
            ? 'Six steps. The hosts enter the inventory cordoned when they register, and give capacity when they are marked schedulable.'
            : 'Five steps. Each says before it is done what it moves; the inventory follows, and every step can be undone.'}
        </p>
      </div>
    </Dialog>
  );
}
