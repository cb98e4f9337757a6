/** What went wrong with a request. Words come from `code` and the fields, never from the server's prose. */
import { has, t, type MessageKey } from '../i18n';
import type { components } from './schema';

export type FieldProblem = components['schemas']['FieldView'];

/** What is known of a problem besides its code. */
type Told = {
  errors?: FieldProblem[] | undefined;
  /** The version that the case has now. */
  version?: number | null | undefined;
  /** Seconds after which to try again. */
  retryAfter?: number | undefined;
  /** By which the logs find the request. */
  reference?: string | undefined;
};

export class Problem extends Error {
  readonly errors: FieldProblem[];
  readonly version: number | null | undefined;

  constructor(
    readonly status: number,
    readonly code: string,
    private readonly told: Told = {},
  ) {
    super(code);
    this.name = 'Problem';
    this.errors = told.errors ?? [];
    this.version = told.version;
  }

  /** Nothing came back: no network, or nobody there. */
  static readonly offline = 'offline';
  /** The answer came after whoever asked had signed out. */
  static readonly left = 'left';

  /** The whole request in words; with a reference when nobody but the school can help. */
  get words(): string {
    const { reference } = this.told;
    const unforeseen = this.status === 0 || this.status >= 500;
    return unforeseen && reference ? `${this.#what} ${t('problem.reference', { reference })}` : this.#what;
  }

  get #what(): string {
    const key = `problem.${this.code}`;
    if (has(key)) return t(key, { minutes: Math.max(1, Math.ceil((this.told.retryAfter ?? 60) / 60)) });
    return this.status === 401 ? t('problem.session-expired') : t('problem.unknown');
  }
}

/** A field's error in words: the field's own words first, then the general ones. */
export function fieldWords(field: string, code: string): string {
  const own = `field.${field}.${code}`;
  if (has(own)) return t(own);
  const general = `field.${code}`;
  return has(general) ? t(general) : t('field.invalid' satisfies MessageKey);
}
