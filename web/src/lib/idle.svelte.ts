/**
 * A sign-in ends when nobody is there (WCAG 2.2.1): two minutes before, a dialog asks, and one press goes on. Whoever types
 * or presses something is there and is not asked. Tabs of the same sign-in tell each other.
 */
const WARN = 2 * 60_000;

export type IdleOptions = {
  /** Goes on for as many seconds as are answered; a failure is thrown. */
  extend: () => Promise<number>;
  /** Nobody was there. */
  ended: () => void;
  /** How many seconds a whole extension has: fewer are the last ones. */
  full: number;
  /** How many seconds lie between two silent extensions. */
  every: number;
  /** Tabs that share the sign-in share this name. */
  shared?: string;
};

export class Idle {
  /** When the sign-in ends, while the dialog stands; in milliseconds. */
  warns = $state.raw<number | undefined>();
  /** Whether nothing can be done about it but signing in again. */
  last = $state(false);
  readonly #options: IdleOptions;
  readonly #others: BroadcastChannel | undefined;
  #endsAt = 0;
  #extended = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: IdleOptions) {
    this.#options = options;
    if (options.shared) {
      this.#others = new BroadcastChannel(options.shared);
      this.#others.onmessage = ({ data }: MessageEvent<number>) => void (this.#endsAt && this.#until(data));
    }
    for (const kind of ['keydown', 'pointerdown']) addEventListener(kind, this.#active, { capture: true, passive: true });
    document.addEventListener('visibilitychange', () => this.#look());
  }

  /** The sign-in goes on for so many seconds from now. */
  begin(seconds: number): void {
    this.#extended = Date.now();
    this.#until(seconds);
    this.#others?.postMessage(seconds);
  }

  /** Nobody is signed in any more. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#endsAt = 0;
    this.warns = undefined;
  }

  /** The button of the dialog. */
  async goOn(): Promise<void> {
    if (this.last) this.warns = undefined;
    else this.begin(await this.#options.extend());
  }

  #until(seconds: number): void {
    this.#endsAt = Date.now() + seconds * 1000;
    this.last = seconds < this.#options.full;
    this.warns = undefined;
    this.#wait(this.#endsAt - WARN);
  }

  /** A timer sleeps with the device, so the clock is asked. */
  #look(): void {
    if (!this.#endsAt) return;
    const now = Date.now();
    if (now >= this.#endsAt) {
      this.stop();
      this.#options.ended();
    } else if (now >= this.#endsAt - WARN) {
      this.warns ??= this.#endsAt;
      this.#wait(this.#endsAt);
    } else {
      this.#wait(this.#endsAt - WARN);
    }
  }

  #wait(until: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(), Math.max(0, until - Date.now()));
  }

  #active = (): void => {
    const now = Date.now();
    if (!this.#endsAt || this.warns || this.last || now >= this.#endsAt) return;
    if (now - this.#extended < this.#options.every * 1000) return;
    this.#extended = now;
    this.#options.extend().then((seconds) => this.begin(seconds), () => undefined);
  };
}
