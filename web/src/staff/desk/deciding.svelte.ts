// Deciding and taking back: what was done, what was left and why, and until when it can be undone.

import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { Api, Decision, Result, Row } from '../api';
import { codeOf } from '../api';
import type { Rows } from './rows.svelte';

const MOST = 100;

/** What came of a decision. */
export interface Done {
  outcome: Decision['outcome'];
  done: string[];
  left: string[];
}

/** What can be taken back, while the window is open. */
export interface Undoable {
  outcome: Decision['outcome'];
  ids: string[];
  until: number;
}

/** The decisions of this tab. */
export class Deciding {
  /** Rows with a request under way. */
  readonly busy = new SvelteSet<string>();
  /** Rows whose latest request was refused, with the stable code. */
  readonly refused = new SvelteMap<string, string>();
  /** The latest batch, until it is put away. */
  summary = $state.raw<Done>();
  last = $state.raw<Undoable>();
  /** Why the latest request did not get through at all. */
  trouble = $state<string>();
  readonly #api: Api;
  readonly #rows: Rows;

  constructor(api: Api, rows: Rows) {
    this.#api = api;
    this.#rows = rows;
  }

  /** Decides on these rows as they are seen here; nothing if the request did not get through. */
  async decide(rows: Row[], wish: Omit<Decision, 'applicant_id' | 'version'>): Promise<Done | undefined> {
    const decisions = rows.map(({ applicant_id, version }) => ({ ...wish, applicant_id, version }));
    const all: Result[] = [];
    await this.#during(rows, async () => {
      for (let at = 0; at < decisions.length; at += MOST) {
        const some = await this.#api.decide(decisions.slice(at, at + MOST));
        this.#rows.put(some.map((result) => result.row));
        all.push(...some);
      }
    });
    return all.length ? this.#note(all, wish.outcome) : undefined;
  }

  /** Takes decisions back; which came back. */
  async undo(rows: Row[]): Promise<string[]> {
    const back: string[] = [];
    const one = async (row: Row) => {
      try {
        this.#rows.put([await this.#api.undo(row)]);
        back.push(row.applicant_id);
      } catch (thrown) {
        this.refused.set(row.applicant_id, codeOf(thrown));
      }
    };
    await this.#during(rows, () => Promise.all(rows.map(one)));
    this.last = undefined;
    this.summary = undefined;
    if (back.length < rows.length) void this.#rows.refresh();
    return back;
  }

  /** 重試建立帳號 */
  retry = (row: Row): Promise<boolean> => this.#again(row, () => this.#api.retryAccount(row.applicant_id));
  /** 重寄通知 */
  resend = (row: Row): Promise<boolean> => this.#again(row, () => this.#api.resend(row.applicant_id));

  async #again(row: Row, ask: () => Promise<unknown>): Promise<boolean> {
    await this.#during([row], async () => {
      await ask().catch((thrown) => this.refused.set(row.applicant_id, codeOf(thrown)));
      await this.#rows.refresh();
    });
    return !this.refused.has(row.applicant_id);
  }

  #note(results: Result[], outcome: Decision['outcome']): Done {
    const done = results.filter((result) => result.ok);
    const left = results.filter((result) => !result.ok);
    for (const result of left) this.refused.set(result.applicant_id, result.code ?? 'unknown');
    const until = Math.min(...done.map((result) => Date.parse(result.row?.undo_until ?? '') || 0));
    const ids = (some: Result[]) => some.map((result) => result.applicant_id);
    if (done.length) this.last = { outcome, ids: ids(done), until };
    const all = { outcome, done: ids(done), left: ids(left) };
    if (results.length > 1) this.summary = all;
    return all;
  }

  async #during(rows: Row[], work: () => Promise<unknown>): Promise<void> {
    for (const { applicant_id } of rows) {
      this.busy.add(applicant_id);
      this.refused.delete(applicant_id);
    }
    this.trouble = undefined;
    try {
      await work();
    } catch (thrown) {
      this.trouble = codeOf(thrown);
    } finally {
      for (const { applicant_id } of rows) this.busy.delete(applicant_id);
    }
  }
}
