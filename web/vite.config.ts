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

type Modules = { getModuleInfo(id: string): { importers: string[] } | null };

/**
 * Few files, since many small ones compress badly. Those of the parents' first page: the first words' fetching, which runs
 * first; Svelte; all else. Other pages are split one by one.
 */
const CHUNKS: [name: string, modules: RegExp][] = [
  ['ahead', /\/src\/lib\/i18n\/(ahead|words|languages)\.ts$|vite\/preload-helper/],
  ['svelte', /\/node_modules\/(svelte|esm-env|clsx)\//],
  ['parent', /./],
];

const groups = CHUNKS.map(([name, ours], at) => ({
  name: (id: string, modules: Modules) => (ours.test(id) && (name === 'ahead' || isOfFirstPage(id, modules, new Set())) ? name : null),
  priority: CHUNKS.length - at,
}));

function isOfFirstPage(id: string, modules: Modules, seen: Set<string>): boolean {
  if (id === here('src/parent/main.ts')) return true;
  seen.add(id);
  return modules.getModuleInfo(id)?.importers.some((importer) => !seen.has(importer) && isOfFirstPage(importer, modules, seen)) ?? false;
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
    // Each entrance is built by itself, so that neither carries what only the other needs: `--mode staff` is the second.
    emptyOutDir: mode !== 'staff',
    copyPublicDir: mode !== 'staff',
    rolldownOptions: mode === 'staff' ? { input: here('staff/index.html') } : { input: here('index.html'), output: { codeSplitting: { groups } } },
    manifest: mode !== 'staff',
  },
  test: { include: ['src/**/*.test.ts', 'tests/**/*.test.ts'] },
}));
