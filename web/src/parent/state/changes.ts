/** What is different between two sights of a case, in words. */
import { has, t } from '../../lib/i18n';
import type { CaseView } from './case.svelte';

export type Change = { key: string; label: string; now: string };
type Told = { label: string; text: string };

export const CONTACT = ['household_address', 'mailing_address', 'home_phone', 'emergency_contact_name', 'emergency_contact_mobile'] as const;
export type ContactField = (typeof CONTACT)[number];

const word = (key: string): string => (has(key) ? t(key) : '');

export function changes(before: CaseView, now: CaseView): Change[] {
  const old = told(before);
  return Array.from(told(now))
    .filter(([key, { text }]) => old.get(key)?.text !== text)
    .map(([key, { label, text }]) => ({ key, label, now: text }));
}

function told(view: CaseView): Map<string, Told> {
  const rows = new Map<string, Told>();
  for (const field of CONTACT) rows.set(field, { label: t(`contact.${field}`), text: view.contact[field] ?? '' });
  rows.set('error_report', { label: t('confirm.wrong'), text: view.confirmation.error_report ?? '' });
  rows.set('confirmation', { label: t('tile.student_data'), text: word(`student_data.${view.confirmation.state}`) });
  rows.set('consent', { label: t('consent.legend'), text: word(`consent.${view.consent.state}`) });
  rows.set('arrangement', { label: t('who.legend'), text: word(`who.${view.arrangement ?? ''}`) });
  for (const [at, one] of view.applicants.entries()) {
    const label = `${t('applicants.one', { number: at + 1 })}`;
    const text = [one.name, word(`relationship.${one.relationship}`), one.national_id, one.mobile, one.email, word(`review.${one.review.state}`)];
    rows.set(`applicant.${one.applicant_id}`, { label, text: text.filter(Boolean).join(' · ') });
  }
  return rows;
}
