import type { CallSummary, Latency } from '../api/types';

/** `1:05`, or `1:02:03` from an hour on. */
export function duration(ms: number): string {
  const all = Math.max(0, Math.floor(ms / 1000));
  const seconds = String(all % 60).padStart(2, '0');
  const minutes = Math.floor(all / 60) % 60;
  const hours = Math.floor(all / 3600);
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}` : `${minutes}:${seconds}`;
}

/** A moment of a call, counted from its offer: `0:04.2`. */
export function moment(ms: number): string {
  return `${duration(ms)}.${Math.floor(Math.max(0, ms) / 100) % 10}`;
}

/** How long the call has lasted by now, or lasted in all; null before it is answered. */
export function lasted(call: CallSummary, nowMs: number): number | null {
  if (call.duration_ms !== null) {
    return call.duration_ms;
  }
  if (call.status === 'ended') {
    return null;
  }
  return call.answered_at === null ? null : Math.max(0, nowMs - Date.parse(call.answered_at));
}

/** The reader's own day and clock; the year only when it is not this one. */
export function when(iso: string, now: Date): string {
  const at = new Date(iso);
  return new Intl.DateTimeFormat(undefined, {
    ...(at.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' }),
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(at);
}

const INVISIBLE = /[\u0000-\u0008\u000b-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A stranger's words without characters that hide or turn what follows. */
export function plain(text: string): string {
  return text.replace(INVISIBLE, '\ufffd');
}

export function caller(call: CallSummary): string {
  const number = plain(call.from) || '–';
  return call.from_display.trim() === '' || call.from_display === call.from
    ? number
    : `${plain(call.from_display)} (${number})`;
}

// What stands for the agent of a call that reached none.
const NOBODY = 'none';

export function agent(call: CallSummary): string {
  if (call.agent === NOBODY) {
    return '–';
  }
  return call.agent_version === null ? call.agent : `${call.agent} v${call.agent_version}`;
}

/** What was said, parted where the caller stopped hearing it. */
export function parted(text: string, heard: string | null): { heard: string; unheard: string } {
  if (heard === null) {
    return { heard: text, unheard: '' };
  }
  const part = heard.trimEnd();
  return text.startsWith(part)
    ? { heard: part, unheard: text.slice(part.length) }
    : { heard: part, unheard: '' };
}

export type Stage = 'transcript' | 'end_of_turn' | 'first_token' | 'first_audio' | 'on_wire';

export interface Segment {
  stage: Stage;
  fromMs: number;
  toMs: number;
}

const STAGES: Stage[] = ['transcript', 'end_of_turn', 'first_token', 'first_audio', 'on_wire'];

/** A turn's time, each part reaching from the stage before to its own, in the order they happened. */
export function segments(latency: Latency): Segment[] {
  const reached = STAGES.map((stage) => ({ stage, ms: latency[`${stage}_ms`] }))
    .filter((found): found is { stage: Stage; ms: number } => found.ms !== null && found.ms >= 0)
    .sort((a, b) => a.ms - b.ms);
  let fromMs = 0;
  return reached.map(({ stage, ms }) => {
    const segment = { stage, fromMs, toMs: ms };
    fromMs = ms;
    return segment;
  });
}

/** The value below which the share `of` (0…1) of the values lies, or null without values. */
export function percentile(values: number[], of: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * of) - 1)] ?? null;
}
