/** Which page stands at which address, fetched when it is wanted. */
import type { Component } from 'svelte';
import { Problem } from '../../lib/api/problem';
import { go } from '../../lib/router.svelte';
import { load, theCase } from '../state/case.svelte';
import { makeUp } from '../state/leaving';
import { arrived } from '../state/session.svelte';

type Fetch = () => Promise<{ default: Component }>;
type Page = { fetch: Fetch; open: boolean };

const own = (fetch: Fetch): Page => ({ fetch, open: false });
const open = (fetch: Fetch): Page => ({ fetch, open: true });

const PAGES: Record<string, Page> = {
  '/': open(() => import('./SignIn.svelte')),
  '/about': open(() => import('./About.svelte')),
  '/notice': open(() => import('./Notice.svelte')),
  '/portal': own(() => import('./Portal.svelte')),
  '/confirm': own(() => import('./Confirm.svelte')),
  '/apply': own(() => import('./Apply.svelte')),
  '/apply/who': own(() => import('./Who.svelte')),
  '/apply/applicant/1': own(() => import('./Applicant.svelte')),
  '/apply/applicant/2': own(() => import('./Applicant.svelte')),
  '/apply/check': own(() => import('./Check.svelte')),
  '/send': own(() => import('./Send.svelte')),
};
const NOT_FOUND = open(() => import('./NotFound.svelte'));

export function pageOf(path: string): Page {
  return PAGES[path.length > 1 ? path.replace(/\/$/, '') : path] ?? NOT_FOUND;
}

/** The page, with the case loaded if it needs one; who is not signed in goes to sign-in. */
export async function enter(page: Page): Promise<Component | undefined> {
  const fetched = page.fetch();
  if (page.open || theCase()) return (await fetched).default;
  if (!(await makeUp())) throw new Problem(0, Problem.offline);
  try {
    await load();
    arrived();
  } catch (problem) {
    if (!(problem instanceof Problem) || problem.status !== 401) throw problem;
    go('/', { replace: true });
    return undefined;
  }
  return (await fetched).default;
}

/** Fetches the other pages when there is time, so that a lost connection does not stop anybody half way. */
export function fetchAhead(): void {
  const later = window.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 500));
  later(() => Object.values(PAGES).forEach((page) => void page.fetch().catch(() => undefined)));
}
