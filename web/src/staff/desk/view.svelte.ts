// What the teacher sees of the class: lists, filters, order, page, ticks, and the row that has the focus.

import { SvelteSet } from 'svelte/reactivity';
import type { Row } from '../api';
import type { ColumnKey } from '../grid/columns';
import { arranged, listed, PAGE, type Filters, type Lists, type Order } from '../grid/view';
import type { Rows } from './rows.svelte';

/** What is open below a row. */
export type Panel = 'details' | 'approve' | 'reject';

/** A rejection as far as it is written. */
export interface Draft {
  code: string | undefined;
  words: string;
}

/** What outlasts the way to the sign-in page and back. */
export type Kept = Pick<View, 'lists' | 'filters' | 'order' | 'page' | 'opened' | 'rejecting' | 'draft'> & { ticked: string[] };

/** The grid's state. */
export class View {
  lists = $state<Lists>({ pending: true, decided: false });
  filters = $state<Filters>({});
  order = $state<Order>({ key: 'seat', down: false });
  #page = $state(0);
  /** The row that the arrow keys stand on. */
  current = $state<string>();
  opened = $state<{ id: string; panel: Panel }>();
  /** Whether the ticked rows are about to be rejected. */
  rejecting = $state(false);
  /** The rejection being written, as the form last had it. */
  draft = $state.raw<Draft>();
  /** The one that a form goes on with, after signing in again. */
  #resumed: Draft | undefined;
  readonly ticked = new SvelteSet<string>();
  /** Decided here a moment ago: they stay in sight until the list is opened anew. */
  readonly held = new SvelteSet<string>();
  /** Changed by somebody else since they were last seen here. */
  readonly changed = new SvelteSet<string>();
  readonly #rows: Rows;

  constructor(rows: Rows) {
    this.#rows = rows;
  }

  readonly found = $derived.by(() => {
    return arranged(listed(this.#rows.all, this.lists, this.held), this.filters, this.order);
  });
  readonly pages = $derived.by(() => Math.max(1, Math.ceil(this.found.length / PAGE)));
  readonly page = $derived.by(() => Math.min(this.#page, this.pages - 1));
  readonly rows = $derived.by(() => this.found.slice(this.page * PAGE, (this.page + 1) * PAGE));
  readonly pending = $derived.by(() => this.#rows.all.filter((row) => row.review === 'pending').length);
  readonly decided = $derived.by(() => this.#rows.all.filter((row) => row.review !== 'pending' && row.review !== 'draft').length);
  /** The ticked rows that a decision can still be taken on. */
  readonly chosen = $derived.by(() => this.found.filter((row) => row.review === 'pending' && this.ticked.has(row.applicant_id)));

  /** Opens the list anew: what was decided moves to its list, ticks and panels go. */
  anew(): void {
    this.held.clear();
    this.changed.clear();
    this.ticked.clear();
    this.opened = undefined;
    this.#page = 0;
  }

  /** What is being done here. */
  keep(): Kept {
    const { lists, filters, order, page, opened, rejecting, draft } = this;
    return { lists, filters, order, page, opened, rejecting, draft, ticked: [...this.ticked] };
  }

  /** Goes on with it. */
  resume({ page, draft, ticked, ...rest }: Kept): void {
    Object.assign(this, rest);
    this.#page = page;
    this.#resumed = draft;
    for (const id of ticked) this.ticked.add(id);
  }

  /** What a form that opens now begins with. */
  takeDraft(): Draft {
    const draft = this.#resumed ?? { code: undefined, words: '' };
    this.#resumed = undefined;
    return draft;
  }

  list(which: keyof Lists, on: boolean): void {
    this.lists = { ...this.lists, [which]: on };
    this.anew();
  }

  filter(key: ColumnKey, wanted: string): void {
    this.filters = { ...this.filters, [key]: wanted };
    this.#page = 0;
  }

  sort(key: ColumnKey): void {
    this.order = { key, down: this.order.key === key && !this.order.down };
  }

  turn(page: number): void {
    this.#page = Math.max(0, Math.min(page, this.pages - 1));
    this.current = this.rows[0]?.applicant_id;
  }

  /** Turns to the page of a row and stands on it. */
  show(id: string, panel?: Panel): void {
    const place = this.found.findIndex((row) => row.applicant_id === id);
    if (place < 0) return;
    this.#page = Math.floor(place / PAGE);
    this.current = id;
    if (panel) this.opened = { id, panel };
  }

  open(id: string, panel: Panel): void {
    this.current = id;
    this.opened = this.opened?.id === id && this.opened.panel === panel ? undefined : { id, panel };
  }

  tick(row: Row, on: boolean): void {
    if (on) this.ticked.add(row.applicant_id);
    else this.ticked.delete(row.applicant_id);
  }

  /** The box above the ticks: all that can be decided of what the filters let through on this page. */
  readonly tickable = $derived.by(() => this.rows.filter((row) => row.review === 'pending'));
  readonly all = $derived.by(() => this.tickable.length > 0 && this.tickable.every((row) => this.ticked.has(row.applicant_id)));

  tickAll(on: boolean): void {
    for (const row of this.tickable) this.tick(row, on);
  }
}
