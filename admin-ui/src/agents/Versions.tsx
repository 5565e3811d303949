import { Button, Group, Title } from '@mantine/core';
import { Fragment, useState } from 'react';
import { useDiff, useRollBack, useVersions } from '../api/agents';
import { useNames } from '../api/session';
import type { Agent, Version } from '../api/types';
import { when } from '../calls/format';
import { AskingButton } from '../parts/AskingButton';
import { useMay } from '../parts/may';
import { Trouble } from '../parts/Trouble';
import { texts } from '../texts';

const words = texts.agents;

/** What was published, how the draft differs from it, and the way back. */
export function Versions({ agent }: { agent: Agent }) {
  const versions = useVersions(agent.id);
  const [compared, setCompared] = useState<number | null>(null);
  const items = versions.data?.items ?? [];
  return (
    <section className="card" aria-labelledby="versions">
      <Title order={2} id="versions">
        {words.versions}
      </Title>
      {versions.error ? <Trouble error={versions.error} /> : null}
      {versions.data !== undefined && items.length === 0 ? <p className="hint">{words.noVersions}</p> : null}
      <ol className="versions">
        {items.map((version) => (
          <li key={version.version}>
            <One version={version} agent={agent} compared={compared === version.version}
              compare={() => setCompared(compared === version.version ? null : version.version)} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function One(with_: { version: Version; agent: Agent; compared: boolean; compare: () => void }) {
  const { version, agent, compared } = with_;
  const latest = agent.latest_version === version.version;
  const may = useMay('agents:publish');
  const name = useNames();
  return (
    <>
      <Group gap="xs">
        <strong>{words.version(version.version)}</strong>
        {latest ? <span className="status good">{words.latest}</span> : null}
        {version.copied_from === null ? null : <span className="reason">{words.copied(version.copied_from)}</span>}
      </Group>
      <span className="reason">{words.by(name(version.published_by), when(version.published_at, new Date()))}</span>
      {version.note === '' ? null : <span>{version.note}</span>}
      <Group gap="xs">
        <Button size="xs" variant="default" aria-expanded={compared} onClick={with_.compare}>
          {words.compare}
        </Button>
        {latest || !may ? null : <RollBack id={agent.id} version={version.version} />}
      </Group>
      {compared ? <Diff id={agent.id} version={version.version} /> : null}
    </>
  );
}

function RollBack({ id, version }: { id: string; version: number }) {
  const rollBack = useRollBack(id);
  return (
    <AskingButton
      name={words.rollBack}
      title={words.rollBackTitle(version)}
      lead={words.rollBackLead}
      order={rollBack}
      onConfirm={(done) => rollBack.mutate({ version, note: '' }, { onSuccess: done })}
      button={{ size: 'xs' }}
    />
  );
}

function Diff({ id, version }: { id: string; version: number }) {
  const diff = useDiff(id, version);
  if (diff.error) {
    return <Trouble error={diff.error} />;
  }
  if (diff.data === undefined) {
    return <p className="hint">{texts.common.loading}</p>;
  }
  if (diff.data.length === 0) {
    return <p className="hint">{words.same}</p>;
  }
  return (
    <dl className="diff" aria-label={words.diff(version)}>
      {diff.data.map((change) => (
        <Fragment key={change.pointer}>
          <dt>{change.pointer.replace(/^\//, '').replace(/\//g, ' › ')}</dt>
          {change.before === null ? null : <dd className="removed">{`${words.was} ${value(change.before)}`}</dd>}
          {change.after === null ? null : <dd className="added">{`${words.is} ${value(change.after)}`}</dd>}
        </Fragment>
      ))}
    </dl>
  );
}

function value(of: unknown): string {
  return typeof of === 'string' ? `“${of}”` : JSON.stringify(of);
}
