import { describe, expect, it } from 'vitest';
import type { Call } from '../api/types';
import { begun } from './began';

const line = (role: string, at_ms: number): unknown => ({ role, at_ms, text: 'x', heard: null, interrupted: false, by: null });
const CALL = {
  setup_ms: 300,
  transcript: [line('agent', 0), line('caller', 21_100), line('agent', 21_900), line('caller', 22_500)],
  turns: [{ index: 1, started_ms: 21_100, latency: { end_of_turn_ms: 600 } }],
  decisions: [
    { at_ms: 300, decision: 'answer', inputs: {} },
    { at_ms: 21_101, decision: 'end-of-turn', inputs: { spokenMs: '1560' } },
    { at_ms: 22_500, decision: 'end-of-turn', inputs: { spokenMs: '900' } },
  ],
} as unknown as Call;

describe('when a line began to be heard', () => {
  it('is before the silence that ended it and the speech itself, and never before the answer', () => {
    expect(begun(CALL).map((each) => each.at_ms)).toEqual([300, 18_940, 21_900, 21_900]);
  });

  it('is what is on record when no more is known', () => {
    expect(begun({ ...CALL, setup_ms: null, turns: [], decisions: [] }).map((each) => each.at_ms)).toEqual([0, 21_100, 21_900, 22_500]);
  });
});
