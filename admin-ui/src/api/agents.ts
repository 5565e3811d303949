import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Answer, ask, get, post, query } from './client';
import type { Agent, Change, Credential, Definition, Lesson, LessonSummary, Page, PhoneNumber, Template, Trunk, Version, WantedNumber } from './types';

const ROWS = 200;
// A choice shows all there is; this is far beyond what one organisation may make.
const MOST_PAGES = 50;

const at = (...parts: (string | number)[]): string =>
  parts.map((part) => `/${encodeURIComponent(part)}`).join('');

/** A list that grows by a page at a time. */
function usePages<T>(name: string) {
  return useInfiniteQuery({
    queryKey: [name, 'pages'],
    queryFn: ({ pageParam }) => get<Page<T>>(`/${name}${query({ limit: ROWS, cursor: pageParam })}`),
    initialPageParam: '',
    getNextPageParam: (last) => last.next_cursor,
  });
}

/** All of a list. */
function useAll<T>(name: string, may = true) {
  return useQuery({
    enabled: may,
    queryKey: [name, 'all'],
    queryFn: async () => {
      const items: T[] = [];
      let cursor: string | null = '';
      for (let pages = 0; cursor !== null && pages < MOST_PAGES; pages++) {
        const page: Page<T> = await get(`/${name}${query({ limit: ROWS, cursor })}`);
        items.push(...page.items);
        cursor = page.next_cursor;
      }
      return items;
    },
  });
}

export const useAgentPages = () => usePages<Agent>('agents');
export const useAllAgents = () => useAll<Agent>('agents');
export const useLessonPages = () => usePages<LessonSummary>('lessons');
export const useAllLessons = () => useAll<LessonSummary>('lessons');
export const useNumberPages = () => usePages<PhoneNumber>('numbers');
export const useAllTrunks = (may: boolean) => useAll<Trunk>('trunks', may);
export const useAllCredentials = (may: boolean) => useAll<Credential>('providers', may);
export const useAllNumbers = () => useAll<PhoneNumber>('numbers');

export function useAgent(id: string) {
  return useQuery({
    queryKey: ['agent', id],
    queryFn: () => ask<Agent>('GET', at('agents', id)),
    enabled: id !== '',
    refetchOnWindowFocus: false,
  });
}

export function useTemplates() {
  return useQuery({
    queryKey: ['templates'],
    queryFn: async () => {
      const given = await get<Template[] | { items: Template[] }>('/agent-templates');
      return Array.isArray(given) ? given : given.items;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useVersions(id: string) {
  return useQuery({
    queryKey: ['versions', id],
    queryFn: () => get<Page<Version>>(`${at('agents', id, 'versions')}${query({ limit: ROWS })}`),
    enabled: id !== '',
  });
}

export function useDiff(id: string, from: number | null) {
  return useQuery({
    queryKey: ['diff', id, from],
    queryFn: async () => {
      const given = await get<Change[] | { items?: Change[]; changes?: Change[] }>(
        `${at('agents', id, 'diff')}${query({ from, to: 'draft' })}`,
      );
      return Array.isArray(given) ? given : (given.changes ?? given.items ?? []);
    },
    enabled: from !== null,
    staleTime: 0,
  });
}

/** A change after which these lists and objects are read again. */
function useChange<T, V>(change: (given: V) => Promise<T>, ...touched: string[]) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () =>
      Promise.all(touched.map((key) => client.invalidateQueries({ queryKey: [key] }))),
  });
}

export function useCreateAgent() {
  return useChange((draft: Partial<Definition>) => post<Agent>('/agents', { definition: draft }), 'agents');
}

export function useSaveDraft(id: string) {
  return useChange(
    (given: { draft: Definition; etag: string }): Promise<Answer<Agent>> =>
      ask('PUT', at('agents', id, 'draft'), { body: given.draft, ifMatch: given.etag }),
    'agents',
    'agent',
    'diff',
  );
}

export function usePublish(id: string) {
  return useChange(
    (given: { note: string; etag: string }) =>
      ask<Version>('POST', at('agents', id, 'publish'), { body: { note: given.note }, ifMatch: given.etag }),
    'agents',
    'agent',
    'versions',
    'numbers',
    'diff',
  );
}

export function useRollBack(id: string) {
  return useChange(
    (given: { version: number; note: string }) => post<Version>(at('agents', id, 'rollback'), given),
    'agents',
    'agent',
    'versions',
    'numbers',
    'diff',
  );
}

export function useArchive(id: string) {
  return useChange((etag: string) => ask('DELETE', at('agents', id), { ifMatch: etag }), 'agents');
}

export function useLesson(name: string) {
  return useQuery({
    queryKey: ['lesson', name],
    queryFn: () => ask<Lesson>('GET', at('lessons', name)),
    enabled: name !== '',
    refetchOnWindowFocus: false,
  });
}

/** Makes a lesson, or replaces the one that was read with this etag. */
export function useSaveLesson() {
  return useChange(
    (given: { lesson: Lesson; etag: string }): Promise<Answer<Lesson>> =>
      given.etag === ''
        ? ask('POST', '/lessons', { body: given.lesson })
        : ask('PUT', at('lessons', given.lesson.name), { body: given.lesson, ifMatch: given.etag }),
    'lessons',
    'lesson',
  );
}

export function useDeleteLesson(name: string) {
  return useChange((etag: string) => ask('DELETE', at('lessons', name), { ifMatch: etag }), 'lessons');
}

/** Makes a number, or changes the one of this revision. */
export function useSaveNumber() {
  return useChange(
    (given: { wanted: WantedNumber; revision: number | null }) =>
      given.revision === null
        ? ask<PhoneNumber>('POST', '/numbers', { body: given.wanted })
        : ask<PhoneNumber>('PUT', at('numbers', given.wanted.number), {
            body: given.wanted,
            ifMatch: `"${given.revision}"`,
          }),
    'numbers',
  );
}

export function useDeleteNumber() {
  return useChange(
    (given: { number: string; revision: number }) =>
      ask('DELETE', at('numbers', given.number), { ifMatch: `"${given.revision}"` }),
    'numbers',
  );
}
