import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, post, query, ROOT } from './client';
import type { Call, CallStatus, CallSummary, Page } from './types';

const LIST_MS = 2_000;
const LIVE_MS = 1_000;
// Facts of a call may reach the database a moment after its end.
const SETTLES_MS = 10_000;
const ROWS = 50;

export type Which = 'all' | 'live' | 'ended';

/** What a list can be narrowed by, beside its status; the names are the API's. */
export const FILTERS = ['q', 'from', 'to', 'agent', 'sip_call_id', 'ended_reason'] as const;
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
  return useQuery({
    queryKey: ['calls', wanted],
    queryFn: () => list(wanted),
    refetchInterval: LIST_MS,
    placeholderData: (before) => before,
  });
}

/** One call; followed closely while it is up. */
export function useCall(id: string) {
  return useQuery({
    queryKey: ['call', id],
    queryFn: () => get<Call>(`/calls/${encodeURIComponent(id)}`),
    refetchInterval: ({ state }) => (isSettled(state.data) ? false : LIVE_MS),
  });
}

function isSettled(call: Call | undefined): boolean {
  return call?.ended_at ? Date.now() - Date.parse(call.ended_at) > SETTLES_MS : false;
}

export function useHangUp(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => post<unknown>(`/calls/${encodeURIComponent(id)}/hangup`),
    onSettled: () => client.invalidateQueries({ queryKey: ['call', id] }),
  });
}
