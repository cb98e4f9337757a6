/** Those who are not, or no longer, let in. */
import { randomUUID } from 'node:crypto';
import {
  AdminCreateUserCommand,
  AdminInitiateAuthCommand,
  AdminSetUserPasswordCommand,
  AdminUserGlobalSignOutCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Page } from '@playwright/test';
import { another } from './people.ts';
import { makeUser, type StaffMember } from './school.ts';
import { cloud, stack } from './stack.ts';

const cognito = new CognitoIdentityProviderClient(cloud);

/** A user of the staff pool whom no school knows. */
export async function makeStranger(): Promise<StaffMember> {
  const n = another();
  const stranger = { username: `stranger-${n}`, password: `staff-${n}-pass`, name: '' };
  await makeUser(stranger, 'teacher');
  return stranger;
}

/** A lost phone: the school ends every sign-in of the person, so that no token is renewed any more. */
export async function signOutEverywhere(member: StaffMember): Promise<void> {
  await cognito.send(new AdminUserGlobalSignOutCommand({ UserPoolId: stack.staff_pool.id, Username: member.username }));
}

/** A guardian's access token. */
export async function guardianToken(): Promise<string> {
  const { id: UserPoolId, client_id: ClientId } = stack.guardian_pool;
  const [Username, Password] = [randomUUID(), randomUUID()];
  await cognito.send(new AdminCreateUserCommand({ UserPoolId, Username, MessageAction: 'SUPPRESS' }));
  await cognito.send(new AdminSetUserPasswordCommand({ UserPoolId, Username, Password, Permanent: true }));
  const AuthParameters = { USERNAME: Username, PASSWORD: Password };
  const answer = await cognito.send(new AdminInitiateAuthCommand({ UserPoolId, ClientId, AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters }));
  return answer.AuthenticationResult?.AccessToken ?? '';
}

/** A tab that keeps somebody else's token where the site keeps its own. */
export async function plantToken(page: Page, token: string): Promise<void> {
  const config = (await (await fetch(`${stack.web}/config.json`)).json()) as { staff: { issuer: string; client_id: string } };
  const user = { access_token: token, token_type: 'Bearer', profile: { sub: 'somebody' }, expires_at: Math.floor(Date.now() / 1000) + 3600 };
  const key = `oidc.user:${config.staff.issuer}:${config.staff.client_id}`;
  await page.addInitScript(([name, value]) => sessionStorage.setItem(name!, value!), [key, JSON.stringify(user)]);
}
