import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { spokenAfter, withTold } from '../calls/told';
import { ask, get, post, query, Refused, ROOT } from './client';
import { type LiveEvent, useLive } from './live';
import type { Call, CallStatus, CallSummary, ContextOrder, Page, Peaks, Recording, SayOrder, Spoken } from './types';

// Without the stream of live events the pages ask by themselves; with it they look now and then, so
// that what a stream lost does not stay lost.
const LIST_MS = { alone: 2_000, told: 15_000 };
const CALL_MS = { alone: 1_000, told: 5_000 };
const GATHER_MS = 150;
const SHIPPED_MS = 1_800;
// What a page keeps of one call's stream; its record has the rest.
const MOST_EVENTS = 2_000;
// Facts of a call may reach the database a moment after its end.
const SETTLES_MS = 10_000;
const ROWS = 50;

export type Which = 'all' | 'live' | 'ended';

/** What a list can be narrowed by, beside its status; the names are the API's. */
export const FILTERS = ['q', 'from', 'to', 'agent', 'sip_call_id', 'ended_reason', 'rating'] as const;
export type Filter = (typeof FILTERS)[number];

export interface Wanted {
  which: Which;
  cursor: string;
  filters: Partial<Record<Filter, string>>;
}

function page(wanted: Wanted, status: CallStatus | ''): Promise<Page<CallSummary>> {
  return get(
    `/calls${query({ limit: ROWS, status, cursor: wanted.cursor, ...wanted.filters })}`,
  );
}

/** Where the calls of a list are a file; of the live ones, those that are in progress. */
export function exportOf(wanted: Wanted): string {
  const status = wanted.which === 'all' ? '' : wanted.which === 'live' ? 'in-progress' : 'ended';
  return `${ROOT}/calls/export${query({ format: 'csv', status, ...wanted.filters })}`;
}

async function list(wanted: Wanted): Promise<Page<CallSummary>> {
  switch (wanted.which) {
    case 'all':
      return page(wanted, '');
    case 'ended':
      return page(wanted, 'ended');
    case 'live': {
      const [ringing, up] = await Promise.all([page(wanted, 'ringing'), page(wanted, 'in-progress')]);
      const items = [...ringing.items, ...up.items].sort((a, b) => (a.id < b.id ? 1 : -1));
      return { items, next_cursor: null };
    }
  }
}

/** A page of calls that keeps itself up to date. */
export function useCalls(wanted: Wanted) {
  const client = useQueryClient();
  const due = useRef<ReturnType<typeof setTimeout>[]>([]);
  useEffect(() => () => due.current.forEach(clearTimeout), []);
  const told = useLive('/events', true, () => {
    // Events come in bursts, and the record of a call is a moment behind them.
    if (due.current.length === 0) {
      const look = () => void client.invalidateQueries({ queryKey: ['calls'] });
      const last = () => {
        due.current = [];
        look();
      };
      due.current = [setTimeout(look, GATHER_MS), setTimeout(last, SHIPPED_MS)];
    }
  });
  return useQuery({
    queryKey: ['calls', wanted],
    queryFn: () => list(wanted),
    refetchInterval: told ? LIST_MS.told : LIST_MS.alone,
    placeholderData: (before) => before,
  });
}

const one = (id: string, ...rest: string[]): string =>
  ['/calls', ...[id, ...rest].map(encodeURIComponent)].join('/');

const NOTHING: Spoken[] = [];

/** One call, as its record has it and its stream tells it; followed closely while it is up. */
export function useCall(id: string) {
  const [events, setEvents] = useState<LiveEvent[]>([]);
  const [spoken, setSpoken] = useState(NOTHING);
  const [up, setUp] = useState(false);
  const told = useLive(one(id, 'events'), up, (event) => {
    setSpoken((before) => spokenAfter(before, event));
    if (event.type !== 'words.spoken') {
      setEvents((before) => [...before, event].slice(-MOST_EVENTS));
    }
  });
  const record = useQuery({
    queryKey: ['call', id],
    queryFn: () => get<Call>(one(id)),
    refetchInterval: ({ state }) => (isSettled(state.data) ? false : told ? CALL_MS.told : CALL_MS.alone),
  });
  const kept = record.data;
  const call = useMemo(() => (kept === undefined ? undefined : withTold(kept, events)), [kept, events]);
  const wanted = kept !== undefined && !isSettled(kept);
  useEffect(() => setUp(wanted), [wanted]);
  // Without its stream, nobody knows what is being said.
  return { ...record, data: call, spoken: told ? spoken : NOTHING };
}

function isSettled(call: Call | undefined): boolean {
  return call?.ended_at ? Date.now() - Date.parse(call.ended_at) > SETTLES_MS : false;
}

/** An order to a call, after which the call is looked at again. */
function useOrder<V>(id: string, order: (given: V) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: order,
    onSettled: () => client.invalidateQueries({ queryKey: ['call', id] }),
  });
}

export function useHangUp(id: string) {
  return useOrder(id, () => post<unknown>(one(id, 'hangup')));
}

export function useSay(id: string) {
  return useOrder(id, (line: SayOrder) => post<unknown>(one(id, 'say'), line));
}

export function useUpdateContext(id: string) {
  return useOrder(id, (context: ContextOrder) => post<unknown>(one(id, 'context'), context));
}

export function useRate(id: string) {
  return useOrder(id, (given: { rating: number; comment: string }) =>
    ask('PUT', one(id, 'rating'), { body: given }),
  );
}

/** A call's recording with a link to its sound, and the shape of that; null when there is none. */
export function useRecording(id: string, wanted: boolean) {
  return useQuery({
    queryKey: ['recording', id],
    queryFn: async () => {
      try {
        const [recording, peaks] = await Promise.all([
          get<Recording>(one(id, 'recording')),
          get<Peaks>(one(id, 'recording', 'peaks')),
        ]);
        return { recording, peaks };
      } catch (error) {
        if (error instanceof Refused && error.status === 404) {
          return null;
        }
        throw error;
      }
    },
    enabled: wanted,
    staleTime: 30 * 60_000,
    refetchOnWindowFocus: false,
  });
}
