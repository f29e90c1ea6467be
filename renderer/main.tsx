import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nProvider } from 'react-aria-components';
import { App } from './app/App.tsx';
import { quietTransitions } from './app/quiet-transitions.ts';
import { watchPageErrors } from './state/page-errors.ts';
import './app/styles/index.css';

watchPageErrors();
quietTransitions();

const root = document.getElementById('root');
if (root !== null) {
  // The words are English, so the numbers typed beside them are read the English way whatever the system says.
  createRoot(root).render(
    <StrictMode>
      <I18nProvider locale="en-GB">
        <App />
      </I18nProvider>
    </StrictMode>,
  );
}
