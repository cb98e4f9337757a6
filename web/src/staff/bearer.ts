// Puts the staff token on every request; a refused token is renewed once, and the request sent again.

import type { Middleware } from 'openapi-fetch';
import type { Session } from './session';

/** The middleware, and how far this machine's clock is behind the server's. */
export function bearer(session: Session): Middleware & { skew: number } {
  const kept = new Map<string, Request>();
  const signedOut = () => new Response(null, { status: 401 });
  const self = {
    skew: 0,
    async onRequest({ request, id }: { request: Request; id: string }) {
      const token = await session.token().catch(() => undefined);
      if (!token) return signedOut();
      request.headers.set('authorization', `Bearer ${token}`);
      kept.set(id, request.clone());
      return request;
    },
    async onResponse({ response, id }: { response: Response; id: string }) {
      const again = kept.get(id);
      kept.delete(id);
      const served = Date.parse(response.headers.get('date') ?? '');
      if (served) self.skew = served - Date.now();
      if (response.status !== 401 || !again) return response;
      const token = await session.renew().catch(() => undefined);
      if (!token) return response;
      again.headers.set('authorization', `Bearer ${token}`);
      return fetch(again);
    },
    onError({ id }: { id: string }) {
      kept.delete(id);
    },
  };
  return self;
}
