import { Button, Skeleton } from '@mantine/core';
import { Link } from 'react-router';
import { useAgents } from '../api/agents';
import { when } from '../calls/format';
import { Empty } from '../parts/Empty';
import { useMay } from '../parts/may';
import { PageHead } from '../parts/PageHead';
import { Trouble } from '../parts/Trouble';
import { texts } from '../texts';

const words = texts.agents;

export default function AgentsPage() {
  const agents = useAgents();
  const may = useMay('agents:write');
  const items = agents.data?.items;
  const add = may ? (
    <Button component={Link} to="/agents/new">
      {words.add}
    </Button>
  ) : null;
  return (
    <>
      <PageHead title={words.title}>{items?.length === 0 ? null : add}</PageHead>
      {agents.error ? <Trouble error={agents.error} retry={() => void agents.refetch()} /> : null}
      {items === undefined ? (
        agents.error ? null : <Skeleton height={160} role="status" aria-label={texts.common.loading} />
      ) : items.length === 0 ? (
        <Empty title={words.emptyTitle}>
          <p>{words.emptyLead}</p>
          {add}
        </Empty>
      ) : (
        <table className="list">
          <thead>
            <tr>
              <th scope="col">{words.name}</th>
              <th scope="col">{words.id}</th>
              <th scope="col">{words.published}</th>
              <th scope="col">{words.changed}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((agent) => (
              <tr key={agent.id}>
                <td data-label={words.name}>
                  <Link className="whole" to={`/agents/${agent.id}`}>
                    {agent.draft.name}
                  </Link>
                </td>
                <td data-label={words.id}>{agent.id}</td>
                <td data-label={words.published}>
                  <span className={agent.latest_version === null ? 'status' : 'status good'}>
                    {agent.latest_version === null ? words.onlyDraft : words.version(agent.latest_version)}
                  </span>
                </td>
                <td data-label={words.changed}>{when(agent.updated_at, new Date())}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
