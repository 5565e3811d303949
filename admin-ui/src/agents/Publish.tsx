import { Button, Group, Modal, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { usePublish } from '../api/agents';
import type { Agent } from '../api/types';
import { useMay } from '../parts/may';
import { Trouble } from '../parts/Trouble';
import { texts } from '../texts';

const words = texts.agents;

/** Makes a version of the saved draft, after asking. */
export function Publish({ agent, etag, dirty }: { agent: Agent; etag: string; dirty: boolean }) {
  const [asks, setAsks] = useState(false);
  const [note, setNote] = useState('');
  const publish = usePublish(agent.id);
  const may = useMay('agents:publish');
  if (!may) {
    return null;
  }
  const close = () => {
    setAsks(false);
    publish.reset();
  };
  return (
    <>
      <Button variant="outline" disabled={dirty} title={dirty ? words.saveFirst : ''} onClick={() => setAsks(true)}>
        {words.publish}
      </Button>
      <Modal opened={asks} onClose={close} title={words.publishTitle} lockScroll={false} centered
        closeButtonProps={{ 'aria-label': texts.common.close }}>
        <Text mb="md">{words.publishLead}</Text>
        {publish.error ? <Trouble error={publish.error} /> : null}
        <TextInput label={words.note} description={texts.common.optional} name="note" maxLength={500} data-autofocus
          value={note} onChange={(event) => setNote(event.currentTarget.value)} mb="lg" />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {texts.common.cancel}
          </Button>
          <Button
            loading={publish.isPending}
            onClick={() =>
              publish.mutate({ note: note.trim(), etag }, {
                onSuccess: () => {
                  setNote('');
                  close();
                },
              })
            }
          >
            {words.publish}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
