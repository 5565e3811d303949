import { Button, Group, Skeleton } from '@mantine/core';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Page } from '../api/types';
import { texts } from '../texts';
import { Empty } from './Empty';
import { PageHead } from './PageHead';
import { Trouble } from './Trouble';

export interface Column<T> {
  name: string;
  cell: (item: T) => ReactNode;
  /** Set to the right, in figures of one width. */
  number?: boolean;
  /** For what stands in it without a heading. */
  unnamed?: boolean;
}

/** A page that is a list: its head, its rows, a page at a time, and what stands there without any. */
export function List<T>(with_: {
  title: string;
  list: UseInfiniteQueryResult<InfiniteData<Page<T>>>;
  columns: Column<T>[];
  id: (item: T) => string;
  add: ReactNode;
  empty: { title: string; lead: string; instead?: ReactNode };
}) {
  const { list, add, empty } = with_;
  const items = list.data?.pages.flatMap((page) => page.items);
  return (
    <>
      <PageHead title={with_.title}>{items?.length === 0 ? null : add}</PageHead>
      {list.error ? <Trouble error={list.error} retry={() => void list.refetch()} /> : null}
      {items === undefined ? (
        list.error ? null : <Skeleton height={160} role="status" aria-label={texts.common.loading} />
      ) : items.length === 0 ? (
        <Empty title={empty.title}>
          <p>{empty.lead}</p>
          {empty.instead ?? add}
        </Empty>
      ) : (
        <Table columns={with_.columns} items={items} id={with_.id} />
      )}
      {list.hasNextPage ? (
        <Group justify="center" mt="md">
          <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {texts.common.more}
          </Button>
        </Group>
      ) : null}
    </>
  );
}

function Table<T>({ columns, items, id }: { columns: Column<T>[]; items: T[]; id: (item: T) => string }) {
  return (
    <table className="list">
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.name} scope="col" className={column.number ? 'number' : undefined}
              aria-label={column.unnamed ? column.name : undefined}>
              {column.unnamed ? null : column.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={id(item)}>
            {columns.map((column) => (
              <td key={column.name} className={column.number ? 'number' : undefined}
                data-label={column.unnamed ? undefined : column.name}>
                {column.cell(item)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
