import { Button, Skeleton, Title } from '@mantine/core';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { useAgent, useAllNumbers, useArchive, useSaveDraft } from '../api/agents';
import type { Agent, Definition } from '../api/types';
import { AskingButton } from '../parts/AskingButton';
import { useMay } from '../parts/may';
import { PageHead } from '../parts/PageHead';
import { SaveBar } from '../parts/SaveBar';
import { Trouble } from '../parts/Trouble';
import { DONE } from '../parts/Unsaved';
import { texts } from '../texts';
import { DefinitionForm } from './DefinitionForm';
import { NewAgent } from './NewAgent';
import { Playground } from './Playground';
import { Publish } from './Publish';
import { Versions } from './Versions';

const words = texts.agents;
const BACK = { to: '/agents', name: words.all };

export default function AgentPage() {
  const { id = '' } = useParams();
  return id === 'new' ? <NewAgent back={BACK} /> : <Existing key={id} id={id} />;
}

function Existing({ id }: { id: string }) {
  const agent = useAgent(id);
  if (agent.data === undefined) {
    return (
      <>
        <PageHead title={words.title} back={BACK} />
        {agent.error ? (
          <Trouble error={agent.error} retry={() => void agent.refetch()} />
        ) : (
          <Skeleton height={320} role="status" aria-label={texts.common.loading} />
        )}
      </>
    );
  }
  const etag = agent.data.etag || `"${agent.data.data.revision}"`;
  return <Editor agent={agent.data.data} etag={etag} reload={() => void agent.refetch()} />;
}

function Editor({ agent, etag, reload }: { agent: Agent; etag: string; reload: () => void }) {
  const [edited, setEdited] = useState<Definition | null>(null);
  const save = useSaveDraft(agent.id);
  const may = useMay('agents:write');
  const draft = edited ?? agent.draft;
  const dirty = edited !== null && JSON.stringify(edited) !== JSON.stringify(agent.draft);
  const discard = () => {
    setEdited(null);
    save.reset();
  };
  return (
    <>
      <PageHead
        title={agent.draft.name}
        back={BACK}
        beside={
          <span className={agent.latest_version === null ? 'status' : 'status good'}>
            {agent.latest_version === null ? words.onlyDraft : words.version(agent.latest_version)}
          </span>
        }
      >
        {may ? <Archive id={agent.id} etag={etag} /> : null}
      </PageHead>
      <div className="editor">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate({ draft, etag }, { onSuccess: () => setEdited(null) });
          }}
        >
          <DefinitionForm
            definition={draft}
            onChange={setEdited}
            error={save.error}
            reload={() => {
              discard();
              reload();
            }}
            disabled={!may}
          />
          <SaveBar dirty={dirty} busy={save.isPending} saved={save.isSuccess} refused={save.isError} save={words.saveDraft}
            disabled={!may} onDiscard={discard}>
            <Publish agent={agent} etag={etag} dirty={dirty} />
          </SaveBar>
        </form>
        <div className="stack">
          <Versions agent={agent} />
          {agent.latest_version === null ? null : <Reached id={agent.id} />}
          <Playground agent={agent.id} revision={agent.revision} />
        </div>
      </div>
    </>
  );
}

/** The numbers that lead to it. */
function Reached({ id }: { id: string }) {
  const found = (useAllNumbers().data ?? []).filter((each) => each.agent === id);
  const may = useMay('numbers:write');
  return (
    <section className="card" aria-labelledby="reached">
      <Title order={2} id="reached">
        {texts.numbers.title}
      </Title>
      {found.length === 0 ? <p className="hint">{words.noNumber}</p> : null}
      <ul className="versions">
        {found.map((each) => (
          <li key={each.number}>
            <strong>{each.number}</strong>
            {each.label === '' ? null : <span className="reason">{each.label}</span>}
          </li>
        ))}
      </ul>
      {may ? (
        <Button component={Link} to={`/numbers?agent=${id}`} variant="default" mt="sm">
          {words.giveNumber}
        </Button>
      ) : null}
    </section>
  );
}

function Archive({ id, etag }: { id: string; etag: string }) {
  const archive = useArchive(id);
  const navigate = useNavigate();
  return (
    <AskingButton
      name={words.archive}
      title={words.archiveTitle}
      lead={words.archiveLead}
      order={archive}
      onConfirm={() => archive.mutate(etag, { onSuccess: () => navigate('/agents', { state: DONE }) })}
    />
  );
}
