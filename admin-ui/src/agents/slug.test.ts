import { describe, expect, it } from 'vitest';
import { slug } from './slug';

describe('a name made of a title', () => {
  it('has small letters, digits and single dashes, and is short enough', () => {
    expect(slug('Ancient Rome')).toBe('ancient-rome');
    expect(slug(' Élan vital: part 2! ')).toBe('elan-vital-part-2');
    expect(slug('日本')).toBe('');
    expect(slug(`${'x'.repeat(63)} y`)).toBe('x'.repeat(63));
  });
});
