import { Button, PasswordInput, Stack, TextInput, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Navigate, useLocation, useNavigate } from 'react-router';
import { useMe, useSignIn } from '../api/session';
import { Trouble } from '../parts/Trouble';
import { texts } from '../texts';
import { Alone } from './Alone';

export function LoginPage() {
  const me = useMe();
  const signIn = useSignIn();
  const navigate = useNavigate();
  const from = (useLocation().state as { from?: string } | null)?.from ?? '/calls';
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  if (me.data) {
    return <Navigate to={from} replace />;
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate({ email: email.trim(), password }, { onSuccess: () => navigate(from, { replace: true }) });
  };
  return (
    <Alone>
      <Title order={1}>{texts.login.title}</Title>
      {signIn.error ? <Trouble error={signIn.error} /> : null}
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={texts.login.email}
            type="email"
            name="email"
            autoComplete="username"
            required
            withAsterisk={false}
            autoFocus
            maxLength={254}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            label={texts.login.password}
            name="password"
            autoComplete="current-password"
            required
            withAsterisk={false}
            maxLength={256}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Button type="submit" loading={signIn.isPending}>
            {texts.login.submit}
          </Button>
        </Stack>
      </form>
      <p className="hint">
        {texts.login.hint} <a href="/login">{texts.login.byToken}</a>
      </p>
    </Alone>
  );
}
