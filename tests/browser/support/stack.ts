/** The deployed stack, as its descriptor says. */
import { readFileSync } from 'node:fs';

type Pool = { id: string; client_id: string };

type Stack = {
  web: string;
  aws_endpoint: string;
  table: string;
  staff_pool: Pool;
  guardian_pool: Pool;
  operator: string;
  pepper_secret: string;
  kms_key: string;
};

function read(): Stack {
  const path = process.env['STACK_JSON'];
  if (!path) throw new Error('STACK_JSON names the deployed stack’s descriptor; `make browser` sets it');
  return JSON.parse(readFileSync(path, 'utf8')) as Stack;
}

export const stack = read();

/** The settings of a client of the stack's cloud. */
export const cloud = {
  endpoint: stack.aws_endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
};
