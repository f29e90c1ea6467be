import { create } from 'zustand';
import type { Constraint } from '../../shared/assess/constraint.ts';
import type { ExplainNode } from '../../shared/explain/node.ts';
import type { InputOf } from '../../shared/ipc/contract.ts';
import { constraintName } from '../../shared/view/constraint-name.ts';
import { numberText } from '../../shared/view/target-text.ts';
import { bridge } from './bridge.ts';
import { activeDesk, selectionOf, useScenarios } from './scenario-store.ts';

export type ExplainSide = 'before' | 'after';

export interface ExplainTarget {
  /** Constraint id, or a name for a figure that is explained by `node`. */
  readonly key: string;
  readonly title: string;
  readonly side: ExplainSide;
  /** A derivation the window already holds (an event's outcome); else the engine is asked for the constraint's. */
  readonly node?: ExplainNode;
  /** The checklist whose next step leads to this side; the constraint is then as that step would leave it. */
  readonly checklist?: number;
  /** Label of the node inside a constraint's derivation that was clicked. */
  readonly focus?: string;
  /** A figure of a forecast: which one, and of which day. `key` is then the constraint's id. */
  readonly forecast?: {
    readonly day: string;
    readonly what: ForecastFigure;
    /** The fit it belongs to, where it is not the policy's. */
    readonly over?: FitChoice;
  };
}

export type FitChoice = Pick<InputOf<'forecast:explain'>, 'window' | 'steps' | 'weekdays'>;
export type ForecastFigure = InputOf<'forecast:explain'>['what'];

export interface TriedAlternative {
  readonly label: string;
  readonly value: string;
}

interface ExplainState {
  readonly isOpen: boolean;
  readonly target: ExplainTarget | null;
  readonly constraint: Constraint | null;
  readonly node: ExplainNode | null;
  readonly tried: readonly TriedAlternative[];
  readonly failure: string | null;
  /** The number on screen whose derivation is open; it is framed. */
  readonly openedBy: string | null;
  readonly open: (target: ExplainTarget, openedBy?: string) => void;
  readonly toggle: () => void;
  readonly close: () => void;
}

let asked = 0;

/** Why a number is what it is. One panel, one number at a time. */
export const useExplain = create<ExplainState>()((set, get) => ({
  isOpen: false,
  target: null,
  constraint: null,
  node: null,
  tried: [],
  failure: null,
  openedBy: null,
  open: (target, openedBy) => {
    set({
      isOpen: true,
      openedBy: openedBy ?? null,
      target,
      constraint: null,
      node: null,
      tried: [],
      failure: null,
    });
    void refreshExplain();
  },
  toggle: () => set({ isOpen: !get().isOpen }),
  close: () => {
    asked += 1;
    set({ isOpen: false, openedBy: null, target: null, constraint: null, node: null, tried: [] });
  },
}));

/** A figure whose derivation the window holds was computed anew: if it is the open one, the panel follows. */
export function renewFigure(key: string, node: ExplainNode): void {
  const { target } = useExplain.getState();
  if (target?.key !== key || target.node === undefined || target.node === node) return;
  useExplain.setState({ target: { ...target, node }, node });
}

/** The shown number of a constraint, on one side of the comparison. */
export function explainConstraint(id: string, side: ExplainSide, focus?: string): ExplainTarget {
  const [resource = id, scope = ''] = id.split('@');
  const [domain = '', name = ''] = resource.split('.');
  const words = constraintName({
    domain: domain as Constraint['domain'],
    resource: name,
    scope,
  });
  const title = `${words.name}, ${words.where}`;
  return { key: id, title, side, ...(focus === undefined ? {} : { focus }) };
}

/** A figure of a constraint's forecast on a day; `name` says what it is: `Memory demand in euw-b on 14 May`. */
export function explainForecast(
  id: string,
  side: ExplainSide,
  day: string,
  what: ForecastFigure,
  name: string,
  over?: FitChoice,
): ExplainTarget {
  const forecast = { day, what, ...(over === undefined ? {} : { over }) };
  return { key: id, title: name, side, forecast };
}

async function explainFigure(
  target: ExplainTarget,
  forecast: NonNullable<ExplainTarget['forecast']>,
  mine: number,
): Promise<void> {
  const reply = await bridge().invoke('forecast:explain', {
    scenario: selectionOf(activeDesk(useScenarios.getState())),
    constraintId: target.key,
    side: target.side === 'after' ? 'scenario' : 'baseline',
    day: forecast.day,
    what: forecast.what,
    ...forecast.over,
  });
  if (mine !== asked) return;
  if (reply.ok) useExplain.setState({ node: reply.value, constraint: null, tried: [], failure: null });
  else useExplain.setState({ node: null, constraint: null, tried: [], failure: reply.message });
}

/** Asks again for the open number: after it was opened, and whenever the data or the scenario changed. */
export async function refreshExplain(): Promise<void> {
  const { target } = useExplain.getState();
  if (target === null) return;
  const mine = ++asked;
  if (target.node !== undefined) {
    useExplain.setState({ node: target.node, constraint: null, tried: [], failure: null });
    return;
  }
  if (target.forecast !== undefined) {
    await explainFigure(target, target.forecast, mine);
    return;
  }
  if (target.checklist !== undefined) {
    const reply = await bridge().invoke('checklist:explain', {
      id: target.checklist,
      constraintId: target.key,
    });
    if (mine !== asked) return;
    if (reply.ok)
      useExplain.setState({
        constraint: reply.value,
        node: reply.value.explain ?? null,
        tried: [],
        failure: null,
      });
    else useExplain.setState({ node: null, constraint: null, tried: [], failure: reply.message });
    return;
  }
  const desk = target.side === 'after' ? activeDesk(useScenarios.getState()) : null;
  const reply = await bridge().invoke('assess:explain', {
    scenario: selectionOf(desk),
    constraintId: target.key,
    side: target.side,
  });
  if (mine !== asked) return;
  if (!reply.ok) {
    useExplain.setState({ node: null, constraint: null, tried: [], failure: reply.message });
    return;
  }
  const { constraint, sensitivities } = reply.value;
  useExplain.setState({
    constraint,
    node: constraint.explain ?? null,
    tried: sensitivities.map(({ label, value }) => ({
      label: label.charAt(0).toUpperCase() + label.slice(1),
      value: numberText(constraint, value),
    })),
    failure: null,
  });
}
