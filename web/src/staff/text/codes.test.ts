import { expect, it } from 'vitest';
import { inFours } from './codes';

it('writes a code in fours, whatever is left at its end', () => {
  expect(['DEMO7KXQ', 'DEMO7KXQ2', ''].map(inFours)).toEqual(['DEMO-7KXQ', 'DEMO-7KXQ-2', '']);
});
