import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Where the running stack serves site and API, as its descriptor (STACK_JSON) says. */
function stackOrigin(): string {
  try {
    const stack = JSON.parse(readFileSync(process.env['STACK_JSON'] ?? here('../.local/stack.json'), 'utf8')) as { web: string };
    return stack.web;
  } catch {
    return 'http://localhost:5566';
  }
}

/** Client-side routes answer with the entrance they belong to: `/staff/…` with the staff pages, others with the parents'. */
function entrances(): Plugin {
  const page = (url: string): string => (/^\/staff(\/|$|\?)/.test(url) ? '/staff/index.html' : '/index.html');
  const rewrite = (request: { url?: string | undefined }): void => {
    const url = request.url ?? '/';
    const path = url.split('?')[0] ?? '/';
    const isRoute = !path.startsWith('/api/') && !path.startsWith('/@') && !path.split('/').pop()?.includes('.');
    if (isRoute) request.url = page(url) + (url.includes('?') ? url.slice(url.indexOf('?')) : '');
  };
  const use = (server: { middlewares: { use(fn: (q: { url?: string }, s: unknown, next: () => void) => void): void } }): void => {
    server.middlewares.use((request, _, next) => {
      rewrite(request);
      next();
    });
  };
  return { name: 'entrances', configureServer: use, configurePreviewServer: use };
}

/** The pages from here, API and the stage's settings from the stack, all on one origin as in the cloud. */
function proxy() {
  const target = { target: stackOrigin(), changeOrigin: true };
  return { '/api': target, '/config.json': target };
}

export default defineConfig(({ mode }) => ({
  appType: 'mpa',
  plugins: [svelte(), entrances()],
  resolve: mode === 'test' ? { conditions: ['browser'] } : {},
  server: { port: 5173, strictPort: true, host: 'localhost', proxy: proxy() },
  preview: { port: 5173, strictPort: true, host: 'localhost', proxy: proxy() },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: { input: { parent: here('index.html'), staff: here('staff/index.html') } },
    manifest: true,
  },
  test: { include: ['src/**/*.test.ts', 'tests/**/*.test.ts'] },
}));
