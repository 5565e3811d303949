import { Button, Group, TextInput, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, Fragment, useEffect, useRef, useState } from 'react';
import { post } from '../api/client';
import type { SessionAnswer, SessionMessage, SessionTrace } from '../api/types';
import { inputs, inWords, stage } from '../calls/decisions';
import { plain } from '../calls/format';
import { useMay } from '../parts/may';
import { Trouble } from '../parts/Trouble';
import { texts } from '../texts';

const words = texts.playground;

interface Turn {
  messages: SessionMessage[];
  trace: SessionTrace | null;
}

/** A conversation with the saved draft in writing, and for each answer how it came about. */
export function Playground({ agent, revision }: { agent: string; revision: number }) {
  const may = useMay('voice-sessions:write');
  const [turns, setTurns] = useState<Turn[]>([]);
  const [session, setSession] = useState<SessionAnswer['session'] | null>(null);
  const [text, setText] = useState('');
  const list = useRef<HTMLOListElement>(null);
  const keep = ({ session: now, messages, trace }: SessionAnswer) => {
    setSession(now);
    setTurns((before) => [...before, { messages, trace }]);
  };
  const begin = useMutation({
    mutationFn: () => post<SessionAnswer>('/voice-sessions', { mode: 'playground', agent }),
    onMutate: () => setTurns([]),
    onSuccess: keep,
  });
  const say = useMutation({
    mutationFn: (said: string) => post<SessionAnswer>(`/voice-sessions/${session?.id ?? ''}/messages`, { text: said }),
    onSuccess: (answer) => {
      keep(answer);
      setText('');
    },
  });
  useEffect(() => {
    if (list.current) {
      list.current.scrollTop = list.current.scrollHeight;
    }
  }, [turns.length]);
  if (!may) {
    return null;
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    say.mutate(text);
  };
  const open = session?.status === 'active';
  const older = session !== null && session.draft_revision !== null && session.draft_revision !== revision;
  return (
    <section className="card trial" aria-labelledby="playground">
      <Group justify="space-between">
        <Title order={2} id="playground">
          {words.title}
        </Title>
        <Button variant="default" size="xs" loading={begin.isPending} onClick={() => begin.mutate()}>
          {session === null ? words.begin : words.again}
        </Button>
      </Group>
      <p className="hint">{older ? words.older : words.lead}</p>
      {begin.error ? <Trouble error={begin.error} /> : null}
      {turns.length === 0 ? null : (
        <ol className="transcript scrolls" ref={list} tabIndex={0} aria-labelledby="playground" aria-live="polite">
          {turns.flatMap((turn, index) =>
            turn.messages.map((message) => (
              <li key={`${index} ${message.seq}`} className={message.role === 'agent' ? 'agent' : 'caller'}>
                <span className="speaker">{message.role === 'agent' ? words.agent : words.you}</span>
                <p>{plain(message.text)}</p>
                {message.role === 'agent' && turn.trace ? <Trace trace={turn.trace} /> : null}
              </li>
            )),
          )}
        </ol>
      )}
      {say.error ? <Trouble error={say.error} /> : null}
      {open ? (
        <form onSubmit={submit} className="said-form">
          <TextInput aria-label={words.text} placeholder={words.text} name="say" maxLength={2000} value={text}
            onChange={(event) => setText(event.currentTarget.value)} />
          <Button type="submit" loading={say.isPending} disabled={text.trim() === ''}>
            {words.send}
          </Button>
        </form>
      ) : session === null ? null : (
        <p className="hint">{words.over}</p>
      )}
    </section>
  );
}

/** How an answer came about. */
function Trace({ trace }: { trace: SessionTrace }) {
  const facts: [string, string][] = [
    [words.answeredBy, trace.answered_by],
    [words.took, texts.call.ms(trace.response_ms)],
    [words.rule, trace.lesson?.rule ?? ''],
    [words.lesson, trace.lesson?.title ?? ''],
    [words.changed, changes(trace.lesson)],
    [words.providers, trace.providers.map((each) => `${stage(each.stage)} (${each.provider}): ${each.outcome}, ${texts.call.ms(each.took_ms)}`).join('; ')],
    [words.variables, pairs(trace.variables)],
    [words.prompt, trace.texts.system_prompt],
  ];
  return (
    <details className="trace">
      <summary>{words.why}</summary>
      <dl>
        {facts.map(([name, value]) =>
          value.trim() === '' ? null : (
            <Fragment key={name}>
              <dt>{name}</dt>
              <dd>{plain(value)}</dd>
            </Fragment>
          ),
        )}
        {trace.decisions.map((decision, index) => (
          <Fragment key={`${decision.at_ms} ${decision.decision} ${index}`}>
            <dt>{words.decided}</dt>
            <dd>
              {plain(inWords(decision))} <span className="reason">{plain(inputs(decision))}</span>
            </dd>
          </Fragment>
        ))}
      </dl>
    </details>
  );
}

function pairs(values: Record<string, string>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name} = ${value}`)
    .join(', ');
}

/** What the turn changed of what the tutor remembers. */
function changes(step: SessionTrace['lesson']): string {
  if (!step) {
    return '';
  }
  return Object.entries(step.after)
    .filter(([name, value]) => name !== 'last' && step.before[name] !== value)
    .map(([name, value]) => `${name}: ${step.before[name] ?? '–'} → ${value}`)
    .join(', ');
}
