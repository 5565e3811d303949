import { describe, expect, it } from 'vitest';
import type { Credential } from '../api/types';
import { chain, choices, value } from './models';

const credential = (name: string, provider: string, ok: boolean | null): Credential =>
  ({
    credential: { name, provider, label: '', model: 'm-1', base_url: '', key_set: true, key_end: '' },
    last_test: ok === null ? null : { ok },
  }) as unknown as Credential;

describe('who can answer in an agent', () => {
  it('is the installation, each account of a language model, or the tutor', () => {
    const offered = choices(['openai', 'embedded'], [credential('our-groq', 'groq', true), credential('ears', 'deepgram', true)]);
    expect(offered.map((each) => each.value)).toEqual(['openai embedded', 'our-groq embedded', 'embedded']);
    expect(offered[1]?.label).toBe('our-groq (groq, m-1)');
  });

  it('says which account did not pass its last test', () => {
    expect(choices([], [credential('our-groq', 'groq', false)])[1]?.label).toContain('its last test failed');
    expect(choices([], [credential('our-groq', 'groq', null)])[1]?.label).not.toContain('failed');
  });

  it('keeps a chain that was made elsewhere', () => {
    const made = ['our-groq', 'openai', 'embedded'];
    const offered = choices(made, []);
    expect(chain(offered.at(-1)?.value ?? '')).toEqual(made);
    expect(offered.at(-1)?.label).toContain('our-groq, openai, embedded');
  });

  it('takes the tutor to stand behind every chain', () => {
    expect(value(['openai'])).toBe('openai embedded');
    expect(choices(['openai'], [])).toHaveLength(2);
  });
});
