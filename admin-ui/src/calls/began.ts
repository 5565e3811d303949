import type { Call, Line } from '../api/types';

const SAME_MS = 20;

/**
 * The lines of a call, each at the moment it began to be heard. On record is when a caller's turn was
 * over: his speech was before that, as long as the turn engine says. Nothing is heard before the answer.
 */
export function begun(call: Pick<Call, 'transcript' | 'turns' | 'decisions' | 'setup_ms'>): Line[] {
  let latest = call.setup_ms ?? 0;
  return call.transcript.map((line) => {
    latest = Math.max(latest, line.role === 'caller' ? spokenFrom(line, call) : line.at_ms);
    return { ...line, at_ms: latest };
  });
}

function spokenFrom(line: Line, { turns, decisions }: Pick<Call, 'turns' | 'decisions'>): number {
  const near = (ms: number): boolean => Math.abs(ms - line.at_ms) <= SAME_MS;
  const turn = turns.find((each) => near(each.started_ms));
  const end = decisions.find((each) => each.decision === 'end-of-turn' && near(each.at_ms));
  return line.at_ms - (turn?.latency.end_of_turn_ms ?? 0) - (Number(end?.inputs.spokenMs) || 0);
}
