/** Lighthouse's look at one address, in a browser that is signed in. */
import lighthouse, { type Flags, type Result } from 'lighthouse';
import { MOBILE, SLOW, type Conditions } from './conditions.ts';

export type Scores = { performance: number; accessibility: number; 'best-practices': number };
export type Times = { fcp: number; lcp: number; tti: number; tbt: number; cls: number };
export type Figures = Scores & Times & { kib: number; slow: Times & { performance: number }; below: string[] };

const all = ['performance', 'accessibility', 'best-practices'] as const;

/** The page afresh: nothing cached, but the session's cookie kept. Lighthouse clears no cookies. */
async function look(url: string, port: number, conditions: Conditions, categories: readonly string[]): Promise<Result> {
  const flags: Flags = {
    port,
    logLevel: 'error',
    onlyCategories: [...categories],
    formFactor: 'mobile',
    throttlingMethod: 'simulate',
    throttling: { ...conditions, requestLatencyMs: 0, downloadThroughputKbps: 0, uploadThroughputKbps: 0 },
  };
  const looked = await lighthouse(url, flags);
  if (!looked) throw new Error(`${url}: Lighthouse said nothing`);
  if (looked.lhr.runtimeError) throw new Error(`${url}: ${looked.lhr.runtimeError.message}`);
  return looked.lhr;
}

const score = (result: Result, category: string): number => Math.round((result.categories[category]?.score ?? 0) * 100);

function times(result: Result): Times {
  const of = (audit: string): number => result.audits[audit]?.numericValue ?? Number.NaN;
  return {
    fcp: of('first-contentful-paint'),
    lcp: of('largest-contentful-paint'),
    tti: of('interactive'),
    tbt: of('total-blocking-time'),
    cls: of('cumulative-layout-shift'),
  };
}

/** The audits that cost something, by name. */
function below(result: Result): string[] {
  const named = all.flatMap((category) => result.categories[category]?.auditRefs ?? []).filter(({ weight }) => weight > 0);
  return named.map(({ id }) => id).filter((id) => (result.audits[id]?.score ?? 1) < 0.9);
}

function origins(result: Result): string[] {
  const { items } = result.audits['network-requests']?.details as { items: { url: string }[] };
  return [...new Set(items.map(({ url }) => new URL(url)).filter(({ protocol }) => protocol.startsWith('http')).map(({ origin }) => origin))];
}

/** Scores and times under both conditions. Whatever came from another origin is an error. */
export async function measure(url: string, port: number): Promise<Figures> {
  const mobile = await look(url, port, MOBILE, all);
  const slow = await look(url, port, SLOW, ['performance']);
  const elsewhere = [...origins(mobile), ...origins(slow)].filter((origin) => origin !== new URL(url).origin);
  if (elsewhere.length > 0) throw new Error(`${url} asked something of ${elsewhere.join(', ')}`);
  return {
    performance: score(mobile, 'performance'),
    accessibility: score(mobile, 'accessibility'),
    'best-practices': score(mobile, 'best-practices'),
    ...times(mobile),
    kib: (mobile.audits['total-byte-weight']?.numericValue ?? Number.NaN) / 1024,
    slow: { performance: score(slow, 'performance'), ...times(slow) },
    below: below(mobile),
  };
}
