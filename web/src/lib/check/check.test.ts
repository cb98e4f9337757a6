import { describe, expect, it } from 'vitest';
import { checkEmail, checkMobile, checkName, checkPhone, suggestEmail } from './fields';
import { checkNationalId } from './national-id';
import { tidyCode, tidyDigits } from './tidy';

describe('an ID number', () => {
  it.each(['A123456789', 'a123456789', 'Ａ１２３-456 789', 'A800000014', 'FA12345689'])('is right: %s', (id) => {
    expect(checkNationalId(id)).toBeUndefined();
  });
  it.each([['', 'required'], ['A123456788', 'checksum'], ['A323456789', 'national-id'], ['A12345678', 'national-id'], ['A*****6789', 'masked']])(
    'is wrong: %s (%s)',
    (id, code) => expect(checkNationalId(id)).toBe(code),
  );
});

describe('a telephone number', () => {
  it.each(['0912345678', '+886 912-345-678', '０９１２３４５６７８'])('of a mobile may be written as %s', (text) => expect(checkMobile(text)).toBeUndefined());
  it.each(['0812345678', '091234567', 'none'])('of a mobile is not %s', (text) => expect(checkMobile(text)).toBe('mobile'));
  it('at home may be left out or have an extension', () => {
    expect(checkPhone('')).toBeUndefined();
    expect(checkPhone('(02) 2345-6789 #12')).toBeUndefined();
    expect(checkPhone('12')).toBe('phone');
  });
});

describe('an e-mail address', () => {
  it('needs a name, an at sign and a domain', () => {
    expect(checkEmail('somebody@example.tw')).toBeUndefined();
    expect(checkEmail('somebody@example')).toBe('email');
    expect(checkEmail('')).toBe('required');
  });
  it('is suggested again when its domain looks mistyped, and only then', () => {
    expect(suggestEmail('Some.Body@gmial.com')).toBe('Some.Body@gmail.com');
    expect(suggestEmail('somebody@hotmial.com')).toBe('somebody@hotmail.com');
    expect(suggestEmail('somebody@gmail.com')).toBeUndefined();
    expect(suggestEmail('somebody@school.edu.tw')).toBeUndefined();
  });
});

describe('what is typed', () => {
  it('becomes plain capital letters and digits', () => {
    expect(tidyCode('ｐ１1５ 0001')).toBe('P1150001');
    expect(tidyDigits('๐３7 x2 9')).toBe('0372');
  });
  it('is no name when it has digits in it', () => expect(checkName('王3')).toBe('characters'));
});
