import { describe, expect, it } from 'vitest';
import { problemOf, query, Refused } from '../api/client';
import { tokenIn } from '../people/token';
import { errorsUnder, fieldErrors, otherErrors } from './fields';

const REFUSED = new Refused(
  problemOf(422, {
    detail: 'Two fields cannot be used.',
    errors: [
      { field: '/key_points/0/term', reason: 'is empty', remedy: 'name what is explained' },
      { field: 'title', reason: 'is missing', remedy: '' },
    ],
  }),
);

describe('what a refusal says about fields', () => {
  it('finds reason and remedy by the path of the field', () => {
    expect(fieldErrors(REFUSED)).toEqual({
      'key_points.0.term': 'Is empty. Name what is explained.',
      title: 'Is missing.',
    });
    expect(errorsUnder(fieldErrors(REFUSED), 'key_points')).toContain('Is empty');
    expect(errorsUnder(fieldErrors(REFUSED), 'key')).toBeUndefined();
  });

  it('keeps what no field of the form takes', () => {
    expect(otherErrors(fieldErrors(REFUSED), ['key_points'])).toEqual(['title: Is missing.']);
    expect(fieldErrors(new Error('away'))).toEqual({});
  });

  it('makes a problem of an answer that has none', () => {
    expect(problemOf(502, null).detail).toContain('502');
  });
});

describe('addresses', () => {
  it('leaves empty parameters out', () => {
    expect(query({ a: 1, b: '', c: null, d: 'x y' })).toBe('?a=1&d=x+y');
    expect(query({ a: '' })).toBe('');
  });

  it('finds the one-time token wherever the link has it', () => {
    expect(tokenIn({ search: '?token=a', hash: '' })).toBe('a');
    expect(tokenIn({ search: '', hash: '#token=b' })).toBe('b');
    expect(tokenIn({ search: '', hash: '#c' })).toBe('c');
    expect(tokenIn({ search: '', hash: '' })).toBe('');
  });
});
