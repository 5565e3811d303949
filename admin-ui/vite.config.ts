import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// During development the API comes from a running Parley: PARLEY_URL, by default ./parley up's.
const server = process.env.PARLEY_URL ?? 'http://127.0.0.1:8080';

export default defineConfig({
  base: '/app/',
  plugins: [react()],
  // The server puts a fresh nonce in this one's place, for the style sheets Mantine makes at run time.
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: 'target/classes/console/app',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': server } },
  test: { include: ['src/**/*.test.ts'] },
});
