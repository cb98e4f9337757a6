/** Which page stands at which address, fetched when it is wanted. */
import type { Component } from 'svelte';
import { Problem } from '../../lib/api/problem';
import { go, route } from '../../lib/router.svelte';
import { load, theCase } from '../state/case.svelte';
import { fetchDialogs } from '../state/dialogs.svelte';
import { isHandedOver } from '../state/handover';
import { fetchHandoverCard, formPicture, later } from '../state/later';
import { madeUp } from '../state/leaving';
import { arrived } from '../state/session.svelte';
import SignIn from './SignIn.svelte';

type Fetch = () => Promise<{ default: Component }>;
type Page = { fetch: () => Promise<Component>; open: boolean };

/** A page that anybody may read. */
const open = (fetch: Fetch): Page => ({ open: true, fetch: () => later(fetch) });
/** A family's own page, with what may come up over it. */
const own = (fetch: Fetch): Page => ({ open: false, fetch: async () => (await Promise.all([later(fetch), fetchDialogs()]))[0] });

async function signIn(): Promise<Component> {
  if (isHandedOver()) await fetchHandoverCard();
  return SignIn;
}

const PAGES: Record<string, Page> = {
  '/': { open: true, fetch: signIn },
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

let begun: { page: Page; entering: Promise<Component | undefined> } | undefined;

/** Begins with the page of the address before the frame stands. */
export function begin(): void {
  const page = pageOf(route());
  begun = { page, entering: reach(page) };
  begun.entering.catch(() => undefined);
}

/** The page, with the case loaded if it needs one; who is not signed in goes to sign-in. */
export function enter(page: Page): Promise<Component | undefined> {
  const entering = begun?.page === page ? begun.entering : reach(page);
  begun = undefined;
  return entering;
}

async function reach(page: Page): Promise<Component | undefined> {
  const fetched = page.fetch();
  if (page.open || theCase()) return fetched;
  fetched.catch(() => undefined);
  await madeUp();
  try {
    await load();
    arrived();
  } catch (problem) {
    if (!(problem instanceof Problem) || problem.status !== 401) throw problem;
    go('/', { replace: true });
    return undefined;
  }
  return fetched;
}

/** Fetches the other pages when there is time, one after the other, so that a lost connection does not stop anybody half way. */
export function fetchAhead(): void {
  const idle = window.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 500));
  idle(async () => {
    for (const fetch of [formPicture, ...Object.values(PAGES).map((page) => page.fetch)]) await fetch().catch(() => undefined);
  });
}
