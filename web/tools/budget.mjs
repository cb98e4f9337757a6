// Fails the build when the parents' first page needs more than 60 KB of compressed script and style.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const LIMIT = 60 * 1024;
const dist = join(import.meta.dirname, '..', 'dist');
const manifest = JSON.parse(readFileSync(join(dist, '.vite', 'manifest.json'), 'utf8'));

/** A page's script with everything it needs at once: the sign-in page and the words of one language. */
const wanted = ['index.html', 'src/parent/pages/SignIn.svelte', 'messages/th/common.json', 'messages/th/parent.json'];
const files = new Set();
function take(name) {
  const chunk = manifest[name];
  if (!chunk) return;
  if (files.has(chunk.file)) return;
  files.add(chunk.file);
  for (const style of chunk.css ?? []) files.add(style);
  for (const needed of chunk.imports ?? []) take(needed);
}
wanted.forEach(take);

let total = 0;
for (const file of files) {
  const size = gzipSync(readFileSync(join(dist, file)), { level: 9 }).length;
  total += size;
  console.log(`${String(size).padStart(7)}  ${file}`);
}
console.log(`${String(total).padStart(7)}  of ${LIMIT} for the parents' first page`);
if (total > LIMIT) process.exit(1);

// The content security policy allows no inline script or style.
for (const page of ['index.html', 'staff/index.html'].filter((page) => existsSync(join(dist, page)))) {
  const html = readFileSync(join(dist, page), 'utf8');
  if (/<style|<script(?![^>]*\bsrc=)|\sstyle=/.test(html)) throw new Error(`${page} has inline script or style`);
}
if (readdirSync(dist).length === 0) process.exit(1);
