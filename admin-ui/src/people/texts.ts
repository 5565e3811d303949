// What the pages before signing in say.

export const peopleTexts = {
  login: {
    title: 'Sign in',
    email: 'E-mail',
    password: 'Password',
    submit: 'Sign in',
    hint: 'No account yet? As long as there is no owner, each start of Parley prints a one-time link that makes the account.',
    byToken: 'Sign in with the admin token of the data folder',
  },
  firstRun: {
    title: 'Welcome to Parley',
    lead: 'This link works once. It makes the owner’s account of this installation.',
    name: 'Your name',
    email: 'E-mail',
    password: 'Password',
    passwordHint: 'At least 12 characters. A sentence is fine.',
    repeat: 'Password, once more',
    differs: 'The two passwords differ.',
    submit: 'Make my account',
    token: 'One-time token',
    tokenHint: 'From the link that the first start printed.',
  },
};
