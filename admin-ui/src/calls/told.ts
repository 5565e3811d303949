import type { LiveEvent } from '../api/live';
import type { Call, CallEvent, Decision, Line, Quality, Spoken, ToolCall, Turn } from '../api/types';

/** A call with what its stream told of it and its record has not got yet. */
export function withTold(call: Call, events: LiveEvent[]): Call {
  return events.reduce(one, call);
}

/** What is being said once an event was told, given what was being said before it. */
export function spokenAfter(before: Spoken[], { type, data }: LiveEvent): Spoken[] {
  switch (type) {
    case 'words.spoken':
      return (data as { transcript: Spoken[] }).transcript;
    // What is being said beside that follows at once.
    case 'turn.completed':
    case 'operator.said':
    case 'call.ended':
      return [];
    default:
      return before;
  }
}

function one(call: Call, { type, at, data }: LiveEvent): Call {
  switch (type) {
    case 'call.answered':
      return call.status === 'ringing' ? { ...call, status: 'in-progress', answered_at: call.answered_at ?? at } : call;
    case 'turn.completed': {
      const turn = data as Turn & { transcript: Line[] };
      return said(
        { ...call, turns: added(call.turns, turn, (each) => String(each.index)) },
        turn.transcript,
      );
    }
    case 'operator.said':
      return said(call, (data as { transcript: Line[] }).transcript);
    case 'tool.called':
      return { ...call, tool_calls: timed(call.tool_calls, data as ToolCall, (each) => `${each.at_ms} ${each.name}`) };
    case 'turn.decided':
      return { ...call, decisions: timed(call.decisions, data as Decision, (each) => `${each.at_ms} ${each.decision}`) };
    case 'context.updated':
      return event(call, 'context', data);
    case 'digit.pressed':
      return event(call, 'digit', data);
    case 'provider.used':
      return event(call, 'provider', data);
    case 'quality.measured':
      return { ...call, quality: call.quality ?? (data as Quality) };
    case 'recording.ready':
      return { ...call, recording: call.recording ?? (data as Call['recording']) };
    case 'call.ended': {
      const end = data as Pick<Call, 'duration_ms' | 'ended_reason' | 'ended_detail'>;
      return call.status === 'ended' ? call : { ...call, ...end, status: 'ended', ended_at: at };
    }
    default:
      return call;
  }
}

function said(call: Call, lines: Line[]): Call {
  const transcript = lines.reduce(
    (all, line) => timed(all, line, (each) => `${each.role} ${each.at_ms}`),
    call.transcript,
  );
  return { ...call, transcript };
}

function event(call: Call, type: string, data: unknown): Call {
  const { at_ms, ...rest } = data as { at_ms: number } & Record<string, unknown>;
  const told: CallEvent = { type, at_ms, data: rest };
  // The record keeps an event's own field names; the kind and the moment tell them apart.
  const key = (each: CallEvent): string => `${each.type} ${each.at_ms} ${each.data.stage ?? each.data.digit ?? ''}`;
  return { ...call, events: timed(call.events, told, key) };
}

function added<T>(all: T[], next: T, key: (each: T) => string): T[] {
  return all.some((each) => key(each) === key(next)) ? all : [...all, next];
}

function timed<T extends { at_ms: number }>(all: T[], next: T, key: (each: T) => string): T[] {
  const more = added(all, next, key);
  return more === all ? all : more.sort((a, b) => a.at_ms - b.at_ms);
}
