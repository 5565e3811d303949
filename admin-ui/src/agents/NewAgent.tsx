import { Button, Radio, Skeleton, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useCreateAgent, useTemplates } from '../api/agents';
import { fieldErrors } from '../parts/fields';
import { Findings } from '../parts/Findings';
import { PageHead } from '../parts/PageHead';
import { Trouble } from '../parts/Trouble';
import { texts } from '../texts';

const words = texts.agents;

/** A name and a template: the rest is edited in the draft that comes of it. */
export function NewAgent({ back }: { back: { to: string; name: string } }) {
  const templates = useTemplates();
  const create = useCreateAgent();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState('');
  const [name, setName] = useState('');
  const template = templates.data?.find((each) => each.id === chosen) ?? templates.data?.[0];
  const errors = fieldErrors(create.error);
  return (
    <>
      <PageHead title={words.add} back={back} />
      {templates.error ? <Trouble error={templates.error} retry={() => void templates.refetch()} /> : null}
      {template === undefined ? (
        templates.error ? null : <Skeleton height={200} role="status" aria-label={texts.common.loading} />
      ) : (
        <form
          className="card"
          onSubmit={(event) => {
            event.preventDefault();
            create.mutate(
              { ...template.definition, name: name.trim() },
              { onSuccess: (agent) => navigate(`/agents/${agent.id}`) },
            );
          }}
        >
          <Stack>
            <Findings error={create.error} fields={['name', 'draft.name', 'id']} />
            <TextInput label={words.name} description={words.nameHint} name="name" required withAsterisk={false}
              autoFocus maxLength={100} maw="28rem" value={name}
              error={errors.name ?? errors['draft.name'] ?? errors.id}
              onChange={(event) => setName(event.currentTarget.value)} />
            <Radio.Group label={words.template} value={template.id} onChange={setChosen}>
              <Stack gap="sm" mt="xs">
                {templates.data?.map((each) => (
                  <Radio key={each.id} value={each.id} label={each.title} description={each.description} />
                ))}
              </Stack>
            </Radio.Group>
            <div>
              <Button type="submit" loading={create.isPending}>
                {words.create}
              </Button>
            </div>
          </Stack>
        </form>
      )}
    </>
  );
}
