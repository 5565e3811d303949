import { useEffect } from 'react';
import { useBlocker } from 'react-router';
import { texts } from '../texts';
import { Confirm } from './Confirm';

/** What a navigation carries that leaves a page because its work is done. */
export const DONE = { done: true };

export function isDone(state: unknown): boolean {
  return (state as Partial<typeof DONE> | null)?.done === true;
}

/** Asks before a page is left whose changes are not saved. */
export function Unsaved({ dirty }: { dirty: boolean }) {
  const blocker = useBlocker(
    ({ currentLocation: here, nextLocation: next }) =>
      dirty && here.pathname !== next.pathname && !isDone(next.state),
  );
  useEffect(() => {
    if (!dirty) {
      return undefined;
    }
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [dirty]);
  return (
    <Confirm
      opened={blocker.state === 'blocked'}
      title={texts.editor.leaveTitle}
      lead={texts.editor.leaveLead}
      action={texts.editor.leave}
      busy={false}
      error={null}
      onClose={() => blocker.reset?.()}
      onConfirm={() => blocker.proceed?.()}
    />
  );
}
