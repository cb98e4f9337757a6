// The calls of the staff pages. Each gives its answer, or throws a `Problem` with a stable code.

import { done, makeApi, type Schemas } from '../lib/api/client';
import { Problem } from '../lib/api/problem';
import { bearer } from './bearer';
import type { Session } from './session';

export type Row = Schemas['RowView'];
export type ClassCount = Schemas['ClassView'];
export type Decision = Schemas['DecisionForm'];
export type Result = Schemas['ResultView'];
export type Look = Schemas['LookView'];
export type Mail = Schemas['NotificationView'];

/** Who is signed in, with school and campaign. */
export type Me = Schemas['MeView'];

/** A pupil of 全班. */
export type Pupil = Schemas['PupilView'];

/** What a pupil's blank form shows, the code that opens the entry with it. */
export type BlankForm = Schemas['BlankFormView'];
export type HandedOut = Schemas['HandedOutView'];

/** The stable code of whatever was thrown. */
export const codeOf = (thrown: unknown): string => (thrown instanceof Problem ? thrown.code : 'unknown');

const CLASSES_A_PAGE = 30;
const OF_CLASS = '/api/review/classes/{class}';
const OF_APPLICANT = '/api/review/applicants/{applicant_id}';

/** What staff ask for. */
export class Api {
  readonly #bearer;
  readonly #api;

  constructor(session: Session) {
    this.#bearer = bearer(session);
    this.#api = makeApi(this.#bearer);
  }

  /** The server's time. */
  now = (): number => Date.now() + this.#bearer.skew;

  me = () => done(this.#api.GET('/api/review/me'));
  /** All of them, a page at a time: `shown` has what there is so far. */
  classes = async (shown: (classes: ClassCount[]) => void): Promise<void> => {
    let all: ClassCount[] = [];
    let page: ClassCount[];
    do {
      const after = all.at(-1)?.class;
      page = await done(this.#api.GET('/api/review/classes', { params: { query: after ? { after } : {} } }));
      all = [...all, ...page];
      shown(all);
    } while (page.length === CLASSES_A_PAGE);
  };
  rows = (cls: string) => done(this.#api.GET(`${OF_CLASS}/applicants`, { params: { path: { class: cls } } }));
  blankForms = (cls: string) => done(this.#api.GET(`${OF_CLASS}/forms`, { params: { path: { class: cls } } }));
  /** Whose forms were taken out, when and by whom: of one's own classes. */
  handedOut = () => done(this.#api.GET('/api/review/handed-out'));
  pupils = (cls: string) => done(this.#api.GET(`${OF_CLASS}/students`, { params: { path: { class: cls } } }));

  /** 紙本已收 */
  paper = (cls: string, student_number: string, returned: boolean) =>
    done(
      this.#api.PUT(`${OF_CLASS}/students/{student_number}/paper`, {
        params: { path: { class: cls, student_number } },
        body: { returned },
      }),
    );

  /** What a form's QR code or 核對碼 leads to. */
  form = (reference: string) =>
    done(this.#api.GET('/api/review/forms/{reference}', { params: { path: { reference } } }));

  decide = (decisions: Decision[]) =>
    done(this.#api.POST('/api/review/decisions', { body: { decisions } })).then((answer) => answer.results);

  undo = ({ applicant_id, version }: Row) =>
    done(
      this.#api.POST('/api/review/decisions/{applicant_id}/undo', {
        params: { path: { applicant_id } },
        body: { version },
      }),
    );

  /** The whole ID number; the history holds who looked and why. */
  look = (applicant_id: string, reason: string) =>
    done(this.#api.POST(`${OF_APPLICANT}/looks`, { params: { path: { applicant_id } }, body: { reason } }));
  /** Who looked, for the registrar. */
  looks = (applicant_id: string) =>
    done(this.#api.GET(`${OF_APPLICANT}/looks`, { params: { path: { applicant_id } } }));

  retryAccount = (applicant_id: string) =>
    done(this.#api.POST(`${OF_APPLICANT}/account`, { params: { path: { applicant_id } } }));
  mails = (applicant_id: string) =>
    done(this.#api.GET(`${OF_APPLICANT}/notifications`, { params: { path: { applicant_id } } }));
  resend = (applicant_id: string) =>
    done(this.#api.POST(`${OF_APPLICANT}/notifications`, { params: { path: { applicant_id } } }));
}
