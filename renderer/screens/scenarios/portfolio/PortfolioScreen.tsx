import { useMemo } from 'react';
import { GuideButton } from '../../../app/GuideButton.tsx';
import { firstPortfolio } from '../../../../shared/view/portfolio-offers.ts';
import { Button } from '../../../components/Button.tsx';
import { EmptyState, ErrorNote } from '../../../components/EmptyState.tsx';
import { TitleInput } from '../../../components/form/TitleInput.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { MenuButton } from '../../../components/MenuButton.tsx';
import { Select } from '../../../components/Select.tsx';
import { useInventory } from '../../../state/inventory-store.ts';
import {
  changePortfolio,
  createPortfolio,
  deletePortfolio,
  exportPortfolio,
  importPortfolio,
  loadPortfolios,
  openPortfolio,
  runPortfolio,
  usePortfolios,
} from '../../../state/portfolio-store.ts';
import { useView } from '../../../state/view-store.ts';
import { AxesPane } from './AxesPane.tsx';
import { PortfolioResult } from './PortfolioResult.tsx';
import { useWorkspacePolicy } from './use-workspace-policy.ts';

function Head({ onNew }: { readonly onNew: (() => void) | null }) {
  const open = usePortfolios((state) => state.open);
  const list = usePortfolios((state) => state.list);
  const act = (id: string) => {
    if (id === 'export') void exportPortfolio();
    else if (id === 'delete') void deletePortfolio();
    else if (open !== null) void createPortfolio({ ...open.portfolio, name: `${open.name} (copy)` });
  };
  return (
    <div className="head">
      <button type="button" className="crumb mute" onClick={() => useView.getState().listScenarios()}>
        Scenarios
      </button>
      <Icon name="right" size={12} />
      {open === null ? (
        <h1>Portfolios</h1>
      ) : (
        <TitleInput
          key={open.id}
          label="Name of the portfolio"
          name={open.name}
          onRename={(name) =>
            void changePortfolio(`Rename portfolio to “${name}”`, (portfolio) => ({ ...portfolio, name }))
          }
        />
      )}
      <GuideButton />
      {open === null || list.length < 2 ? null : (
        <Select
          plain
          small
          label="Portfolio"
          value={open.id}
          options={list.map(({ id, name, cells }) => ({ id, label: name, beside: `${cells} cells` }))}
          onChange={(id) => void openPortfolio(id)}
        />
      )}
      <span className="grow" />
      <Button kind="quiet" icon="file" onPress={() => void importPortfolio()}>
        Import
      </Button>
      {open === null ? null : (
        <MenuButton
          iconOnly
          icon="more"
          label="More acts on this portfolio"
          items={[
            { id: 'duplicate', label: 'Duplicate' },
            { id: 'export', label: 'Export as JSON' },
            { id: 'delete', label: 'Delete portfolio', danger: true },
          ]}
          onAction={act}
        />
      )}
      <Button icon="plus" disabled={onNew === null} {...(onNew === null ? {} : { onPress: onNew })}>
        New portfolio
      </Button>
    </div>
  );
}

/** Fleets × onboardings × failures × policies as one table. */
export function PortfolioScreen() {
  const open = usePortfolios((state) => state.open);
  const list = usePortfolios((state) => state.list);
  const failure = usePortfolios((state) => state.failure);
  const notRead = usePortfolios((state) => state.listFailure);
  const model = useInventory((state) => state.formModel);
  const policy = useWorkspacePolicy();
  const onNew = useMemo(() => {
    if (model === null || policy === null) return null;
    return () => {
      const name = list.length === 0 ? 'Portfolio' : `Portfolio ${list.length + 1}`;
      void createPortfolio(firstPortfolio(name, model, policy));
    };
  }, [model, policy, list.length]);
  return (
    <>
      <Head onNew={onNew} />
      {open === null ? (
        <div className="screen-scroll">
          {notRead === null ? null : (
            <div className="screen-note">
              <ErrorNote title="The portfolios were not read." again={() => void loadPortfolios()}>
                {notRead}
              </ErrorNote>
            </div>
          )}
          <EmptyState
            icon="table"
            title="No portfolio yet"
            action={
              <Button
                kind="primary"
                disabled={onNew === null}
                {...(onNew === null ? {} : { onPress: onNew })}
              >
                New portfolio
              </Button>
            }
          >
            Every fleet with every onboarding, failure and policy, as one table that can be sorted. It starts
            with three customers and the losses of every cluster; take away and add what you like.
          </EmptyState>
        </div>
      ) : (
        <div className="pf">
          <AxesPane saved={open} model={model} policy={policy} />
          <section className="pf-result" aria-label="Portfolio result">
            {failure === null ? null : (
              <div className="screen-note">
                <ErrorNote title="The portfolio was not evaluated." again={() => void runPortfolio()}>
                  <p>{failure}</p>
                </ErrorNote>
              </div>
            )}
            <PortfolioResult key={open.id} saved={open} />
          </section>
        </div>
      )}
    </>
  );
}
