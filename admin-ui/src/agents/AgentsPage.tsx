import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { useAgentPages } from '../api/agents';
import type { Agent } from '../api/types';
import { when } from '../calls/format';
import { type Column, List } from '../parts/List';
import { useMay } from '../parts/may';
import { texts } from '../texts';

const words = texts.agents;
const COLUMNS: Column<Agent>[] = [
  {
    name: words.name,
    cell: (agent) => (
      <Link className="whole" to={`/agents/${agent.id}`}>
        {agent.draft.name}
      </Link>
    ),
  },
  { name: words.id, cell: (agent) => agent.id },
  {
    name: words.published,
    cell: (agent) => (
      <span className={agent.latest_version === null ? 'status' : 'status good'}>
        {agent.latest_version === null ? words.onlyDraft : words.version(agent.latest_version)}
      </span>
    ),
  },
  { name: words.changed, cell: (agent) => when(agent.updated_at, new Date()) },
];

export default function AgentsPage() {
  const may = useMay('agents:write');
  const add = may ? (
    <Button component={Link} to="/agents/new">
      {words.add}
    </Button>
  ) : null;
  return (
    <List title={words.title} list={useAgentPages()} columns={COLUMNS} id={(agent) => agent.id} add={add}
      empty={{ title: words.emptyTitle, lead: words.emptyLead }} />
  );
}
