/** The family's case as last seen. An older version never takes the place of a newer one. */
import { done, ifMatch, makeApi, type Answer, type Schemas } from '../../lib/api/client';
import { Problem } from '../../lib/api/problem';
import { replaces } from './newer';

export type CaseView = Schemas['CaseView'];
export type ApplicantView = Schemas['ApplicantView'];

let seen = $state.raw<CaseView | undefined>();

export const api = makeApi(ifMatch('/api/case', () => seen?.version));

export function theCase(): CaseView | undefined {
  return seen;
}

/** Raised whenever the family is forgotten. */
let visit = 0;

/** Raised whenever an answer is taken in. */
let taken = 0;

/**
 * Takes an answer in, unless something newer of the same family is known. What was asked for before the family was forgotten
 * is not taken in: it would come back to whoever holds the phone now.
 */
export async function adopt(asked: Promise<Answer<CaseView>>, look = false): Promise<CaseView> {
  const [during, before] = [visit, taken];
  const next = await done(asked);
  if (during !== visit) throw new Problem(401, Problem.left);
  if (!seen || replaces(next, seen, look && before !== taken)) {
    seen = next;
    taken += 1;
  }
  return seen;
}

export async function load(): Promise<CaseView> {
  return adopt(api.GET('/api/case'), true);
}

const others: (() => void)[] = [];

/** What else is to be forgotten with the case. */
export function whenForgotten(run: () => void): void {
  others.push(run);
}

export function forget(): void {
  visit += 1;
  seen = undefined;
  others.forEach((run) => run());
}
