/** The answer about the child's data while it is being filled in. */
import type { Schemas } from '../../lib/api/client';
import { checkMobile, checkName, checkPhone } from '../../lib/check/fields';
import { checkRequired } from '../../lib/check/required';
import type { CaseView } from './case.svelte';
import { CONTACT, type ContactField } from './changes';
import { kept } from './typed';

export const PAGE = 'confirm';
export type Contact = Record<ContactField, string>;
export type ConfirmationDraft = { correct: '' | 'yes' | 'no'; report: string; contact: Contact };

/** What was typed last wins: in this tab, then the server's draft, then what the school has. */
export function filled(view: CaseView): ConfirmationDraft {
  const typed = kept<ConfirmationDraft>(PAGE);
  if (typed) return typed;
  const draft = view.drafts.confirmation as Schemas['ConfirmationForm'] | null | undefined;
  const answer = draft ? draft.registry_correct : view.confirmation.registry_correct;
  const contact = Object.fromEntries(CONTACT.map((field) => [field, draft?.contact?.[field] ?? view.contact[field] ?? '']));
  return {
    correct: answer == null ? '' : answer ? 'yes' : 'no',
    report: (draft ? draft.error_report : view.confirmation.error_report) ?? '',
    contact: contact as Contact,
  };
}

/** As the API takes it. A protected family leaves out what it does not overwrite. */
export function body(form: ConfirmationDraft, hidden: boolean): Schemas['ConfirmationForm'] {
  const given = CONTACT.filter((field) => !hidden || form.contact[field].trim() !== '');
  return {
    registry_correct: form.correct === '' ? null : form.correct === 'yes',
    error_report: form.correct === 'no' ? form.report : null,
    contact: Object.fromEntries(given.map((field) => [field, form.contact[field]])),
  };
}

/** The code of what is wrong with a contact field. */
export function checkContact(field: ContactField, text: string, hidden: boolean): string | undefined {
  if (hidden && text.trim() === '') return undefined;
  if (field === 'home_phone') return checkPhone(text);
  if (field === 'emergency_contact_mobile') return checkMobile(text);
  return field === 'emergency_contact_name' ? checkName(text) : checkRequired(text);
}
