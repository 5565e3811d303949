// Every text of the console, by the pages that say it. A text with a value in it is a function.
import { lessonTexts } from './agents/lessonTexts';
import { agentTexts } from './agents/texts';
import { decisionTexts } from './calls/decisionTexts';
import { callTexts } from './calls/texts';
import { partTexts } from './parts/texts';
import { peopleTexts } from './people/texts';

export const texts = {
  product: 'Parley',
  nav: { calls: 'Calls', agents: 'Agents', lessons: 'Lessons', numbers: 'Numbers', main: 'Main' },
  shell: {
    skip: 'Skip to content',
    signOut: 'Sign out',
    dark: 'Use dark colours',
    light: 'Use light colours',
    signedInAs: (name: string, role: string) => `${name}, ${role}`,
  },
  ...partTexts,
  ...peopleTexts,
  ...callTexts,
  ...decisionTexts,
  ...agentTexts,
  ...lessonTexts,
};
