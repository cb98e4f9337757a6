// A message about an event of a case: the case is loaded, and what is due in it would be done.
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { TABLE, dynamodb } from './common.mjs';

export async function handler(event) {
  const batchItemFailures = [];
  for (const record of event.Records) {
    try {
      const { pk } = JSON.parse(record.body).dynamodb.Keys;
      const found = await dynamodb.send(new GetItemCommand({ TableName: TABLE, Key: { pk, sk: { S: 'SNAPSHOT' } }, ConsistentRead: true }));
      const { applicants } = JSON.parse(found.Item.data.S);
      if (applicants.some((one) => one.account === 'creating')) throw new Error('nothing of this bench is due');
    } catch {
      batchItemFailures.push({ itemIdentifier: record.messageId });
    }
  }
  return { batchItemFailures };
}
