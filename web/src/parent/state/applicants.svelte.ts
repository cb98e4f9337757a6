/** Who applies, while it is being filled in. An ID number that the server keeps is only ever seen masked here. */
import type { Schemas } from '../../lib/api/client';
import { current } from '../../lib/i18n';
import type { ApplicantView, CaseView } from './case.svelte';
import { kept } from './typed';

export const PAGE = 'applicants';
export type Arrangement = NonNullable<Schemas['ApplicantsForm']['arrangement']>;
export type Relationship = NonNullable<Schemas['ApplicantForm']['relationship']>;
/** `stored` holds what the server has and this page may only see masked; a field left empty keeps it. */
export type Person = {
  applicant_id?: string;
  name: string;
  relationship: Relationship | '';
  relationship_detail: string;
  national_id: string;
  mobile: string;
  email: string;
  no_email: boolean;
  language: string;
  approved: boolean;
  stored: { national_id?: string; mobile?: string; email?: string };
};
export type ApplicantsDraft = { arrangement: Arrangement | ''; people: Person[] };

export function nobody(): Person {
  return { name: '', relationship: '', relationship_detail: '', national_id: '', mobile: '', email: '', no_email: false, language: current(), approved: false, stored: {} };
}

/** What was typed last wins: in this tab, then the server's draft, then what was named. */
export function filled(view: CaseView): ApplicantsDraft {
  const typed = kept<ApplicantsDraft>(PAGE);
  if (typed) return typed;
  const draft = view.drafts.applicants as Schemas['ApplicantsForm'] | null | undefined;
  const people = draft?.applicants ? draft.applicants.map(drafted) : view.applicants.map(named);
  return { arrangement: draft?.arrangement ?? (view.arrangement as Arrangement | null) ?? '', people: people.length > 0 ? people : [nobody()] };
}

const isMasked = (text: string | null | undefined): text is string => text?.includes('*') ?? false;

/** A masked value is shown beside the field, never in it. */
function split(person: Person, field: 'national_id' | 'mobile' | 'email', text: string | null | undefined): void {
  if (isMasked(text)) person.stored[field] = text;
  else person[field] = text ?? '';
}

function drafted(form: Schemas['ApplicantForm']): Person {
  const person = nobody();
  if (form.applicant_id) person.applicant_id = form.applicant_id;
  person.name = form.name ?? '';
  person.relationship = form.relationship ?? '';
  person.relationship_detail = form.relationship_detail ?? '';
  person.language = form.language ?? current();
  split(person, 'national_id', form.national_id);
  split(person, 'mobile', form.mobile);
  split(person, 'email', form.email);
  person.no_email = form.email === null;
  return person;
}

function named(view: ApplicantView): Person {
  const { applicant_id, name, relationship, relationship_detail, national_id, mobile, email, language } = view;
  const form = { applicant_id, name, relationship: relationship as Relationship, relationship_detail, national_id, mobile, email: email ?? null, language };
  return { ...drafted(form), approved: view.review.state === 'approved' };
}

/** How many applicants an arrangement has: at least, and at most. */
export function counts(arrangement: Arrangement | ''): [number, number] {
  return arrangement === 'one_parent' ? [1, 1] : arrangement === 'both_parents' ? [2, 2] : [1, 2];
}

/** Those who are named now; a second one typed earlier waits hidden. */
export function shown(form: ApplicantsDraft): Person[] {
  return form.people.slice(0, counts(form.arrangement)[1]);
}

/** As the API takes it. */
export function body(form: ApplicantsDraft, people: Person[]): Schemas['ApplicantsForm'] {
  return { ...(form.arrangement ? { arrangement: form.arrangement } : {}), applicants: people.map((person) => one(form, person)) };
}

function one(form: ApplicantsDraft, person: Person): Schemas['ApplicantForm'] {
  const relationship = form.arrangement === 'other_guardian' ? 'guardian' : person.relationship;
  const filled: Schemas['ApplicantForm'] = { name: person.name, language: person.language };
  if (person.applicant_id) filled.applicant_id = person.applicant_id;
  if (relationship) filled.relationship = relationship;
  if (relationship === 'guardian') filled.relationship_detail = person.relationship_detail;
  if (person.national_id || !person.stored.national_id) filled.national_id = person.national_id;
  if (person.mobile || !person.stored.mobile) filled.mobile = person.mobile;
  if (person.no_email) filled.email = null;
  else if (person.email || !person.stored.email) filled.email = person.email;
  return filled;
}
