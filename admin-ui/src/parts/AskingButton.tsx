import { Button, type ButtonProps } from '@mantine/core';
import { useState } from 'react';
import { Confirm } from './Confirm';

/** A button that asks before it does what cannot be taken back. */
export function AskingButton(with_: {
  name: string;
  title: string;
  lead: string;
  /** What is said on the button that does it; the same when there is nothing else. */
  action?: string;
  /** How doing it goes. */
  order: { isPending: boolean; error: unknown };
  /** Does it, and calls `done` when it worked. */
  onConfirm: (done: () => void) => void;
  button?: ButtonProps & { 'aria-label'?: string };
}) {
  const [asks, setAsks] = useState(false);
  const close = () => setAsks(false);
  return (
    <>
      <Button variant="default" {...with_.button} onClick={() => setAsks(true)}>
        {with_.name}
      </Button>
      <Confirm
        opened={asks}
        title={with_.title}
        lead={with_.lead}
        action={with_.action ?? with_.name}
        busy={with_.order.isPending}
        error={with_.order.error}
        onClose={close}
        onConfirm={() => with_.onConfirm(close)}
      />
    </>
  );
}
