// GET /api/case
import { answer, caseOf, portal, shown } from './common.mjs';

export async function handler(event) {
  const id = caseOf(event);
  if (!id) return answer(401, { code: 'not-signed-in' });
  const { SNAPSHOT, CAMPAIGN } = await portal(id);
  return answer(200, shown(SNAPSHOT, CAMPAIGN));
}
