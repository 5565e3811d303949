import { describe, expect, it } from 'vitest';
import type { Decision } from '../api/types';
import { endReason, inputs, inWords, state } from './decisions';

function decided(decision: string, given: Record<string, string> = {}): Decision {
  return { at_ms: 1, state: 'LISTENING', decision, inputs: given };
}

describe('decisions in words', () => {
  it('says how long the silence was and how the sentence sounded', () => {
    const words = inWords(decided('end-of-turn', { silenceMs: '480', sound: 'COMPLETE', words: '3' }));
    expect(words).toContain('480 ms');
    expect(words).toContain('complete');
    expect(inWords(decided('end-of-turn', { silenceMs: '480', words: '0' }))).toContain('without words');
  });

  it('tells an interruption by words from one by sound', () => {
    expect(inWords(decided('abandon', { words: 'true', sinceOnsetMs: '310' }))).toContain('said words');
    expect(inWords(decided('abandon', { words: 'false', sinceOnsetMs: '900' }))).toContain('900 ms');
    expect(inWords(decided('resume', { backchannel: 'true' }))).toContain('agreed');
  });

  it('has a sentence for every decision the engine takes', () => {
    for (const name of ['answer', 'refuse', 'reconnect', 'end-of-turn', 'go-on-listening', 'abandon', 'resume',
      'resumed-by-lease', 'interrupt', 'fill', 'silence', 'apologise', 'hang-up']) {
      expect(inWords(decided(name))).toMatch(/^[A-Z].* .*\.$/);
    }
  });

  it('keeps the name of what it does not know', () => {
    expect(inWords(decided('ponder'))).toBe('ponder');
    expect(state('PONDERING')).toBe('PONDERING');
    expect(endReason('alien')).toBe('alien');
    expect(state('THINK_TIME')).toBe('giving time to think');
  });

  it('lists the inputs for who wants to check', () => {
    const given = { words: 'false', sinceOnsetMs: '80', levelDbfs: '-31', confidence: '0.5833333' };
    expect(inputs(decided('resume', given))).toBe(
      'words false · since onset 80 ms · level -31 dBFS · confidence 0.58',
    );
  });
});
