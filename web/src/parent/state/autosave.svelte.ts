/** Keeps what is typed: in this tab at once, as a draft on the server a moment after the last key. */
import { Problem } from '../../lib/api/problem';
import type { CaseView } from './case.svelte';
import { drop, keep } from './typed';

const PAUSE = 1200;

export type SaveState = 'none' | 'saving' | 'saved' | 'later';

export class Autosave {
  state = $state<SaveState>('none');
  at = $state('');
  #timer: ReturnType<typeof setTimeout> | undefined;
  #dirty = false;

  /** `form` is what is kept in the tab, `save` sends the draft. `server` is false where drafts are not taken. */
  constructor(
    private readonly page: string,
    private readonly form: () => unknown,
    private readonly save: () => Promise<CaseView>,
    private readonly keepHere: () => boolean = () => false,
  ) {}

  touched = (): void => {
    this.#dirty = true;
    keep(this.page, this.form());
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), PAUSE);
  };

  /** Sends what waits. Answers whether the server has it. */
  flush = async (): Promise<boolean> => {
    clearTimeout(this.#timer);
    if (!this.#dirty) return true;
    this.#dirty = false;
    this.state = 'saving';
    try {
      await this.save();
    } catch (problem) {
      this.#dirty = true;
      this.state = 'later';
      if (!(problem instanceof Problem)) throw problem;
      return false;
    }
    this.state = 'saved';
    this.at = new Date().toISOString();
    if (!this.#dirty && !this.keepHere()) drop(this.page);
    return true;
  };

  /** The form was sent for good: nothing is left to keep. */
  finished = (): void => {
    clearTimeout(this.#timer);
    this.#dirty = false;
    this.state = 'none';
    drop(this.page);
  };

  stop = (): void => clearTimeout(this.#timer);
}
