import { Button, Group, NativeSelect, NumberInput, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAllTrunks, useSaveNumber, useVersions } from '../api/agents';
import type { Agent, PhoneNumber } from '../api/types';
import { fieldErrors } from '../parts/fields';
import { Findings } from '../parts/Findings';
import { useMay } from '../parts/may';
import { texts } from '../texts';

const words = texts.numbers;

/** What a number has that says nothing about it. */
const PRIORITY = 100;

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
    trunk: existing?.trunk ?? null,
    priority: existing?.priority ?? PRIORITY,
  });
  const trunks = useAllTrunks(useMay('trunks:read')).data?.filter((each) => each.direction !== 'outbound') ?? [];
  const pattern = /[*?]$/.test(wanted.number);
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
        <Findings error={save.error} fields={['number', 'agent', 'version', 'label', 'trunk', 'priority']} />
        <TextInput label={words.number} description={words.numberHint} name="number" maxLength={85} required
          withAsterisk={false} readOnly={existing !== null} data-autofocus value={wanted.number} error={errors.number}
          onChange={(event) => setWanted({ ...wanted, number: event.currentTarget.value.trim(), priority: existing?.priority ?? PRIORITY })} />
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
        {pattern ? (
          <NumberInput label={words.priority} description={words.priorityHint} name="priority" min={0} max={1000}
            allowDecimal={false} value={wanted.priority} error={errors.priority}
            onChange={(value) => setWanted({ ...wanted, priority: Number(value) || 0 })} />
        ) : null}
        {trunks.length > 0 ? (
          <NativeSelect label={words.trunk} description={words.trunkHint} name="trunk" value={wanted.trunk ?? ''}
            error={errors.trunk}
            data={[{ value: '', label: words.everyTrunk }, ...trunks.map((each) => ({ value: each.name, label: each.label || each.name }))]}
            onChange={(event) => setWanted({ ...wanted, trunk: event.currentTarget.value || null })} />
        ) : null}
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
