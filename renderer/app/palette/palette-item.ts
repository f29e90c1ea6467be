import type { IconName } from '../../components/icon-drawings.tsx';

/** Stands between an entry's label and its key in what is searched: two entries of one label are told apart. */
export const ITEM_KEY = ' · ';

/** One line of the command palette. */
export interface PaletteItem {
  readonly key: string;
  readonly group:
    | 'Actions'
    | 'On this screen'
    | 'Screens'
    | 'Scenarios'
    | 'Forecasts'
    | 'Failure modes'
    | 'Regions'
    | 'Clusters'
    | 'Hosts'
    | 'Other entities';
  readonly label: string;
  readonly icon: IconName;
  /** A number or a key at the right. */
  readonly beside?: string;
  readonly run: () => void;
}
