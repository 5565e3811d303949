import { expect, it } from 'vitest';
import type { Line } from '../api/types';
import { lineAt, momentOf, outline, playedOf } from './shape';

it('draws the loudest up and the quietest down around the middle', () => {
  expect(outline({ min: [-32768, 0], max: [32767, 0] }, 100, 64)).toBe('M0.0 0.0L50.0 32.0L50.0 32.0L0.0 64.0Z');
  expect(outline({ min: [], max: [] }, 100, 64)).toBe('');
});

it('finds the line of a moment', () => {
  const lines = [{ at_ms: 100 }, { at_ms: 900 }] as Line[];
  expect([lineAt(lines, 50), lineAt(lines, 100), lineAt(lines, 899), lineAt(lines, 5000)]).toEqual([-1, 0, 0, 1]);
});

it('counts the call from its offer and the recording from its first sample', () => {
  const peaks = { starts_ms: 85, duration_ms: 2_000 };
  expect(momentOf(peaks, 1)).toBe(1085);
  expect(playedOf(peaks, 1085)).toBe(1);
  expect(playedOf(peaks, 0)).toBe(0);
  expect(playedOf(peaks, 99_000)).toBe(2);
});
