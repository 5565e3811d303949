// The turn engine’s decisions in words.

export const decisionTexts = {
  decisions: {
    answer: 'Answered: listening works and the greeting is ready.',
    answerLate: 'Answered although not everything was ready: the caller had waited long enough.',
    refuse: (detail: string) => `Refused the call: ${detail}.`,
    reconnect: (stage: string, detail: string) => `Connected ${stage} again: ${detail}.`,
    endOfTurn: (silenceMs: string, sound: string, count: number) =>
      count > 0
        ? `Took the caller to be finished after ${silenceMs} ms of silence${sound === '' ? '' : `: ${sound}`}.`
        : `Heard ${silenceMs} ms of silence after a sound without words.`,
    goOnListening: 'The caller went on speaking before the answer began: listened on.',
    abandon: (ms: string) => `Fell silent: the caller had been speaking for ${ms} ms.`,
    abandonForWords: (ms: string) => `Fell silent: the caller said words, ${ms} ms after starting.`,
    resume: (ms: string) => `Spoke on: ${ms} ms of sound without words is no interruption.`,
    resumeBackchannel: 'Spoke on: the caller only agreed.',
    resumedByLease: 'Spoke on by itself: nobody decided in time.',
    interruptByDigit: 'Fell silent: the caller pressed a key.',
    fill: (ms: string) => `Said a few words to fill the wait: no answer after ${ms} ms.`,
    silence: (prompted: number) =>
      prompted === 0 ? 'The caller said nothing: asked whether anyone is there.' : `Still silence, asked ${prompted} times already.`,
    apologise: (stage: string, outcome: string, detail: string) =>
      `Apologised: ${stage} ${outcome}${detail === '' ? '' : ` (${detail})`}.`,
    say: (now: boolean) => (now ? 'Fell silent and said what was ordered.' : 'Said what was ordered.'),
    sayRefused: (why: string, text: string) => `Did not say “${text}”: ${why}.`,
    limit: 'The call reached its longest duration: said so.',
    hangUp: (reason: string, detail: string) => `Hung up: ${reason}${detail === '' ? '' : ` (${detail})`}.`,
    stages: { stt: 'the transcriber', llm: 'the responder', tts: 'the voice' },
    sounds: {
      COMPLETE: 'the sentence sounded complete',
      OPEN: 'the words alone did not tell whether the sentence was complete',
      TRAILING: 'the sentence trailed off, so it waited longer',
    },
    states: {
      RINGING: 'ringing',
      GREETING: 'greeting',
      LISTENING: 'listening',
      THINKING: 'thinking',
      SPEAKING: 'speaking',
      COLLECTING_DIGITS: 'collecting digits',
      THINK_TIME: 'giving time to think',
      ENDED: 'ended',
    },
  },
};
