// What the three functions share: one client a process, made while starting; a session that is checked by its hash.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { BatchGetItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';

export const TABLE = process.env.TABLE_NAME;
export const dynamodb = new DynamoDBClient({ maxAttempts: 3 });

/** The case of a session, or nothing when it is not one of ours. */
export function caseOf(event) {
  for (const cookie of event.cookies ?? []) {
    const [name, value = ''] = cookie.split('=');
    const [id, tag = ''] = value.split('.');
    const right = createHmac('sha256', process.env.PEER_KEY).update(id).digest('hex');
    if (name === '__Host-session' && tag.length === right.length && timingSafeEqual(Buffer.from(tag), Buffer.from(right))) return id;
  }
  return undefined;
}

/** All that a portal shows, in one call of six keys. */
export async function portal(id) {
  const keys = [
    [`CASE#${id}`, 'SNAPSHOT'], [`ENTRY#${id}`, 'ENTRY'], ['SCHOOL#peer', 'CAMPAIGN'],
    [`DRAFT#${id}`, 'CONFIRMATION'], [`DRAFT#${id}`, 'APPLICANTS'], [`REVOKED#${id}`, 'REVOKED'],
  ];
  const Keys = keys.map(([pk, sk]) => ({ pk: { S: pk }, sk: { S: sk } }));
  const found = await dynamodb.send(new BatchGetItemCommand({ RequestItems: { [TABLE]: { Keys, ConsistentRead: true } } }));
  return Object.fromEntries(found.Responses[TABLE].map((item) => [item.sk.S, JSON.parse(item.data.S)]));
}

export const answer = (statusCode, body) => ({
  statusCode,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: JSON.stringify(body),
});

/** The case as its family may see it. */
export const shown = (of, campaign) => ({
  ...of,
  applicants: of.applicants.map((one) => ({
    ...one,
    national_id: `${one.national_id[0]}*****${one.national_id.slice(-4)}`,
    mobile: `${one.mobile.slice(0, 4)}***${one.mobile.slice(-3)}`,
  })),
  campaign,
});
