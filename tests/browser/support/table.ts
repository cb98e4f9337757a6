/** What somebody with the operator's access to the table can read: the answer of a captcha that a page shows. */
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { cloud, stack } from './stack.ts';

const table = new DynamoDBClient(cloud);

export async function captchaAnswer(id: string): Promise<string> {
  const key = { pk: { S: `CAPTCHA#${id}` }, sk: { S: 'CAPTCHA' } };
  const { Item } = await table.send(new GetItemCommand({ TableName: stack.table, Key: key }));
  const answer = Item?.['answer']?.S;
  if (!answer) throw new Error('no such captcha');
  return answer;
}
