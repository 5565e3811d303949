import { Button, Code, Group, Skeleton } from '@mantine/core';
import { Link, useSearchParams } from 'react-router';
import { exportOf, FILTERS, useCalls, type Wanted } from '../api/calls';
import type { CallSummary } from '../api/types';
import { Empty } from '../parts/Empty';
import { useMay } from '../parts/may';
import { PageHead } from '../parts/PageHead';
import { Trouble } from '../parts/Trouble';
import { useNow } from '../parts/useNow';
import { texts } from '../texts';
import { Filters } from './Filters';
import { agent, caller, duration, lasted, plain, when } from './format';
import { Status } from './Status';

const words = texts.calls;

export function CallsPage() {
  const [search, setSearch] = useSearchParams();
  const wanted = wantedIn(search);
  const calls = useCalls(wanted);
  const change = (name: string, value: string) =>
    setSearch((before) => {
      const after = new URLSearchParams(before);
      after.delete('cursor');
      if (value === '') {
        after.delete(name);
      } else {
        after.set(name, value);
      }
      return after;
    }, { replace: true });
  const items = calls.data?.items;
  const mayExport = useMay('calls:export');
  const next = calls.data?.next_cursor ?? null;
  const older = next === null ? '' : `?${withCursor(search, next)}`;
  const newest = withCursor(search, '');
  return (
    <>
      <PageHead title={words.title} />
      <Filters wanted={wanted} change={change} />
      {calls.error ? <Trouble error={calls.error} stale={items !== undefined} /> : null}
      {items === undefined ? (
        calls.error ? null : <Skeleton height={240} role="status" aria-label={texts.common.loading} />
      ) : items.length === 0 ? (
        <NoCalls wanted={wanted} clear={() => setSearch({}, { replace: true })} />
      ) : (
        <CallTable calls={items} />
      )}
      <Group justify="space-between" mt="md" className="list-foot">
        <Group gap="md">
          <span>{words.updates}</span>
          {mayExport && items !== undefined && items.length > 0 ? (
            <a href={exportOf(wanted)} download>
              {words.export}
            </a>
          ) : null}
        </Group>
        <Group gap="md">
          {wanted.cursor === '' ? null : (
            <Link to={newest === '' ? '/calls' : `/calls?${newest}`}>{words.newest}</Link>
          )}
          {older === '' ? null : <Link to={`/calls${older}`}>{words.older}</Link>}
        </Group>
      </Group>
    </>
  );
}

function wantedIn(search: URLSearchParams): Wanted {
  const which = search.get('which');
  const given = FILTERS.map((name) => [name, search.get(name) ?? ''] as const);
  return {
    which: which === 'live' || which === 'ended' ? which : 'all',
    cursor: search.get('cursor') ?? '',
    filters: Object.fromEntries(given.filter(([, value]) => value !== '')),
  };
}

function withCursor(search: URLSearchParams, cursor: string): string {
  const after = new URLSearchParams(search);
  after.delete('cursor');
  if (cursor !== '') {
    after.set('cursor', cursor);
  }
  return after.toString();
}

function NoCalls({ wanted, clear }: { wanted: Wanted; clear: () => void }) {
  const filtered = Object.keys(wanted.filters).length > 0;
  if (wanted.which === 'all' && !filtered && wanted.cursor === '') {
    return (
      <Empty title={words.emptyTitle}>
        <p>{words.emptyLead}</p>
        <Code block>{words.emptyCommand}</Code>
        <p>{words.emptyAfter}</p>
        <p>
          {words.emptyOwn} <Link to="/lessons/new">{words.toLessons}</Link>
        </p>
      </Empty>
    );
  }
  return (
    <Empty title={words.noneTitle}>
      <p>{wanted.which === 'live' && !filtered ? words.noneLive : words.noneLead}</p>
      <Button variant="default" onClick={clear}>
        {words.clear}
      </Button>
    </Empty>
  );
}

function CallTable({ calls }: { calls: CallSummary[] }) {
  const now = useNow(calls.some((call) => call.status !== 'ended'));
  return (
    <table className="list">
      <thead>
        <tr>
          <th scope="col">{words.started}</th>
          <th scope="col">{words.from}</th>
          <th scope="col">{words.to}</th>
          <th scope="col">{words.agent}</th>
          <th scope="col">{words.status}</th>
          <th scope="col" className="number">
            {words.duration}
          </th>
        </tr>
      </thead>
      <tbody>
        {calls.map((call) => (
          <Row key={call.id} call={call} now={now} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ call, now }: { call: CallSummary; now: number }) {
  const ms = lasted(call, now);
  const at = when(call.started_at, new Date(now));
  return (
    <tr className={call.status === 'ended' ? '' : 'up'}>
      <td data-label={words.started} className="tight">
        <Link className="whole" to={`/calls/${call.id}`} aria-label={words.open(caller(call), at)}>
          {at}
        </Link>
      </td>
      <td data-label={words.from}>{caller(call)}</td>
      <td data-label={words.to} className="tight" title={plain(call.to)}>
        {plain(call.to)}
      </td>
      <td data-label={words.agent} className="tight" title={agent(call)}>
        {agent(call)}
      </td>
      <td data-label={words.status}>
        <Status status={call.status} reason={call.ended_reason} />
      </td>
      <td data-label={words.duration} className="number">
        {ms === null ? texts.common.none : duration(ms)}
      </td>
    </tr>
  );
}
