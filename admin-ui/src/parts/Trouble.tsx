import { Alert, Button, Group } from '@mantine/core';
import { Refused } from '../api/client';
import { texts } from '../texts';

/** What went wrong, in words; `stale` when older data is still shown below. */
export function Trouble(with_: { error: unknown; stale?: boolean; retry?: () => void }) {
  const { error, stale, retry } = with_;
  return (
    <Alert color="red" variant="light" role="alert" className="trouble" mb="md">
      <Group justify="space-between" gap="sm">
        <span>
          {words(error)} {stale ? texts.away.stale : ''}
        </span>
        {retry ? (
          <Button size="xs" variant="default" onClick={retry}>
            {texts.common.retry}
          </Button>
        ) : null}
      </Group>
    </Alert>
  );
}

/** An error in words for people: the problem's detail and what its fields say. */
export function words(error: unknown): string {
  if (error instanceof Refused) {
    if (error.status === 403 && error.problem.detail === '') {
      return texts.away.forbidden;
    }
    return error.problem.detail;
  }
  return error instanceof Error ? error.message : String(error);
}
