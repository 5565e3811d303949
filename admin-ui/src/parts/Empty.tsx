import { Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** What stands where a list would be, and what to do next. */
export function Empty({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="card empty">
      <Title order={2}>{title}</Title>
      {children}
    </section>
  );
}
