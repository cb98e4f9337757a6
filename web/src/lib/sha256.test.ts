import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { firstWord } from './sha256';

it.each(['', 'abc', '0123456789abcdef0123456789abcdef:524287', 'x'.repeat(55)])('hashes %j as everybody does', (text) => {
  expect(firstWord(text)).toBe(createHash('sha256').update(text).digest().readUInt32BE(0));
});
