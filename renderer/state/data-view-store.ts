import { create } from 'zustand';
import { useView } from './view-store.ts';

/** A place on the Data screen another screen can lead to: a tab, and what is looked at there. */
export type DataPlace =
  | { readonly tab: 'imports'; readonly importId?: number }
  | {
      readonly tab: 'series';
      readonly entity?: string;
      readonly metric?: string;
      readonly quality?: 'stale' | 'gaps' | 'unmapped';
    }
  | { readonly tab: 'inventory' }
  | { readonly tab: 'quality' }
  | { readonly tab: 'connections' }
  | { readonly tab: 'mappings' };

export type DataTabName = DataPlace['tab'];

interface DataViewState {
  readonly place: DataPlace;
}

/** Where the person is on the Data screen; kept while other screens are looked at. */
export const useDataView = create<DataViewState>()(() => ({ place: { tab: 'imports' } }));

/** Stays on the Data screen; what was looked at on the tab before is let go. */
export function showData(place: DataPlace): void {
  useDataView.setState({ place });
}

/** From any screen: "this was never imported" leads to where it is imported. */
export function openData(place: DataPlace): void {
  showData(place);
  useView.getState().goTo('data');
}
