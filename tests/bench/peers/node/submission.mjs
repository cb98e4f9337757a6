// POST and DELETE /api/case/submission
import { TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { TABLE, answer, caseOf, dynamodb, portal, shown } from './common.mjs';

export async function handler(event) {
  const id = caseOf(event);
  if (!id) return answer(401, { code: 'not-signed-in' });
  const { SNAPSHOT: snapshot, CAMPAIGN: campaign } = await portal(id);
  const now = new Date().toISOString();
  const sends = event.requestContext.http.method === 'POST';
  const wanted = sends ? 'pending' : 'draft';
  if (now > campaign.closes) return answer(409, { code: 'campaign-closed' });
  if (snapshot.state === wanted) return answer(200, shown(snapshot, campaign));
  const seq = snapshot.seq + 1;
  const after = { ...snapshot, seq, version: seq, state: wanted, changed_at: now };
  const type = sends ? 'submitted' : 'pulled_back';
  const recorded = { seq, at: now, request_id: event.requestContext.requestId, type };
  const pk = { S: `CASE#${id}` };
  await dynamodb.send(new TransactWriteItemsCommand({
    TransactItems: [
      {
        Put: {
          TableName: TABLE,
          ConditionExpression: 'attribute_not_exists(pk)',
          Item: { pk, sk: { S: `EVENT#${String(seq).padStart(6, '0')}#${type}` }, data: { S: JSON.stringify(recorded) } },
        },
      },
      {
        Put: {
          TableName: TABLE,
          ConditionExpression: 'seq = :seq',
          ExpressionAttributeValues: { ':seq': { N: String(snapshot.seq) } },
          Item: { pk, sk: { S: 'SNAPSHOT' }, seq: { N: String(seq) }, data: { S: JSON.stringify(after) } },
        },
      },
      { Delete: { TableName: TABLE, Key: { pk: { S: `DRAFT#${id}` }, sk: { S: 'APPLICANTS' } } } },
    ],
  }));
  return answer(200, shown(after, campaign));
}
