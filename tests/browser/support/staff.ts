/** A member of staff at the screen, and the same person over HTTP where a journey is about somebody else meanwhile. */
import { createHash, randomBytes } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import type { StaffMember } from './school.ts';
import { stack } from './stack.ts';

/** The pool's own page. */
export async function enterAtPool(page: Page, { username, password }: StaffMember): Promise<void> {
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** From an address of the staff pages to what stands there, as somebody who was not signed in yet. */
export async function signInStaff(page: Page, member: StaffMember, at = '/staff'): Promise<void> {
  await page.goto(at);
  await page.getByRole('button', { name: '以學校帳號登入' }).click();
  await enterAtPool(page, member);
  await page.getByRole('button', { name: '登出' }).waitFor();
}

export type Row = {
  applicant_id: string;
  reference: string;
  student_number: string;
  student_name: string;
  applicant_name: string;
  review: string;
  account: string;
  mail: { state: string };
  undo_until: string | null;
  version: number;
};

/** Calls of the API with a token that any client would get. */
export class StaffApi {
  private constructor(
    readonly token: string,
    readonly idToken: string,
  ) {}

  static async signIn(member: StaffMember): Promise<StaffApi> {
    const { access_token, id_token } = await tokens(member);
    return new StaffApi(access_token, id_token);
  }

  async send<T>(method: string, path: string, body?: unknown): Promise<T> {
    const headers = { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' };
    const answer = await fetch(stack.web + path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  rows = async (cls: string): Promise<Row[]> => (await this.send<{ items: Row[] }>('GET', `/api/review/classes/${cls}/applicants`)).items;

  async row(cls: string, studentNumber: string): Promise<Row> {
    const row = (await this.rows(cls)).find((one) => one.student_number === studentNumber);
    if (!row) throw new Error(`${studentNumber} has sent nothing`);
    return row;
  }

  /** Once every mail of the class went out: from then on its lists change only by what somebody does. */
  async settled(cls: string): Promise<void> {
    await expect.poll(async () => (await this.rows(cls)).filter(({ mail }) => mail.state !== 'sent').length, { timeout: 30_000 }).toBe(0);
  }

  async decide(rows: Pick<Row, 'applicant_id'>[], wish: object = { outcome: 'approve', paper_checked: true }): Promise<void> {
    for (const { applicant_id } of rows) {
      const answer = await this.send<{ results: { ok: boolean; code?: string }[] }>('POST', '/api/review/decisions', { decisions: [{ applicant_id, ...wish }] });
      if (!answer.results[0]?.ok) throw new Error(`decision: ${answer.results[0]?.code}`);
    }
  }
}

/** Tokens by authorization code and PKCE. */
export async function tokens({ username, password }: StaffMember): Promise<{ access_token: string; id_token: string }> {
  const verifier = randomBytes(36).toString('base64url');
  const client = { client_id: stack.staff_pool.client_id, redirect_uri: `${stack.web}/staff/callback` };
  const asked = {
    ...client,
    response_type: 'code',
    scope: 'openid',
    state: randomBytes(9).toString('base64url'),
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  };
  const entered = await fetch(`${stack.aws_endpoint}/login`, { method: 'POST', body: new URLSearchParams({ ...asked, username, password }), redirect: 'manual' });
  const code = new URL(entered.headers.get('location') ?? 'none:').searchParams.get('code') ?? '';
  const body = new URLSearchParams({ ...client, grant_type: 'authorization_code', code, code_verifier: verifier });
  const answer = await fetch(`${stack.aws_endpoint}/oauth2/token`, { method: 'POST', body });
  if (!answer.ok) throw new Error(`tokens: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as { access_token: string; id_token: string };
}
