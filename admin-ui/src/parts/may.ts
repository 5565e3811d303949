import { useMe } from '../api/session';

/** Whether who is signed in has this permission, by its name on the wire (`agents:write`). */
export function useMay(permission: string): boolean {
  return useMe().data?.permissions.includes(permission) ?? false;
}
