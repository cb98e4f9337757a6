/** What went wrong with a request. Words come from `code` and the fields, never from the server's prose. */
import { has, t, type MessageKey } from '../i18n';
import type { components } from './schema';

export type FieldProblem = components['schemas']['FieldView'];

export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly errors: FieldProblem[] = [],
    readonly version?: number | null,
    readonly retryAfter?: number,
  ) {
    super(code);
    this.name = 'Problem';
  }

  /** Nothing came back: no network, or nobody there. */
  static readonly offline = 'offline';

  /** The whole request in words. */
  get words(): string {
    const key = `problem.${this.code}`;
    if (has(key)) return t(key, { minutes: Math.max(1, Math.ceil((this.retryAfter ?? 60) / 60)) });
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
