import { useContext, useEffect, useMemo, useState } from 'react';
import { withFieldAt } from '../../../shared/events/field-path.ts';
import { flipStrip, type FlipStrip } from '../../../shared/view/flip-words.ts';
import { fromShown, toShown, type InputUnit } from '../../../shared/view/unit-input.ts';
import { bridge } from '../../state/bridge.ts';
import { useInventory } from '../../state/inventory-store.ts';
import { useResults } from '../../state/result-store.ts';
import { activeDesk, useScenarios } from '../../state/scenario-store.ts';
import { useWorkspace } from '../../state/workspace-store.ts';
import { EventPlace } from './event-place.ts';

/** Asked this long after the last edit: while a name is typed nothing needs searching. */
const SETTLE_MS = 250;

interface Range {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

let tasks = 0;

/**
 * Where the verdict flips along a slider, found by the engine before the hand goes there. Asked again when anything but
 * the slider's own value changes, and only once a slider that is held is let go. Latest wins: the search before is stopped.
 *
 * @param path of the number within its event; `null`: it is no slider.
 */
export function useFlipStrip(path: string | null, range: Range, unit: InputUnit): FlipStrip | null {
  const event = useContext(EventPlace);
  const desk = useScenarios((state) => (path === null ? null : activeDesk(state)));
  const revision = useWorkspace((state) => state.info?.revision);
  const isHeld = useResults((state) => state.held !== null);
  const regionName = useInventory((state) => state.regionName);
  const [found, setFound] = useState<{ readonly key: string; readonly strip: FlipStrip | null } | null>(null);
  const { min, max, step } = range;
  const { document } = desk ?? { document: null };
  const key = useMemo(() => {
    if (event === null || path === null || document === null || !(max > min)) return null;
    const events = document.events.map((other) =>
      other.id === event ? withFieldAt(other, path, fromShown(min, unit)) : other,
    );
    const { name: _name, notes: _notes, ...asked } = document;
    const scenario = { ...asked, name: 'flips', events };
    const values = { min: fromShown(min, unit), max: fromShown(max, unit), step: fromShown(step, unit) };
    return JSON.stringify({ scenario, event, path, ...values });
  }, [document, event, path, min, max, step, unit]);

  useEffect(() => {
    if (key === null || isHeld) return undefined;
    tasks += 1;
    const task = `flips-${tasks}`;
    const asked = JSON.parse(key) as Range & {
      readonly scenario: Record<string, unknown>;
      readonly event: string;
      readonly path: string;
    };
    let isCurrent = true;
    let isRunning = false;
    const ask = async () => {
      isRunning = true;
      const { scenario, ...question } = asked;
      const reply = await bridge().invoke('simulate:flips', {
        scenario: { kind: 'draft', scenario },
        ...question,
        task,
      });
      isRunning = false;
      if (!isCurrent) return;
      const strip = reply.ok
        ? flipStrip(reply.value.answer, question.max, (value) => toShown(value, unit), regionName)
        : null;
      setFound({ key, strip });
    };
    const timer = setTimeout(() => void ask(), SETTLE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
      if (isRunning) void bridge().invoke('task:cancel', { task });
    };
  }, [key, isHeld, revision, regionName, unit]);
  return found !== null && found.key === key ? found.strip : null;
}
