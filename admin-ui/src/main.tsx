import '@mantine/core/styles.css';
import './styles.css';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter, RouterProvider } from 'react-router';
import { Away, Refused } from './api/client';
import { App } from './App';
import { theme, variables } from './theme';

const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

const client = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (count, error) => error instanceof Away && count < 1,
      refetchOnWindowFocus: true,
    },
    mutations: {
      // A session that ended while the page was open: the next look at who is signed in shows it.
      onError: (error) => {
        if (error instanceof Refused && error.status === 401) {
          void client.invalidateQueries({ queryKey: ['me'] });
        }
      },
    },
  },
});

const router = createBrowserRouter([{ path: '*', element: <App /> }], { basename: '/app' });

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={variables}
        defaultColorScheme="auto"
        getStyleNonce={() => nonce}
      >
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
