import type { SavedPortfolio } from '../../../../shared/ipc/portfolio-channels.ts';
import type { Model } from '../../../../shared/model/document.ts';
import type { Policy } from '../../../../shared/model/policy.ts';
import {
  cellCount,
  MOST_CELLS,
  PORTFOLIO_AXES,
  type PortfolioAxis,
} from '../../../../shared/timeline/portfolio.ts';
import { NOTHING } from '../../../../shared/timeline/portfolio-cell.ts';
import { counted, formatInteger } from '../../../../shared/view/number-format.ts';
import { portfolioOffers } from '../../../../shared/view/portfolio-offers.ts';
import { Button } from '../../../components/Button.tsx';
import { NumberInput } from '../../../components/form/NumberInput.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { MenuButton, type MenuEntry } from '../../../components/MenuButton.tsx';
import { Progress } from '../../../components/Progress.tsx';
import { useInventory } from '../../../state/inventory-store.ts';
import {
  addCustomer,
  addScenario,
  addVariants,
  cancelPortfolio,
  changePortfolio,
  removeVariant,
  runPortfolio,
  usePortfolios,
} from '../../../state/portfolio-store.ts';
import { useProgress } from '../../../state/progress-store.ts';
import { useScenarios } from '../../../state/scenario-store.ts';
import { OverrideForm } from './OverrideForm.tsx';

const TITLES: Readonly<Record<PortfolioAxis, string>> = {
  fleets: 'Fleets',
  onboardings: 'Onboardings',
  failures: 'Failures',
  policies: 'Policies',
};
const MOST_CUSTOMERS = 8;

interface AxesPaneProps {
  readonly saved: SavedPortfolio;
  /** `null` until it is known; nothing can be added before. */
  readonly model: Model | null;
  readonly policy: Policy | null;
}

/** What an axis may take: made from the model, customers there are, saved scenarios. */
function AddMenu({ axis, model, policy }: Omit<AxesPaneProps, 'saved'> & { readonly axis: PortfolioAxis }) {
  const scenarios = useScenarios((state) => state.list);
  const customers = useInventory((state) => state.choices?.customers);
  const offers = model === null || policy === null ? [] : portfolioOffers(axis, model, policy);
  const largest =
    axis === 'onboardings'
      ? [...(customers ?? [])].sort((a, b) => b.microvms - a.microvms).slice(0, MOST_CUSTOMERS)
      : [];
  const items: readonly MenuEntry[] = [
    ...offers.map(({ id, label, beside }) => ({ id: `offer ${id}`, label, beside })),
    ...largest.map(({ id, microvms }) => ({
      id: `customer ${id}`,
      label: `Another ${id}`,
      beside: counted(microvms, 'microVM'),
    })),
    ...scenarios.map(({ id, name, version }) => ({
      id: `scenario ${id}`,
      label: name,
      beside: `scenario, version ${version}`,
    })),
  ];
  const add = (key: string) => {
    const [kind, id] = [key.slice(0, key.indexOf(' ')), key.slice(key.indexOf(' ') + 1)];
    const offer = offers.find((entry) => entry.id === id);
    if (kind === 'scenario') void addScenario(axis, id);
    else if (kind === 'customer') void addCustomer(id);
    else if (offer !== undefined) void addVariants(axis, offer.variants);
  };
  return (
    <MenuButton
      small
      iconOnly
      icon="plus"
      label={`Add to ${TITLES[axis].toLowerCase()}`}
      items={items}
      onAction={add}
    />
  );
}

function Axis({ axis, saved, model, policy }: AxesPaneProps & { readonly axis: PortfolioAxis }) {
  const variants = saved.portfolio[axis];
  return (
    <section className="pf-axis" aria-label={TITLES[axis]}>
      <header>
        <h2>{TITLES[axis]}</h2>
        <span className="mute">{variants.length}</span>
        <span className="grow" />
        <AddMenu axis={axis} model={model} policy={policy} />
      </header>
      {variants.length === 0 ? <p className="mute">{NOTHING[axis].name}</p> : null}
      <ul>
        {variants.map(({ name, note }) => (
          <li key={name}>
            <span className="ell" title={note === undefined ? name : `${name}: ${note}`}>
              {name}
            </span>
            <button
              type="button"
              className="nest-x"
              aria-label={`Remove ${name} from ${TITLES[axis].toLowerCase()}`}
              onClick={() => void removeVariant(axis, name)}
            >
              <Icon name="x" size={12} />
            </button>
          </li>
        ))}
      </ul>
      {axis === 'policies' && policy !== null ? <OverrideForm policy={policy} /> : null}
    </section>
  );
}

