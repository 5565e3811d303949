import type { Credential } from '../api/types';
import { texts } from '../texts';

const words = texts.agents;
const TUTOR = 'embedded';
// Credentials of these are language models'; the others hear or speak.
const LANGUAGE_MODELS = ['openai', 'groq', 'openai-compatible'];

export interface Choice {
  /** The chain's names, with a space between them. */
  value: string;
  label: string;
}

/** Who can answer in an agent whose chain is `now`: the tutor stands behind each of them. */
export function choices(now: string[], credentials: Credential[]): Choice[] {
  const known = [
    { value: value(['openai', TUTOR]), label: words.models.openai },
    ...credentials
      .filter(({ credential }) => LANGUAGE_MODELS.includes(credential.provider))
      .map((shown) => ({ value: value([shown.credential.name, TUTOR]), label: account(shown) })),
    { value: TUTOR, label: words.models.embedded },
  ];
  const same = value(now);
  return known.some((choice) => choice.value === same)
    ? known
    : [...known, { value: same, label: words.otherChain(now.join(', ')) }];
}

/** The tutor stands behind a chain whether or not it names him last. */
export function value(chain: string[]): string {
  return (chain.at(-1) === TUTOR ? chain : [...chain, TUTOR]).join(' ');
}

export function chain(chosen: string): string[] {
  return chosen.split(' ');
}

function account({ credential, last_test: test }: Credential): string {
  const named = words.account(credential.label || credential.name, credential.provider, credential.model);
  return test !== null && !test.ok ? words.accountFailed(named) : named;
}
