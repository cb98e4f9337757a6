import { expect, it } from 'vitest';
import { place } from './place';

it.each([
  ['/staff', { page: 'home' }],
  ['/staff/callback', { page: 'callback' }],
  ['/staff/form/7K3Q9M', { page: 'form', reference: '7K3Q9M' }],
  ['/staff/class/101', { page: 'review', cls: '101' }],
  ['/staff/class/101/all', { page: 'all', cls: '101' }],
  ['/staff/class/101/forms', { page: 'forms', cls: '101', only: undefined }],
  ['/staff/class/101/forms/abc', { page: 'forms', cls: '101', only: 'abc' }],
  ['/staff/elsewhere', { page: 'home' }],
])('%s names its page', (path, wanted) => {
  expect(place(path)).toEqual(wanted);
});
