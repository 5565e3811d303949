/** The token in `?token=…`, `#token=…` or `#…`. */
export function tokenIn(here: { search: string; hash: string }): string {
  const fragment = here.hash.replace(/^#/, '');
  return (
    new URLSearchParams(here.search).get('token') ??
    new URLSearchParams(fragment).get('token') ??
    (fragment.includes('=') ? '' : fragment)
  );
}