/** `1 s`, `2 min`, or nothing before anything is known. */
function rest(seconds: number | null): string {
  if (seconds === null) return '';
  return seconds < 90
    ? `, ${Math.max(1, Math.round(seconds))} s left`
    : `, ${Math.round(seconds / 60)} min left`;
}

function Running({ task }: { readonly task: string }) {
  const progress = useProgress((state) => state.byTask.get(task));
  const share = progress === undefined || progress.total === 0 ? null : progress.done / progress.total;
  return (
    <div className="pf-run" role="status" aria-live="off">
      <span className="mute">
        {progress === undefined
          ? 'getting ready'
          : `${formatInteger(progress.done)} of ${counted(progress.total, 'cell')}${rest(progress.remainingSeconds)}`}
      </span>
      <div className="pf-bar">
        <Progress label="Evaluating cells" share={share} />
        <Button small onPress={() => void cancelPortfolio()}>
          Cancel
        </Button>
      </div>
    </div>
  );
}

/** Seeds are listed by number: one more seed is the next one up. */
const seedsOf = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at + 1);

/** The lists whose product is evaluated, how many cells that is, and the act. */
export function AxesPane(props: AxesPaneProps) {
  const { portfolio } = props.saved;
  const task = usePortfolios((state) => state.task);
  const lastRun = usePortfolios((state) => state.evaluated?.table ?? null);
  const cells = cellCount(portfolio);
  const product = PORTFOLIO_AXES.map((axis) => Math.max(1, portfolio[axis].length));
  const each = lastRun === null || lastRun.rows.length === 0 ? null : lastRun.elapsedMs / lastRun.rows.length;
  const about = each === null ? '' : `, about ${Math.max(1, Math.round((each * cells) / 1000))} s`;
  return (
    <aside className="pf-axes" aria-label="Axes">
      {PORTFOLIO_AXES.map((axis) => (
        <Axis key={axis} axis={axis} {...props} />
      ))}
      <div className="g2">
        <NumberInput
          label="Seeds"
          help="Each cell once per seed of placement searches and of draws."
          min={1}
          max={20}
          step={1}
          value={portfolio.seeds.length}
          onChange={(count) => {
            if (count !== null && count !== portfolio.seeds.length)
              void changePortfolio('Change the seeds of the portfolio', (now) => ({
                ...now,
                seeds: seedsOf(Math.round(count)),
              }));
          }}
        />
        <NumberInput
          label="Runs per cell"
          help="Monte Carlo runs for the share in which all targets hold; 0: none."
          min={0}
          max={100_000}
          step={100}
          value={portfolio.runs}
          onChange={(runs) => {
            if (runs !== null && runs !== portfolio.runs)
              void changePortfolio('Change the runs of the portfolio', (now) => ({
                ...now,
                runs: Math.round(runs),
              }));
          }}
        />
      </div>
      <div className="pf-act">
        <p>
          <b>{counted(cells, 'cell')}</b>{' '}
          <span className="mute">
            {product.join(' × ')}
            {portfolio.seeds.length > 1 ? ` × ${portfolio.seeds.length}` : ''}
            {about}
          </span>
        </p>
        {cells > MOST_CELLS ? (
          <p className="soft">At most {formatInteger(MOST_CELLS)} cells are evaluated.</p>
        ) : null}
        {task === null ? (
          <Button kind="primary" disabled={cells > MOST_CELLS} onPress={() => void runPortfolio()}>
            Evaluate {counted(cells, 'cell')}
          </Button>
        ) : (
          <Running task={task} />
        )}
      </div>
    </aside>
  );
}
