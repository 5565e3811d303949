import { describe, expect, it } from 'vitest';
import type { LiveEvent } from '../api/live';
import type { Call } from '../api/types';
import { spokenAfter, withTold } from './told';

const CALL = {
  id: '1', status: 'ringing', answered_at: null, ended_at: null, ended_reason: null, quality: null,
  transcript: [], turns: [], tool_calls: [], events: [], decisions: [],
} as unknown as Call;
const LATENCY = { end_of_turn_ms: null, transcript_ms: null, first_token_ms: null, first_audio_ms: null, on_wire_ms: null };
const TURN = {
  index: 1, started_ms: 900, interrupted: false, latency: LATENCY,
  transcript: [{ role: 'caller', text: 'hello', heard: null, interrupted: false, at_ms: 900, by: null }],
};

const told = (type: string, data: unknown): LiveEvent => ({ type, call_id: '1', at: '2026-11-20T13:00:00Z', data });

describe('a call with what its stream told', () => {
  it('grows turn by turn and keeps what the record has', () => {
    const events = [told('call.answered', {}), told('turn.completed', TURN), told('turn.completed', TURN)];
    const once = withTold(CALL, events);
    expect(once.status).toBe('in-progress');
    expect(once.transcript.map((line) => line.text)).toEqual(['hello']);
    expect(once.turns).toHaveLength(1);
    expect(withTold(once, events)).toEqual(once);
  });

  it('puts what an operator had said at its place', () => {
    const line = { role: 'operator', text: 'One moment.', heard: 'One moment.', interrupted: false, at_ms: 500, by: 'user:1' };
    const call = withTold(CALL, [told('turn.completed', TURN), told('operator.said', { transcript: [line] })]);
    expect(call.transcript.map((each) => each.role)).toEqual(['operator', 'caller']);
  });

  it('knows events of the record by their kind and moment, however their fields are written', () => {
    const kept = { ...CALL, events: [{ type: 'provider', at_ms: 5, data: { stage: 'llm', tookMs: 3 } }] };
    expect(withTold(kept, [told('provider.used', { at_ms: 5, stage: 'llm', took_ms: 3 })]).events).toHaveLength(1);
  });

  it('has what is being said until it is on record', () => {
    const words = (...transcript: { role: 'caller' | 'agent'; text: string }[]): LiveEvent =>
      told('words.spoken', { at_ms: 1, transcript });
    const asked = { role: 'caller' as const, text: 'hello' };
    const answered = { role: 'agent' as const, text: 'Good' };
    const spoken = spokenAfter(spokenAfter([], words(asked)), words(asked, answered));
    expect(spoken).toEqual([asked, answered]);
    expect(spokenAfter(spoken, told('turn.decided', {}))).toBe(spoken);
    expect(spokenAfter(spoken, told('turn.completed', TURN))).toEqual([]);
    expect(spokenAfter(spoken, told('call.ended', {}))).toEqual([]);
    expect(withTold(CALL, [words(asked)])).toEqual(CALL);
  });

  it('is over when it was told so, and not told over again', () => {
    const end = told('call.ended', { duration_ms: 9, ended_reason: 'caller-hangup', ended_detail: '', sip_status: 200 });
    const over = withTold(CALL, [end]);
    expect([over.status, over.ended_reason, over.duration_ms]).toEqual(['ended', 'caller-hangup', 9]);
    expect(withTold(over, [told('call.answered', {})]).status).toBe('ended');
  });
});
