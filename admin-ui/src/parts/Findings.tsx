import { Alert, Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { Refused } from '../api/client';
import { texts } from '../texts';
import { fieldErrors, otherErrors } from './fields';
import { Trouble } from './Trouble';

/** Above a form: that it was refused, and what its fields have no place for. The first such field gets the focus. */
export function Findings({ error, fields, reload }: { error: unknown; fields: string[]; reload?: () => void }) {
  const said = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const form = error ? said.current?.closest('form') : null;
    form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [error]);
  if (!error) {
    return null;
  }
  if (error instanceof Refused && error.status === 412 && reload) {
    return (
      <Alert color="orange" variant="light" role="alert">
        {texts.editor.outdated}{' '}
        <Button size="xs" variant="default" onClick={reload}>
          {texts.editor.reload}
        </Button>
      </Alert>
    );
  }
  const found = fieldErrors(error);
  const count = Object.keys(found).length;
  if (count === 0) {
    return <Trouble error={error} />;
  }
  const others = otherErrors(found, fields);
  return (
    <Alert color="red" variant="light" role="alert" ref={said}>
      {texts.editor.fix(count)}
      {others.length === 0 ? null : (
        <ul>
          {others.map((said) => (
            <li key={said}>{said}</li>
          ))}
        </ul>
      )}
    </Alert>
  );
}
