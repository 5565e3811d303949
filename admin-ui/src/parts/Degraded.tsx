import { Alert } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { texts } from '../texts';

const LOOK_EVERY_MS = 5_000;
const PATIENCE_MS = 4_000;

/** What `/readyz` says about the server; it is open to everybody and answers without the database. */
interface Ready {
  status: string;
  database?: string;
  backlog_facts?: number;
}

async function look(): Promise<Ready> {
  const response = await fetch('/readyz', { signal: AbortSignal.timeout(PATIENCE_MS) });
  return (await response.json()) as Ready;
}

/** Says on every page that records wait for the database, as long as they do. */
export function Degraded() {
  const ready = useQuery({ queryKey: ['readyz'], queryFn: look, refetchInterval: LOOK_EVERY_MS, retry: false });
  if (ready.isError || ready.data?.status !== 'degraded') {
    return null;
  }
  return (
    <Alert color="yellow" variant="light" role="status" radius={0}>
      {texts.away.degraded(ready.data.database === 'up', ready.data.backlog_facts ?? 0)}
    </Alert>
  );
}
