/**
 * 步驟二: the school's own system leads here by `/#handover=…`. What stands after `#` is sent to no server and is taken away at
 * once. It opens nothing by itself: anybody could send a link that signs others in as themselves, so a person agrees first.
 */
import { done } from '../../lib/api/client';
import { api } from './case.svelte';
import { madeUp } from './leaving';
import { signedIn } from './session.svelte';

const MARK = '#handover=';

/** Whom the link says it is for; nothing of it is proved before the server has looked. */
export type Handover = { token: string; school: string; account: string };

/** Whether there is a link in the address. */
export const isHandedOver = (): boolean => location.hash.startsWith(MARK);

/** The link in the address, taken away from there. */
export function handedOver(): Handover | undefined {
  if (!isHandedOver()) return undefined;
  const token = decodeURIComponent(location.hash.slice(MARK.length));
  history.replaceState(null, '', location.pathname + location.search);
  const { iss, sub } = claims(token);
  return { token, school: iss, account: sub && `P${sub}` };
}

function claims(token: string): { iss: string; sub: string } {
  try {
    const text = atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/'));
    const { iss, sub } = JSON.parse(text) as Record<string, unknown>;
    return { iss: String(iss ?? ''), sub: String(sub ?? '') };
  } catch {
    return { iss: '', sub: '' };
  }
}

/** The school's name, or what the link calls it. */
export async function schoolOf({ school }: Handover): Promise<string> {
  const schools = await done(api.GET('/api/schools')).catch(() => []);
  return schools.find((one) => one.id === school)?.name ?? school;
}

/** Signs in by the link. A refused one throws. */
export async function open({ token }: Handover): Promise<void> {
  await madeUp();
  await signedIn(await done(api.POST('/api/sessions', { body: { handover: token } })));
}
