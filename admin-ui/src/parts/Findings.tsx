import { Alert, Button } from '@mantine/core';
import { Refused } from '../api/client';
import { texts } from '../texts';
import { fieldErrors, otherErrors } from './fields';
import { Trouble } from './Trouble';

/** Above a form: that it was refused, and what its fields have no place for. */
export function Findings({ error, fields, reload }: { error: unknown; fields: string[]; reload?: () => void }) {
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
    <Alert color="red" variant="light" role="alert">
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
