/** The API, typed by the contract's document. `npm run api` writes `schema.ts` again from `docs/openapi.json`. */
import createClient, { type Client, type Middleware } from 'openapi-fetch';
import { Problem } from './problem';
import type { components, paths } from './schema';

const CORRELATION_ID = 'X-Correlation-Id';

export type Schemas = components['schemas'];
export type Api = Client<paths>;

/** A client on the page's own origin. `middleware` adds what an entrance needs: a version, a token. */
export function makeApi(...middleware: Middleware[]): Api {
  const api = createClient<paths>({ baseUrl: location.origin, credentials: 'same-origin', cache: 'no-store' });
  api.use(correlated, ...middleware);
  return api;
}

/**
 * Gives every request an id of its own, by which the logs find it and all that follows from it, down to the mail. It is made
 * here so that it is known even when no answer comes.
 */
const correlated: Middleware = {
  onRequest({ request }) {
    request.headers.set(CORRELATION_ID, crypto.randomUUID());
    return request;
  },
  onResponse({ request, response }) {
    references.set(response, reference(request));
  },
  onError({ request }) {
    return new Problem(0, Problem.offline, { reference: reference(request) });
  },
};

const references = new WeakMap<Response, string | undefined>();

/** As much of the request's id as can be read out on the telephone. */
function reference(request: Request): string | undefined {
  return request.headers.get(CORRELATION_ID)?.slice(0, 8);
}

/** Sends `If-Match` with every write below a path, as long as a version is known. */
export function ifMatch(below: string, version: () => number | undefined): Middleware {
  return {
    onRequest({ request, schemaPath }) {
      const seen = version();
      if (request.method !== 'GET' && schemaPath.startsWith(below) && seen !== undefined) {
        request.headers.set('If-Match', `"${seen}"`);
      }
      return request;
    },
  };
}

export type Answer<T> = { data?: T; error?: unknown; response: Response };

/** The answer's data, or a `Problem` is thrown: `const schools = await done(api.GET('/api/schools'))`. */
export async function done<T>(request: Promise<Answer<T>>): Promise<T> {
  let answer: Answer<T>;
  try {
    answer = await request;
  } catch (error) {
    throw error instanceof Problem ? error : new Problem(0, Problem.offline);
  }
  if (answer.response.ok) return answer.data as T;
  throw problem(answer.error, answer.response);
}

function problem(body: unknown, response: Response): Problem {
  const told = (typeof body === 'object' && body !== null ? body : {}) as Partial<Schemas['ProblemView']>;
  const code = told.code ?? (response.status === 401 ? 'session-expired' : 'unknown');
  const retryAfter = Number(response.headers.get('Retry-After')) || undefined;
  const { errors, version } = told;
  return new Problem(response.status, code, { errors, version, retryAfter, reference: references.get(response) });
}
