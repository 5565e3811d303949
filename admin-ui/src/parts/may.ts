import { useMe } from '../api/session';
import type { Permission } from '../api/types';

/** Whether who is signed in has this permission, by its name on the wire (`agents:write`). */
export function useMay(permission: Permission): boolean {
  return useMe().data?.permissions.includes(permission) ?? false;
}
