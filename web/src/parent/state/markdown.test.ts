import { expect, it } from 'vitest';
import { blocks } from './markdown';

it('reads headings, paragraphs and lists', () => {
  expect(blocks('# One\n\nSome\ntext.\n\n1. first\n2. second\n   goes on\n\n- dot')).toEqual([
    { kind: 'heading', level: 1, text: 'One' },
    { kind: 'text', text: 'Some text.' },
    { kind: 'list', ordered: true, items: ['first', 'second goes on'] },
    { kind: 'list', ordered: false, items: ['dot'] },
  ]);
});

it('keeps tags as the letters they are', () => {
  expect(blocks('<b>x</b>')).toEqual([{ kind: 'text', text: '<b>x</b>' }]);
});
