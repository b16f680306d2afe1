// The renderer of Smart Forms on a page of its own, as its makers show it.
import React from 'react';
import {createRoot} from 'react-dom/client';
import {BaseRenderer, RendererThemeProvider, buildForm} from '@aehrc/smart-forms-renderer';

window.renderForm = async (questionnaire) => {
  await buildForm({questionnaire});
  createRoot(document.getElementById('root')).render(
    <RendererThemeProvider>
      <BaseRenderer />
    </RendererThemeProvider>
  );
};
