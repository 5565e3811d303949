import { Button, Code, Group, Modal } from '@mantine/core';
import { Fragment, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useAllAgents, useDeleteNumber, useNumberPages } from '../api/agents';
import type { Agent, PhoneNumber } from '../api/types';
import { AskingButton } from '../parts/AskingButton';
import { type Column, List } from '../parts/List';
import { useMay } from '../parts/may';
import { texts } from '../texts';
import { NumberForm } from './NumberForm';

const words = texts.numbers;
type Open = { change: PhoneNumber } | 'new' | null;

export default function NumbersPage() {
  const [search] = useSearchParams();
  const wantedAgent = search.get('agent') ?? '';
  const agents = useAllAgents().data;
  const may = useMay('numbers:write');
  const [open, setOpen] = useState<Open>(wantedAgent === '' ? null : 'new');
  const published = (agents ?? []).filter((agent) => agent.latest_version !== null);
  const add =
    may && published.length > 0 ? <Button onClick={() => setOpen('new')}>{words.add}</Button> : null;
  const needsAgent =
    published.length === 0 && agents ? (
      <p>
        {words.needAgent} <Link to="/agents">{words.toAgents}</Link>
      </p>
    ) : undefined;
  return (
    <>
      <List
        title={words.title}
        list={useNumberPages()}
        columns={columns(agents ?? [], may, (change) => setOpen({ change }))}
        id={(each) => each.number}
        add={add}
        empty={{ title: words.emptyTitle, lead: words.emptyLead, instead: needsAgent }}
      />
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

function columns(agents: Agent[], may: boolean, change: (number: PhoneNumber) => void): Column<PhoneNumber>[] {
  const name = (id: string): string => agents.find((agent) => agent.id === id)?.draft.name ?? id;
  return [
    { name: words.number, cell: (each) => <strong>{each.number}</strong> },
    { name: words.agent, cell: (each) => <Link to={`/agents/${each.agent}`}>{name(each.agent)}</Link> },
    {
      name: words.version,
      cell: (each) => (each.version === null ? words.followsNow(each.effective_version) : words.pinned(each.version)),
    },
    { name: words.label, cell: (each) => each.label || texts.common.none },
    {
      name: words.tryIt,
      cell: (each) => (/[*?]$/.test(each.number) ? texts.common.none : <Command of={words.command(each.number)} />),
    },
    {
      name: words.edit,
      unnamed: true,
      cell: (each) =>
        may ? (
          <Group gap="xs" justify="flex-end">
            <Button size="xs" variant="default" onClick={() => change(each)} aria-label={words.editTitle(each.number)}>
              {words.edit}
            </Button>
            <Remove number={each} />
          </Group>
        ) : null,
    },
  ];
}

/** A command line that breaks between its words only. */
function Command({ of }: { of: string }) {
  return (
    <Code className="command">
      {of.split(' ').map((word, index) => (
        <Fragment key={index}>
          {index === 0 ? '' : ' '}
          <span>{word}</span>
        </Fragment>
      ))}
    </Code>
  );
}

function Remove({ number }: { number: PhoneNumber }) {
  const remove = useDeleteNumber();
  return (
    <AskingButton
      name={words.remove}
      title={words.removeTitle(number.number)}
      lead={words.removeLead}
      order={remove}
      onConfirm={(done) => remove.mutate({ number: number.number, revision: number.revision }, { onSuccess: done })}
      button={{ size: 'xs', 'aria-label': words.removeTitle(number.number) }}
    />
  );
}
