import type { ReactNode } from 'react';
import mark from '../mark.svg';
import { SchemeButton } from '../Shell';
import { texts } from '../texts';

/** A page before anybody is signed in. */
export function Alone({ children }: { children: ReactNode }) {
  return (
    <main className="alone">
      <div className="alone-head">
        <span className="brand">
          <img src={mark} alt="" width={30} height={30} />
          {texts.product}
        </span>
        <SchemeButton />
      </div>
      <section className="card">{children}</section>
    </main>
  );
}
