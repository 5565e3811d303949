import { Button, Group, Modal, Text } from '@mantine/core';
import { texts } from '../texts';
import { Trouble } from './Trouble';

/** Asks before something that cannot be taken back. */
export function Confirm(with_: {
  opened: boolean;
  title: string;
  lead: string;
  action: string;
  busy: boolean;
  error: unknown;
  onClose: () => void;
  onConfirm: () => void;
}) {
  return (
    <Modal opened={with_.opened} onClose={with_.onClose} title={with_.title} lockScroll={false} centered
      closeButtonProps={{ 'aria-label': texts.common.close }}>
      <Text mb="lg">{with_.lead}</Text>
      {with_.error ? <Trouble error={with_.error} /> : null}
      <Group justify="flex-end">
        <Button variant="default" onClick={with_.onClose} data-autofocus>
          {texts.common.cancel}
        </Button>
        <Button color="red.8" loading={with_.busy} onClick={with_.onConfirm}>
          {with_.action}
        </Button>
      </Group>
    </Modal>
  );
}
