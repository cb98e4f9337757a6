// Fails the build when the parents' first page needs more than 40 KB of compressed page, script, style and words, in whatever
// language needs most; and when a page holds what the content security policy would stop.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const LIMIT = 40_000;
const dist = join(import.meta.dirname, '..', 'dist');
const read = (file) => readFileSync(join(dist, file));
const manifest = JSON.parse(read('.vite/manifest.json').toString());
const chunks = Object.values(manifest);

/** What the edge sends: what is shorter than a thousand bytes it sends as it is. */
const sent = (compress) => (file) => (read(file).length < 1_000 ? read(file).length : compress(read(file)).length);
const gzip = sent((bytes) => gzipSync(bytes));
const brotli = sent((bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }));
const sum = (files, size) => files.reduce((total, file) => total + size(file), 0);

/** What a page names. */
const named = (page) => [...read(page).toString().matchAll(/\b(?:src|href)="([^"]*)"/g)].map(([, address]) => address);

/** The page, its script with everything that it needs at once, and the words of its sign-in page. */
function firstPage(language) {
  const files = new Set(['index.html']);
  const take = (file) => {
    if (files.has(file)) return;
    files.add(file);
    const { imports = [], css = [] } = chunks.find((chunk) => chunk.file === file) ?? {};
    [...imports.map((name) => manifest[name].file), ...css].forEach(take);
  };
  named('index.html').forEach((address) => take(address.slice(1)));
  ['common', 'sign-in'].forEach((part) => take(manifest[`messages/${language}/${part}.json`].file));
  return [...files];
}

const [heaviest] = readdirSync(join(dist, '..', 'messages'))
  .map(firstPage)
  .sort((a, b) => sum(b, gzip) - sum(a, gzip));
for (const file of heaviest) console.log(`${String(gzip(file)).padStart(7)}  ${file}`);
const total = sum(heaviest, gzip);
console.log(`${String(total).padStart(7)}  of ${LIMIT} for the parents' first page, by gzip (${sum(heaviest, brotli)} by brotli)`);
if (total > LIMIT) process.exit(1);

for (const page of ['index.html', 'staff/index.html']) {
  if (/<style|<script(?![^>]*\bsrc=)|\sstyle=/.test(read(page))) throw new Error(`${page} has inline script or style`);
  if (!named(page).every((address) => /^\/(?!\/)/.test(address))) throw new Error(`${page} names something from elsewhere`);
}
// Scripts run in their order, each as soon as it is here.
if (!named('index.html').find((address) => address.endsWith('.js'))?.startsWith('/assets/ahead-')) throw new Error('the words are not fetched first');
