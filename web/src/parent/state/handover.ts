/** 步驟二: the school's own system leads here by `/#handover=…`. What stands after `#` is sent to no server and is taken away at once. */
import { done } from '../../lib/api/client';
import { api } from './case.svelte';
import { signedIn } from './session.svelte';

const MARK = '#handover=';

/** Signs in by the token in the address; answers whether there was one. A refused one throws. */
export async function handedOver(): Promise<boolean> {
  if (!location.hash.startsWith(MARK)) return false;
  const handover = decodeURIComponent(location.hash.slice(MARK.length));
  history.replaceState(null, '', location.pathname + location.search);
  await done(api.POST('/api/sessions', { body: { handover } }));
  await signedIn();
  return true;
}
