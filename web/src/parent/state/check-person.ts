/** What is wrong with one applicant, by field; what the server keeps need not be typed again. */
import { checkEmail, checkMobile, checkName } from '../../lib/check/fields';
import { checkNationalId } from '../../lib/check/national-id';
import { tidyCode } from '../../lib/check/tidy';
import { shown, type ApplicantsDraft } from './applicants.svelte';

export const PERSON_FIELDS = ['name', 'relationship', 'relationship_detail', 'national_id', 'mobile', 'email'] as const;
export type PersonField = (typeof PERSON_FIELDS)[number];

export function checkField(form: ApplicantsDraft, at: number, field: PersonField): string | undefined {
  const one = form.people[at];
  if (!one) return undefined;
  const guardian = form.arrangement === 'other_guardian';
  const keeps = (name: 'national_id' | 'mobile' | 'email'): boolean => one[name] === '' && one.stored[name] !== undefined;
  switch (field) {
    case 'name':
      return checkName(one.name);
    case 'relationship':
      return guardian || one.relationship === 'father' || one.relationship === 'mother' ? undefined : 'required';
    case 'relationship_detail':
      return guardian && !one.relationship_detail.trim() ? 'required' : undefined;
    case 'national_id':
      return keeps('national_id') ? undefined : (checkNationalId(one.national_id) ?? twice(form, at));
    case 'mobile':
      return keeps('mobile') ? undefined : checkMobile(one.mobile);
    case 'email':
      return one.no_email || keeps('email') ? undefined : checkEmail(one.email);
  }
}

/** Two applicants are two people. */
function twice(form: ApplicantsDraft, at: number): string | undefined {
  const normal = (text: string): string => tidyCode(text).replace(/-/g, '');
  const other = shown(form)[1 - at];
  return other && other.national_id && normal(other.national_id) === normal(form.people[at]?.national_id ?? '') ? 'same-person' : undefined;
}

export function checkPerson(form: ApplicantsDraft, at: number): Partial<Record<PersonField, string>> {
  const wrong = PERSON_FIELDS.map((field) => [field, checkField(form, at, field)] as const).filter(([, code]) => code);
  return Object.fromEntries(wrong) as Partial<Record<PersonField, string>>;
}
