/** The applicants' form as all its pages share it: one object, saved as a draft while it is typed. */
import { Autosave } from './autosave.svelte';
import { api, theCase, whenForgotten, type CaseView } from './case.svelte';
import { PAGE, body, filled, nobody, type ApplicantsDraft, type Person } from './applicants.svelte';
import { writeDraft } from './write.svelte';

let form = $state<ApplicantsDraft>({ arrangement: '', people: [] });
let of: string | undefined;

const snapshot = (): ApplicantsDraft => $state.snapshot(form) as ApplicantsDraft;

async function saveDraft(): Promise<CaseView> {
  const sent = snapshot();
  const view = await writeDraft(() => api.PUT('/api/case/applicants/draft', { body: body(sent, sent.people.filter((p) => !p.approved)) }));
  hide(view, sent);
  return view;
}

/** The server holds the ID numbers now: what is shown of them from here on is masked. */
function hide(view: CaseView, sent: ApplicantsDraft): void {
  const drafts = (view.drafts.applicants as { applicants?: { national_id?: string }[] } | null | undefined)?.applicants ?? [];
  const open = sent.people.filter((person) => !person.approved);
  drafts.forEach((draft, at) => {
    const person = form.people.find((one) => !one.approved && one.national_id === open[at]?.national_id && one.name === open[at]?.name);
    if (person && draft.national_id?.includes('*')) person.stored.national_id = draft.national_id;
  });
}

export const autosave = new Autosave(PAGE, snapshot, saveDraft);

whenForgotten(() => {
  autosave.stop();
  of = undefined;
  form = { arrangement: '', people: [] };
});

/** The form of this family, filled from what is known when it is first asked for. */
export function applying(): ApplicantsDraft {
  const view = theCase();
  if (view && of !== standOf(view)) start(view);
  return form;
}

/** Moves whenever something was changed elsewhere: an e-mail in its dialog, a decision, another tab. Drafts do not move it. */
const standOf = (view: CaseView): string => `${view.form} ${view.version}`;

/** Fills the form again from the case. */
export function start(view: CaseView): void {
  of = standOf(view);
  form = filled(view);
}

/** The applicant at a place, counted from 0; made when there is none yet. */
export function person(at: number): Person {
  while (form.people.length <= at) form.people.push(nobody());
  return form.people[at] ?? nobody();
}
