import { Group, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useTitle } from './useTitle';

/** A page's title, the way back, and what can be done on it. */
export function PageHead(with_: {
  title: string;
  back?: { to: string; name: string };
  beside?: ReactNode;
  children?: ReactNode;
}) {
  useTitle(with_.title);
  return (
    <div className="page-head">
      {with_.back ? (
        <Link className="back" to={with_.back.to}>
          ← {with_.back.name}
        </Link>
      ) : null}
      <Group justify="space-between" gap="sm" align="center">
        <Group gap="sm">
          <Title order={1}>{with_.title}</Title>
          {with_.beside}
        </Group>
        <Group gap="xs">{with_.children}</Group>
      </Group>
    </div>
  );
}
