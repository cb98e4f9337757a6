// One teacher's desk: the classes, the open class's rows, what is seen of them, and what is decided.

import { t } from '../../lib/i18n';
import type { Api, ClassCount, Me, Row } from '../api';
import { codeOf } from '../api';
import { relationshipText, refusalText, reviewText } from '../text/words';
import { Deciding } from './deciding.svelte';
import { keep, takeBack } from './keepsake';
import { Rows } from './rows.svelte';
import { tell } from './said.svelte';
import { View, type Panel } from './view.svelte';

const KEYS = 'staff.shortcuts';

/** Everything the pages share. */
export class Desk {
  me = $state.raw<Me>();
  classes = $state.raw<ClassCount[]>();
  trouble = $state<string>();
  /** Who sits here. */
  who: string | undefined;
  /** Whether the letters `a` and `r` decide. */
  shortcuts = $state(localStorage.getItem(KEYS) !== 'off');
  /** The pupil that a scanned form belongs to, while nothing was sent yet. */
  pupil = $state<string>();
  readonly rows: Rows;
  readonly view: View;
  readonly deciding: Deciding;

  constructor(readonly api: Api) {
    this.rows = new Rows(api, (changed) => this.#changed(changed));
    this.view = new View(this.rows);
    this.deciding = new Deciding(api, this.rows);
  }

  /** Why anything did not work as a whole. */
  readonly troubled = $derived.by(() => this.deciding.trouble ?? this.rows.trouble ?? this.trouble);

  /** Who sits here, and the classes. */
  enter = async (): Promise<void> => {
    const [me] = await Promise.allSettled([this.api.me(), this.loadClasses()]);
    if (me.status === 'fulfilled') this.me = me.value;
    else this.trouble ??= codeOf(me.reason);
  };

  loadClasses = async (): Promise<void> => {
    try {
      await this.api.classes((classes) => (this.classes = classes));
      this.trouble = undefined;
    } catch (thrown) {
      this.trouble = codeOf(thrown);
    }
  };

  async open(cls: string): Promise<void> {
    if (cls === this.rows.cls) return this.rows.refresh();
    this.view.anew();
    this.view.filters = {};
    this.deciding.summary = undefined;
    this.deciding.last = undefined;
    this.deciding.refused.clear();
    await this.rows.open(cls);
    const kept = takeBack(this.who, cls);
    if (kept) this.view.resume(kept);
  }

  /** Before leaving for the sign-in page: what is being done here is gone on with afterwards. */
  keep(): void {
    if (this.who && this.rows.cls) keep({ who: this.who, cls: this.rows.cls, kept: this.view.keep() });
  }

  /** Loads again; decided rows move to their list. */
  anew = async (): Promise<void> => {
    this.view.anew();
    this.deciding.summary = undefined;
    this.deciding.refused.clear();
    await Promise.all([this.rows.refresh(), this.me ? this.loadClasses() : this.enter()]);
  };

  /** 紙本已核對, one row: other guardians' proof is asked for first. */
  async approve(row: Row, proof_checked?: boolean): Promise<void> {
    if (row.review !== 'pending' || this.deciding.busy.has(row.applicant_id)) return;
    if (row.arrangement === 'other_guardian' && !proof_checked) return this.view.show(row.applicant_id, 'approve');
    await this.decide([row], { outcome: 'approve', paper_checked: true, proof_checked });
  }

  /** Decides; what is done stays in sight, what is left says why. Held before the answer is here: a row that left the list
   *  for a moment would lose the focus. */
  async decide(rows: Row[], wish: Parameters<Deciding['decide']>[1]): Promise<void> {
    for (const { applicant_id } of rows) this.view.held.add(applicant_id);
    const all = await this.deciding.decide(rows, wish);
    if (!all) return;
    for (const id of all.done) {
      this.view.ticked.delete(id);
      this.view.changed.delete(id);
    }
    if (this.view.opened && all.done.includes(this.view.opened.id)) this.view.opened = undefined;
    tell(rows.length > 1 ? t('staff.said.batch', { done: all.done.length, left: all.left.length }) : this.#one(rows[0], all.left[0]));
    void this.loadClasses();
  }

  async undo(ids: string[]): Promise<void> {
    const rows = this.rows.all.filter((row) => ids.includes(row.applicant_id));
    const back = await this.deciding.undo(rows);
    for (const id of back) this.view.held.delete(id);
    const late = rows.find((row) => this.deciding.refused.has(row.applicant_id));
    tell(late ? refusalText(this.deciding.refused.get(late.applicant_id) ?? '') : t('staff.said.undone', { count: back.length }));
    void this.loadClasses();
  }

  async retry(row: Row): Promise<void> {
    if (await this.deciding.retry(row)) tell(t('staff.said.retried', { name: row.applicant_name }));
  }

  async resend(row: Row): Promise<void> {
    if (await this.deciding.resend(row)) tell(t('staff.said.resent', { name: row.applicant_name }));
  }

  /** Opens the row that a paper belongs to, whatever list it is in; the pupil when nothing was sent. */
  show(ids: string[], panel: Panel = 'details'): boolean {
    const row = this.rows.all.find((row) => ids.includes(row.applicant_id));
    if (!row) return false;
    this.view.lists = { pending: true, decided: true };
    this.view.filters = {};
    this.view.show(row.applicant_id, panel);
    return true;
  }

  switchShortcuts(on: boolean): void {
    this.shortcuts = on;
    localStorage.setItem(KEYS, on ? 'on' : 'off');
  }

  #one(row: Row | undefined, left: string | undefined): string {
    const now = this.rows.find(row?.applicant_id);
    if (!now) return '';
    if (left) return refusalText(this.deciding.refused.get(left) ?? '');
    return t('staff.said.decided', { name: now.applicant_name, review: reviewText(now.review) });
  }

  #changed(rows: Row[]): void {
    for (const { applicant_id } of rows) {
      this.view.changed.add(applicant_id);
      this.view.held.add(applicant_id);
    }
    const names = rows.map((row) => `${row.student_name} ${relationshipText(row)}：${reviewText(row.review)}`);
    tell(t('staff.said.changed', { names: names.join('、') }));
    void this.loadClasses();
  }
}
