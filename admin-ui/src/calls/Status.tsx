import type { CallStatus } from '../api/types';
import { texts } from '../texts';
import { endReason } from './decisions';

/** A call's status, and why it ended when the reason is not the usual one. */
export function Status({ status, reason }: { status: CallStatus; reason: string | null }) {
  const odd = reason !== null && !['caller-hangup', 'agent-hangup'].includes(reason);
  return (
    <span className="status-cell">
      <span className={`status ${status}${odd ? ' odd' : ''}`}>{texts.statuses[status] ?? status}</span>
      {reason === null ? null : <span className="reason">{endReason(reason)}</span>}
    </span>
  );
}
