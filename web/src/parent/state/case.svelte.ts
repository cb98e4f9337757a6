/** The family's case as last seen. An older version never takes the place of a newer one. */
import { done, ifMatch, makeApi, type Schemas } from '../../lib/api/client';

export type CaseView = Schemas['CaseView'];
export type ApplicantView = Schemas['ApplicantView'];

let seen = $state.raw<CaseView | undefined>();

export const api = makeApi(ifMatch('/api/case', () => seen?.version));

export function theCase(): CaseView | undefined {
  return seen;
}

/** Takes an answer in, unless something newer of the same family is known. */
export function adopt(next: CaseView): CaseView {
  if (!seen || seen.form !== next.form || next.version >= seen.version) seen = next;
  return seen;
}

export async function load(): Promise<CaseView> {
  return adopt(await done(api.GET('/api/case')));
}

const others: (() => void)[] = [];

/** What else is to be forgotten with the case. */
export function whenForgotten(run: () => void): void {
  others.push(run);
}

export function forget(): void {
  seen = undefined;
  others.forEach((run) => run());
}
