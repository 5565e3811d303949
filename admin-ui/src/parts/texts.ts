// What the parts say that several pages share.

export const partTexts = {
  away: {
    server: 'The server does not answer. This page goes on trying.',
    status: (status: number) => `The server answered ${status}.`,
    forbidden: 'Your role does not allow this.',
    stale: 'What you see is from before.',
    degraded: (back: boolean, waiting: number) =>
      (back ? 'The database is back and records are being caught up. ' : 'The database is away. Calls go on. ') +
      `${waiting} ${waiting === 1 ? 'record waits' : 'records wait'}; nothing is lost.`,
  },
  common: {
    cancel: 'Cancel',
    save: 'Save',
    saved: 'Saved.',
    close: 'Close',
    loading: 'Loading …',
    more: 'Show more',
    retry: 'Try again',
    none: '–',
    notFound: 'There is nothing at this address.',
    toCalls: 'Go to the calls',
    remove: 'Remove',
    somebody: 'somebody else',
    optional: 'optional',
  },
  editor: {
    unsaved: 'Changes are not saved yet.',
    refused: 'Not saved: see what is marked above.',
    unchanged: 'Nothing to save.',
    discard: 'Discard changes',
    leaveTitle: 'Leave without saving?',
    leaveLead: 'What you have changed on this page is lost.',
    leave: 'Leave',
    lines: 'One per line.',
    fix: (count: number) => (count === 1 ? 'One thing has to be put right.' : `${count} things have to be put right.`),
    outdated: 'Someone else changed this in the meantime. Reload it, then change it again.',
    reload: 'Reload',
    readOnly: 'Your role may look at this, not change it.',
  },
};
