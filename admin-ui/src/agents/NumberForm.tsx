import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSaveNumber, useVersions } from '../api/agents';
import type { Agent, PhoneNumber } from '../api/types';
import { fieldErrors } from '../parts/fields';
import { Findings } from '../parts/Findings';
import { texts } from '../texts';

const words = texts.numbers;

/** Which agent a number leads to. */
export function NumberForm(with_: {
  agents: Agent[];
  existing: PhoneNumber | null;
  agent: string;
  done: () => void;
}) {
  const { agents, existing } = with_;
  const known = agents.some((agent) => agent.id === with_.agent) ? with_.agent : (agents[0]?.id ?? '');
  const [wanted, setWanted] = useState({
    number: existing?.number ?? '',
    agent: existing?.agent ?? known,
    version: existing?.version ?? null,
    label: existing?.label ?? '',
  });
  const save = useSaveNumber();
  const versions = useVersions(wanted.agent);
  const errors = fieldErrors(save.error);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ wanted, revision: existing?.revision ?? null }, { onSuccess: with_.done });
      }}
    >
      <Stack>
        <Findings error={save.error} fields={['number', 'agent', 'version', 'label']} />
        <TextInput label={words.number} description={words.numberHint} name="number" maxLength={65} required
          withAsterisk={false} readOnly={existing !== null} data-autofocus value={wanted.number} error={errors.number}
          onChange={(event) => setWanted({ ...wanted, number: event.currentTarget.value.trim() })} />
        <NativeSelect label={words.agent} name="agent" value={wanted.agent} error={errors.agent}
          data={agents.map((agent) => ({ value: agent.id, label: agent.draft.name }))}
          onChange={(event) => setWanted({ ...wanted, agent: event.currentTarget.value, version: null })} />
        <NativeSelect label={words.version} name="version" value={wanted.version === null ? '' : String(wanted.version)}
          error={errors.version}
          data={[
            { value: '', label: words.follows },
            ...(versions.data?.items ?? []).map((each) => ({ value: String(each.version), label: words.pinned(each.version) })),
          ]}
          onChange={(event) => {
            const chosen = event.currentTarget.value;
            setWanted({ ...wanted, version: chosen === '' ? null : Number(chosen) });
          }} />
        <TextInput label={words.label} description={words.labelHint} name="label" maxLength={200} value={wanted.label}
          error={errors.label} onChange={(event) => setWanted({ ...wanted, label: event.currentTarget.value })} />
        <Group justify="flex-end">
          <Button variant="default" onClick={with_.done}>
            {texts.common.cancel}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {texts.common.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
