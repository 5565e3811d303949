import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { texts } from '../texts';
import { Unsaved } from './Unsaved';

/** Sticks to the bottom of an editor: what is unsaved, and what to do with it. */
export function SaveBar(with_: {
  dirty: boolean;
  busy: boolean;
  saved: boolean;
  /** The last try was not taken: the page says why. */
  refused: boolean;
  save: string;
  disabled?: boolean;
  onDiscard: () => void;
  children?: ReactNode;
}) {
  const { dirty, saved, refused } = with_;
  const said = dirty && refused ? texts.editor.refused : dirty ? texts.editor.unsaved : saved ? texts.common.saved : texts.editor.unchanged;
  return (
    <div className="bar">
      <Unsaved dirty={dirty} />
      <span className="said" role="status">
        {with_.disabled ? texts.editor.readOnly : said}
      </span>
      {dirty ? (
        <Button variant="default" onClick={with_.onDiscard}>
          {texts.editor.discard}
        </Button>
      ) : null}
      {with_.disabled ? null : (
        <Button type="submit" loading={with_.busy} disabled={!dirty}>
          {with_.save}
        </Button>
      )}
      {with_.children}
    </div>
  );
}
