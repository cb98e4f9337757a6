/** Families that come a part of the way without a browser, where a journey is about what follows. */
import { request, type APIRequestContext } from '@playwright/test';
import type { Applicant } from './people.ts';
import type { Entry } from './school.ts';
import { stack } from './stack.ts';
import { captchaAnswer } from './table.ts';

export const CONTACT = {
  household_address: '雲端市示範區測試路1號',
  mailing_address: '雲端市示範區測試路1號',
  home_phone: '02-23456789',
  emergency_contact_name: '測試聯絡',
  emergency_contact_mobile: '0912345678',
};

/** A signed-in family. Its cookie is `Secure`, which a client other than a browser sends over https only; so it is sent by hand. */
export class ApiFamily {
  private constructor(
    private readonly http: APIRequestContext,
    private readonly cookie: string,
  ) {}

  static async signIn({ school, account, password }: Entry): Promise<ApiFamily> {
    const http = await request.newContext({ baseURL: stack.web, extraHTTPHeaders: { 'sec-fetch-site': 'same-origin', origin: stack.web } });
    const { id } = (await (await http.post('/api/captchas', { data: { kind: 'picture' } })).json()) as { id: string };
    const answer = await http.post('/api/sessions', { data: { school, account, password, captcha: { id, answer: await captchaAnswer(id) } } });
    if (answer.status() !== 201) throw new Error(`sign-in: ${answer.status()}`);
    const cookie = answer.headers()['set-cookie']?.split(';')[0] ?? '';
    return new ApiFamily(http, cookie);
  }

  async send(method: string, path: string, data?: unknown): Promise<Record<string, never> & { [key: string]: unknown }> {
    const answer = await this.http.fetch(path, { method, headers: { cookie: this.cookie }, ...(data === undefined ? {} : { data }) });
    if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
    return (await answer.json()) as Record<string, never>;
  }

  confirm = () => this.send('POST', '/api/case/confirmation', { registry_correct: true, contact: CONTACT });

  async consent(choice: 'agree' | 'decline' = 'agree') {
    const notice = await this.send('GET', '/api/notice?language=zh-Hant');
    return this.send('POST', '/api/case/consent', { notice_version: notice['version'], language: 'zh-Hant', choice });
  }

  name = (arrangement: string, applicants: Applicant[]) => this.send('PUT', '/api/case/applicants', { arrangement, applicants });
  submit = () => this.send('POST', '/api/case/submission');

  /** The whole way from data to sent. */
  async apply(arrangement: string, applicants: Applicant[]) {
    await this.confirm();
    await this.consent();
    await this.name(arrangement, applicants);
    return this.submit();
  }
}
