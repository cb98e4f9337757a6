// The rows of one class, kept up to date: fetched on opening, on coming back to the tab, and while something moves.

import type { Api, Row } from '../api';
import { codeOf } from '../api';
import { mergeList, mergeSome } from './merge';
import { nextLook } from './motion';

/** The rows of the class that is open. */
export class Rows {
  cls = $state('');
  all = $state.raw<Row[]>([]);
  phase = $state<'loading' | 'ready'>('loading');
  /** Why the latest look failed. */
  trouble = $state<string>();
  readonly #api: Api;
  readonly #onchanged: (rows: Row[]) => void;
  #asked = 0;
  #applied = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(api: Api, onchanged: (rows: Row[]) => void) {
    this.#api = api;
    this.#onchanged = onchanged;
  }

  /** Opens a class. */
  async open(cls: string): Promise<void> {
    this.cls = cls;
    this.all = [];
    this.phase = 'loading';
    await this.refresh();
  }

  /** Looks again; an answer that was overtaken by a later one is dropped. */
  refresh = async (): Promise<void> => {
    const [cls, turn] = [this.cls, ++this.#asked];
    clearTimeout(this.#timer);
    try {
      const { items } = await this.#api.rows(cls);
      if (cls !== this.cls || turn < this.#applied) return;
      this.#applied = turn;
      const { rows, changed } = mergeList(this.all, items);
      this.all = rows;
      this.trouble = undefined;
      this.phase = 'ready';
      if (changed.length) this.#onchanged(changed);
    } catch (thrown) {
      if (cls !== this.cls) return;
      this.trouble = codeOf(thrown);
      this.phase = 'ready';
    }
    this.#plan();
  };

  /** Rows out of an answer to something done here. */
  put(rows: (Row | null | undefined)[]): void {
    this.all = mergeSome(this.all, rows.filter((row): row is Row => !!row));
    this.#plan();
  }

  /** The row of an applicant. */
  find(id: string | undefined): Row | undefined {
    return this.all.find((row) => row.applicant_id === id);
  }

  /** Follows the tab: looks again on coming back, rests while hidden. Returns how to stop. */
  follow(): () => void {
    const seen = () => (document.hidden ? clearTimeout(this.#timer) : this.cls && void this.refresh());
    document.addEventListener('visibilitychange', seen);
    window.addEventListener('online', seen);
    return () => {
      clearTimeout(this.#timer);
      document.removeEventListener('visibilitychange', seen);
      window.removeEventListener('online', seen);
    };
  }

  #plan(): void {
    clearTimeout(this.#timer);
    const wait = nextLook(this.all, this.#api.now());
    if (wait !== undefined && !document.hidden) this.#timer = setTimeout(this.refresh, wait);
  }
}
