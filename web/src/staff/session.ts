// Staff sign in at the pool's own page: authorization code with PKCE. Tokens stay in this tab.

import { UserManager, WebStorageStateStore, type User } from 'oidc-client-ts';
import { readConfig, type StaffSignIn } from './config';

interface Return {
  back: string;
}

/** A member of staff in this tab. */
export class Session {
  readonly #manager: UserManager;
  readonly #config: StaffSignIn;
  #renewing: Promise<string> | undefined;

  private constructor(config: StaffSignIn) {
    this.#config = config;
    this.#manager = new UserManager({
      authority: config.issuer,
      metadata: { ...config },
      client_id: config.client_id,
      redirect_uri: `${location.origin}/staff/callback`,
      response_type: 'code',
      scope: 'openid',
      loadUserInfo: false,
      automaticSilentRenew: true,
      userStore: new WebStorageStateStore({ store: sessionStorage }),
      stateStore: new WebStorageStateStore({ store: sessionStorage }),
    });
  }

  /** Reads the stage's settings. */
  static async start(): Promise<Session> {
    return new Session(await readConfig());
  }

  /** The name of who is signed in; a kept but expired session is renewed first. */
  async who(): Promise<string | undefined> {
    const user = await this.#manager.getUser();
    if (!user) return undefined;
    if (!user.expired) return nameOf(user);
    return this.renew().then(
      () => nameOf(user),
      () => undefined,
    );
  }

  /** Leaves for the pool's sign-in page, and comes back to the same address. */
  signIn(back = location.pathname + location.search): Promise<void> {
    const state: Return = { back };
    return this.#manager.signinRedirect({ state });
  }

  /** Back from the sign-in page: where to go on. */
  async finish(): Promise<string> {
    const user = await this.#manager.signinCallback();
    const back = (user?.state as Return | undefined)?.back ?? '/staff';
    return back.startsWith('/staff') && !back.startsWith('/staff/callback') ? back : '/staff';
  }

  /** The token for the API. */
  async token(): Promise<string> {
    const user = await this.#manager.getUser();
    return user && !user.expired ? user.access_token : this.renew();
  }

  /** A new token, asked for once however many requests wait. */
  renew(): Promise<string> {
    this.#renewing ??= this.#refresh().finally(() => (this.#renewing = undefined));
    return this.#renewing;
  }

  /** By the refresh token alone: without one the library would try a hidden frame, which our pages do not allow. */
  async #refresh(): Promise<string> {
    const kept = await this.#manager.getUser();
    const user = kept?.refresh_token ? await this.#manager.signinSilent() : undefined;
    if (!user) throw new Error('nothing to renew the sign-in with');
    return user.access_token;
  }

  /** Ends the session here and at the pool: the refresh token is revoked, if the pool can be reached. */
  async signOut(): Promise<void> {
    await this.drop();
    const asked = new URLSearchParams({ client_id: this.#config.client_id, logout_uri: `${location.origin}/staff` });
    location.assign(`${this.#config.end_session_endpoint}?${asked}`);
  }

  /** Ends the session here alone. */
  async drop(): Promise<void> {
    const user = await this.#manager.getUser();
    if (user?.refresh_token) await this.#manager.revokeTokens(['refresh_token']).catch(() => undefined);
    await this.#manager.removeUser();
  }
}

function nameOf(user: User): string {
  const name = user.profile['cognito:username'] ?? user.profile.preferred_username ?? user.profile.sub;
  return typeof name === 'string' ? name : user.profile.sub;
}
