import type { Decision } from '../api/types';
import { texts } from '../texts';

const words = texts.decisions;

/** A decision of the turn engine as a sentence; one that is not known keeps its own name. */
export function inWords(decision: Decision): string {
  const given = (name: string): string => decision.inputs[name] ?? '';
  const is = (name: string): boolean => decision.inputs[name] === 'true';
  switch (decision.decision) {
    case 'answer':
      return given('why') === 'deadline' ? words.answerLate : words.answer;
    case 'refuse':
      return words.refuse(given('detail'));
    case 'reconnect':
      return words.reconnect(stage(given('stage')), given('detail'));
    case 'end-of-turn':
      return words.endOfTurn(given('silenceMs'), sound(given('sound')), Number(given('words')));
    case 'go-on-listening':
      return words.goOnListening;
    case 'abandon':
      return is('words') ? words.abandonForWords(given('sinceOnsetMs')) : words.abandon(given('sinceOnsetMs'));
    case 'resume':
      return is('backchannel') ? words.resumeBackchannel : words.resume(given('speechMs'));
    case 'resumed-by-lease':
      return words.resumedByLease;
    case 'interrupt':
      return words.interruptByDigit;
    case 'fill':
      return words.fill(given('sinceAskedMs'));
    case 'silence':
      return words.silence(Number(given('prompted')));
    case 'apologise':
      return words.apologise(stage(given('stage')), given('outcome'), given('detail'));
    case 'say':
      return words.say(is('now'));
    case 'say-refused':
      return words.sayRefused(given('why'), given('text'));
    case 'limit':
      return words.limit;
    case 'hang-up':
      return words.hangUp(endReason(given('reason')), furtherDetail(given('detail')) ?? '');
    default:
      return decision.decision;
  }
}

function sound(name: string): string {
  return words.sounds[name as keyof typeof words.sounds] ?? '';
}

/** Where the conversation stood. */
export function state(name: string): string {
  const key = name.toUpperCase().replace(/-/g, '_') as keyof typeof words.states;
  return words.states[key] ?? name;
}

/** Why a call ended, in words. */
export function endReason(reason: string): string {
  return texts.endReasons[reason as keyof typeof texts.endReasons] ?? reason;
}

/** A detail that says more than the reason does. */
export function furtherDetail(detail: string | null): string | null {
  return detail === 'said goodbye' ? null : detail;
}

/** The inputs, as the engine had them, for who wants to check. */
export function inputs(decision: Decision): string {
  return Object.entries(decision.inputs)
    .map(([name, value]) => input(name, value))
    .join(' · ');
}

/** `spokenMs`, `800` is `spoken 800 ms`; a fraction keeps two digits. */
function input(name: string, value: string): string {
  const shown = /^-?\d+\.\d{3,}$/.test(value) ? Number(value).toFixed(2) : value;
  const unit = /[a-z](Ms|Dbfs)$/.exec(name)?.[1] ?? '';
  const words = name
    .slice(0, name.length - unit.length)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
  const units: Record<string, string> = { Ms: ' ms', Dbfs: ' dBFS' };
  return `${words} ${shown}${units[unit] ?? ''}`;
}

/** The part of the chain a provider stands for. */
export function stage(name: string): string {
  return words.stages[name as keyof typeof words.stages] ?? name;
}
