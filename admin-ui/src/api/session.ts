import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { texts } from '../texts';
import { ask, get, keepCsrfToken, post, Refused } from './client';
import type { Me, Page, Person } from './types';

const ME = ['me'];

async function whoAmI(): Promise<Me | null> {
  try {
    const me = await get<Me>('/me');
    keepCsrfToken(me.csrf_token ?? '');
    return me;
  } catch (refusal) {
    if (refusal instanceof Refused && refusal.status === 401) {
      return null;
    }
    throw refusal;
  }
}

/** Who is signed in; null when nobody is. */
export function useMe() {
  return useQuery({ queryKey: ME, queryFn: whoAmI, staleTime: 60_000 });
}

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (given: { email: string; password: string }) => post<unknown>('/session', given),
    onSuccess: () => client.fetchQuery({ queryKey: ME, queryFn: whoAmI, staleTime: 0 }),
  });
}

export interface FirstRun {
  token: string;
  email: string;
  name: string;
  password: string;
}

/** Makes the owner and signs him in. */
export function useFirstRun() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (given: FirstRun) => {
      await post<unknown>('/first-run', given);
      let me = await whoAmI();
      if (me === null) {
        await post<unknown>('/session', { email: given.email, password: given.password });
        me = await whoAmI();
      }
      client.setQueryData(ME, me);
    },
  });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => ask<unknown>('DELETE', '/session'),
    onSettled: () => {
      keepCsrfToken('');
      client.clear();
    },
  });
}

/** Who did something, by the name on record (`user:…`): a person's own name where it can be known. */
export function useNames(): (actor: string) => string {
  const me = useMe().data;
  const people = useQuery({
    queryKey: ['users'],
    queryFn: () => get<Page<Person>>('/users'),
    enabled: me?.permissions.includes('users:read') ?? false,
    staleTime: 60_000,
  });
  return (actor) => {
    const id = actor.replace(/^user:/, '');
    if (me?.user && me.user.id === id) {
      return me.user.name;
    }
    const known = people.data?.items.find((person) => person.id === id)?.name;
    return known ?? (id === actor ? actor : texts.common.somebody);
  };
}
