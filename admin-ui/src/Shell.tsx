import { Button, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link, NavLink, useNavigate } from 'react-router';
import { useSignOut } from './api/session';
import type { Me } from './api/types';
import mark from './mark.svg';
import { DONE } from './parts/Unsaved';
import { texts } from './texts';

const PLACES = [
  { to: '/calls', name: texts.nav.calls },
  { to: '/agents', name: texts.nav.agents },
  { to: '/lessons', name: texts.nav.lessons },
  { to: '/numbers', name: texts.nav.numbers },
];

/** What stands around every page: where one can go, who one is. */
export function Shell({ me, children }: { me: Me; children: ReactNode }) {
  const signOut = useSignOut();
  const navigate = useNavigate();
  return (
    <>
      <a className="skip" href="#content">
        {texts.shell.skip}
      </a>
      <header className="shell">
        <Link to="/calls" className="brand">
          <img src={mark} alt="" width={26} height={26} />
          {texts.product}
        </Link>
        <nav aria-label={texts.nav.main}>
          {PLACES.map((place) => (
            <NavLink key={place.to} to={place.to}>
              {place.name}
            </NavLink>
          ))}
        </nav>
        <div className="who">
          <span title={me.user?.email ?? ''}>{texts.shell.signedInAs(me.user?.name ?? me.actor, me.role)}</span>
          <SchemeButton />
          <Button
            variant="default"
            size="xs"
            loading={signOut.isPending}
            onClick={() => signOut.mutate(undefined, { onSettled: () => navigate('/login', { state: DONE }) })}
          >
            {texts.shell.signOut}
          </Button>
        </div>
      </header>
      <main id="content" className="content" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}

export function SchemeButton() {
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light') === 'dark';
  const label = dark ? texts.shell.light : texts.shell.dark;
  return (
    <Button
      variant="default"
      size="xs"
      aria-label={label}
      title={label}
      onClick={() => setColorScheme(dark ? 'light' : 'dark')}
    >
      <svg width="14" height="14" viewBox="0 0 24 24" aria-hidden="true">
        {dark ? (
          <path
            d="M12 7a5 5 0 1 0 0 10 5 5 0 0 0 0-10ZM12 1v3M12 20v3M1 12h3M20 12h3M4 4l2 2M18 18l2 2M4 20l2-2M18 6l2-2"
            fill="none"
            stroke="currentColor"
            strokeWidth="2.4"
            strokeLinecap="round"
          />
        ) : (
          <path d="M21 14.5A9.5 9.5 0 0 1 9.5 3a9.5 9.5 0 1 0 11.5 11.5Z" fill="currentColor" />
        )}
      </svg>
    </Button>
  );
}
