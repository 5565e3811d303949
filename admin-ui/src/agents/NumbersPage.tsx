import { Button, Code, Group, Modal, Skeleton } from '@mantine/core';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useAgents, useDeleteNumber, useNumbers } from '../api/agents';
import type { Agent, PhoneNumber } from '../api/types';
import { Confirm } from '../parts/Confirm';
import { Empty } from '../parts/Empty';
import { useMay } from '../parts/may';
import { PageHead } from '../parts/PageHead';
import { Trouble } from '../parts/Trouble';
import { texts } from '../texts';
import { NumberForm } from './NumberForm';

const words = texts.numbers;
type Open = { change: PhoneNumber } | 'new' | null;

export default function NumbersPage() {
  const [search] = useSearchParams();
  const wantedAgent = search.get('agent') ?? '';
  const numbers = useNumbers();
  const agents = useAgents();
  const may = useMay('numbers:write');
  const [open, setOpen] = useState<Open>(wantedAgent === '' ? null : 'new');
  const items = numbers.data?.items;
  const published = (agents.data?.items ?? []).filter((agent) => agent.latest_version !== null);
  const add =
    may && published.length > 0 ? <Button onClick={() => setOpen('new')}>{words.add}</Button> : null;
  return (
    <>
      <PageHead title={words.title}>{items?.length === 0 ? null : add}</PageHead>
      {numbers.error ? <Trouble error={numbers.error} retry={() => void numbers.refetch()} /> : null}
      {items === undefined ? (
        numbers.error ? null : <Skeleton height={160} role="status" aria-label={texts.common.loading} />
      ) : items.length === 0 ? (
        <Empty title={words.emptyTitle}>
          <p>{words.emptyLead}</p>
          {published.length === 0 && agents.data ? (
            <p>
              {words.needAgent} <Link to="/agents">{words.toAgents}</Link>
            </p>
          ) : (
            add
          )}
        </Empty>
      ) : (
        <NumberTable numbers={items} agents={agents.data?.items ?? []} may={may} change={(change) => setOpen({ change })} />
      )}
      <Modal
        opened={open !== null && published.length > 0}
        onClose={() => setOpen(null)}
        title={open !== null && open !== 'new' ? words.editTitle(open.change.number) : words.add}
        lockScroll={false}
        centered
        closeButtonProps={{ 'aria-label': texts.common.close }}
      >
        {open === null ? null : (
          <NumberForm
            agents={published}
            existing={open === 'new' ? null : open.change}
            agent={wantedAgent}
            done={() => setOpen(null)}
          />
        )}
      </Modal>
    </>
  );
}

function NumberTable(with_: {
  numbers: PhoneNumber[];
  agents: Agent[];
  may: boolean;
  change: (number: PhoneNumber) => void;
}) {
  const name = (id: string): string => with_.agents.find((agent) => agent.id === id)?.draft.name ?? id;
  return (
    <table className="list">
      <thead>
        <tr>
          <th scope="col">{words.number}</th>
          <th scope="col">{words.agent}</th>
          <th scope="col">{words.version}</th>
          <th scope="col">{words.label}</th>
          <th scope="col">{words.tryIt}</th>
          <th scope="col" aria-label={words.edit} />
        </tr>
      </thead>
      <tbody>
        {with_.numbers.map((each) => (
          <tr key={each.number}>
            <td data-label={words.number}>
              <strong>{each.number}</strong>
            </td>
            <td data-label={words.agent}>
              <Link to={`/agents/${each.agent}`}>{name(each.agent)}</Link>
            </td>
            <td data-label={words.version}>
              {each.version === null ? words.followsNow(each.effective_version) : words.pinned(each.version)}
            </td>
            <td data-label={words.label}>{each.label || texts.common.none}</td>
            <td data-label={words.tryIt}>
              {/[*?]$/.test(each.number) ? texts.common.none : <Code>{words.command(each.number)}</Code>}
            </td>
            <td>
              {with_.may ? (
                <Group gap="xs" justify="flex-end">
                  <Button size="xs" variant="default" onClick={() => with_.change(each)}
                    aria-label={words.editTitle(each.number)}>
                    {words.edit}
                  </Button>
                  <Remove number={each} />
                </Group>
              ) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Remove({ number }: { number: PhoneNumber }) {
  const [asks, setAsks] = useState(false);
  const remove = useDeleteNumber();
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setAsks(true)} aria-label={words.removeTitle(number.number)}>
        {words.remove}
      </Button>
      <Confirm
        opened={asks}
        title={words.removeTitle(number.number)}
        lead={words.removeLead}
        action={words.remove}
        busy={remove.isPending}
        error={remove.error}
        onClose={() => setAsks(false)}
        onConfirm={() => remove.mutate({ number: number.number, revision: number.revision }, { onSuccess: () => setAsks(false) })}
      />
    </>
  );
}
