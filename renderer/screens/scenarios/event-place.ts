import { createContext } from 'react';

/** Id of the event whose form an input stands in; `null`: it is not in the form of a likely, enabled event. */
export const EventPlace = createContext<string | null>(null);
