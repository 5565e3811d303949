import { describe, expect, it } from 'vitest';
import type { CallSummary, Latency } from '../api/types';
import { caller, duration, lasted, moment, parted, percentile, plain, segments } from './format';

const CALL: CallSummary = {
  id: '1',
  direction: 'inbound',
  status: 'in-progress',
  from: '+4930123',
  from_display: '',
  to: '1000',
  agent: 'tutor',
  agent_version: 2,
  sip: { call_id: 'a', remote: 'udp:127.0.0.1:5062', user_agent: '', codec: 'PCMA', status: null },
  started_at: '2026-11-20T10:00:00Z',
  answered_at: '2026-11-20T10:00:01Z',
  ended_at: null,
  duration_ms: null,
  ended_reason: null,
  ended_detail: null,
  setup_ms: 20,
  rating: null,
  rating_comment: null,
};
const LATENCY: Latency = {
  end_of_turn_ms: 520,
  transcript_ms: 340,
  first_token_ms: 600,
  first_audio_ms: null,
  on_wire_ms: 720,
};

describe('times', () => {
  it('shows seconds with two digits and hours only when there are any', () => {
    expect(duration(0)).toBe('0:00');
    expect(duration(65_900)).toBe('1:05');
    expect(duration(3_723_000)).toBe('1:02:03');
    expect(duration(-5)).toBe('0:00');
  });

  it('shows moments of a call with tenths', () => {
    expect(moment(4_250)).toBe('0:04.2');
    expect(moment(-1)).toBe('0:00.0');
  });

  it('counts a call that is up from its answer on', () => {
    const now = Date.parse('2026-11-20T10:00:11Z');
    expect(lasted(CALL, now)).toBe(10_000);
    expect(lasted({ ...CALL, answered_at: null }, now)).toBeNull();
    expect(lasted({ ...CALL, status: 'ended', duration_ms: 9 }, now)).toBe(9);
  });
});

describe('words of strangers', () => {
  it('marks what would hide or turn the text', () => {
    expect(plain('a\u202eb\u0000c')).toBe('a\ufffdb\ufffdc');
    expect(plain('two\nlines')).toBe('two\nlines');
  });

  it('names a caller once', () => {
    expect(caller(CALL)).toBe('+4930123');
    expect(caller({ ...CALL, from_display: 'Ann' })).toBe('Ann (+4930123)');
    expect(caller({ ...CALL, from_display: '+4930123' })).toBe('+4930123');
  });
});

describe('said and heard', () => {
  it('parts a reply where the caller stopped hearing it', () => {
    expect(parted('Plants make sugar.', 'Plants ')).toEqual({ heard: 'Plants', unheard: ' make sugar.' });
    expect(parted('Plants', '')).toEqual({ heard: '', unheard: 'Plants' });
    expect(parted('Plants', null)).toEqual({ heard: 'Plants', unheard: '' });
  });

  it('keeps to what was heard when it is not how the reply began', () => {
    expect(parted('abc', 'xyz')).toEqual({ heard: 'xyz', unheard: '' });
  });
});

describe('where the time of a turn went', () => {
  it('puts the stages in the order they happened, each from the one before', () => {
    expect(segments(LATENCY)).toEqual([
      { stage: 'transcript', fromMs: 0, toMs: 340 },
      { stage: 'end_of_turn', fromMs: 340, toMs: 520 },
      { stage: 'first_token', fromMs: 520, toMs: 600 },
      { stage: 'on_wire', fromMs: 600, toMs: 720 },
    ]);
  });

  it('finds percentiles', () => {
    expect(percentile([], 0.5)).toBeNull();
    expect(percentile([3, 1, 2], 0.5)).toBe(2);
    expect(percentile([3, 1, 2, 4], 0.95)).toBe(4);
  });
});
