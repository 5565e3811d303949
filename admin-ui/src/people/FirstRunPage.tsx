import { Button, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useFirstRun } from '../api/session';
import { Findings } from '../parts/Findings';
import { fieldErrors } from '../parts/fields';
import { texts } from '../texts';
import { Alone } from './Alone';
import { tokenIn } from './token';

/** Where the one-time link of the first start leads; its token stands after # or ?token=. */
export function FirstRunPage() {
  const here = useLocation();
  const navigate = useNavigate();
  const firstRun = useFirstRun();
  const [given, setGiven] = useState({ token: tokenIn(here), name: '', email: '', password: '', repeat: '' });
  const [hadToken] = useState(given.token !== '');
  const differs = given.repeat !== '' && given.repeat !== given.password;
  const errors = fieldErrors(firstRun.error);
  const set = (name: keyof typeof given) => (event: { currentTarget: { value: string } }) => {
    const value = event.currentTarget.value;
    setGiven((before) => ({ ...before, [name]: value }));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (given.repeat !== given.password) {
      return;
    }
    const { token, name, email, password } = given;
    firstRun.mutate(
      { token: token.trim(), name: name.trim(), email: email.trim(), password },
      { onSuccess: () => navigate('/calls', { replace: true }) },
    );
  };
  return (
    <Alone>
      <Title order={1}>{texts.firstRun.title}</Title>
      <Text c="dimmed">{texts.firstRun.lead}</Text>
      <Findings error={firstRun.error} fields={['token', 'name', 'email', 'password']} />
      <form onSubmit={submit}>
        <Stack>
          {hadToken && !errors.token ? null : (
            <TextInput
              label={texts.firstRun.token}
              description={texts.firstRun.tokenHint}
              name="token"
              required
              withAsterisk={false}
              maxLength={200}
              value={given.token}
              error={errors.token}
              onChange={set('token')}
            />
          )}
          <TextInput
            label={texts.firstRun.name}
            name="name"
            autoComplete="name"
            required
            withAsterisk={false}
            autoFocus
            maxLength={100}
            value={given.name}
            error={errors.name}
            onChange={set('name')}
          />
          <TextInput
            label={texts.firstRun.email}
            type="email"
            name="email"
            autoComplete="username"
            required
            withAsterisk={false}
            maxLength={254}
            value={given.email}
            error={errors.email}
            onChange={set('email')}
          />
          <PasswordInput
            label={texts.firstRun.password}
            description={texts.firstRun.passwordHint}
            name="password"
            autoComplete="new-password"
            required
            withAsterisk={false}
            maxLength={256}
            value={given.password}
            error={errors.password}
            aria-invalid={errors.password !== undefined}
            onChange={set('password')}
          />
          <PasswordInput
            label={texts.firstRun.repeat}
            name="repeat"
            autoComplete="new-password"
            required
            withAsterisk={false}
            maxLength={256}
            value={given.repeat}
            error={differs ? texts.firstRun.differs : undefined}
            onChange={set('repeat')}
          />
          <Button type="submit" loading={firstRun.isPending}>
            {texts.firstRun.submit}
          </Button>
        </Stack>
      </form>
    </Alone>
  );
}
