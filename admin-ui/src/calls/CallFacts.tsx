import { Title } from '@mantine/core';
import { Fragment } from 'react';
import type { Call, Quality } from '../api/types';
import { useNow } from '../parts/useNow';
import { texts } from '../texts';
import { endReason, furtherDetail } from './decisions';
import { agent, duration, lasted, plain, when } from './format';
import { Rating } from './Orders';

const words = texts.call;
type Fact = [name: string, value: string | null | undefined];

/** The call in facts: itself, its SIP side, its sound. */
export function CallFacts({ call, mayRate }: { call: Call; mayRate: boolean }) {
  const now = useNow(call.status !== 'ended');
  const today = new Date(now);
  const ms = lasted(call, now);
  const at = (iso: string | null): string | null => (iso === null ? null : when(iso, today));
  return (
    <section className="card facts" aria-labelledby="facts">
      <Title order={2} id="facts">
        {words.facts}
      </Title>
      <Facts
        of={[
          [texts.calls.agent, agent(call)],
          [words.direction, words.directions[call.direction as keyof typeof words.directions] ?? call.direction],
          [words.started, at(call.started_at)],
          [words.answered, at(call.answered_at)],
          [words.endedAt, at(call.ended_at)],
          [words.duration, ms === null ? null : duration(ms)],
          [words.setup, call.setup_ms === null ? null : words.ms(call.setup_ms)],
          [words.ended, call.ended_reason === null ? null : endReason(call.ended_reason)],
          [words.detail, furtherDetail(call.ended_detail)],
          [texts.orders.rating, call.rating === null ? null : texts.orders.stars(call.rating)],
          [texts.orders.comment, call.rating_comment],
        ]}
      />
      {mayRate && call.status === 'ended' && call.answered_at !== null ? <Rating key={call.id} call={call} /> : null}
      <Title order={3}>{words.sip}</Title>
      <Facts
        of={[
          [words.callId, call.sip.call_id],
          [words.remote, call.sip.remote],
          [words.userAgent, call.sip.user_agent],
          [words.codec, call.sip.codec],
          [words.sipStatus, call.sip.status === null ? null : String(call.sip.status)],
        ]}
      />
      <Title order={3}>{words.quality}</Title>
      {call.quality === null ? <p className="hint">{call.status === 'ended' ? words.noSound : words.noQuality}</p> : <Facts of={sound(call.quality)} />}
    </section>
  );
}

function sound(quality: Quality): Fact[] {
  const unusual = (name: string, count: number): Fact[] => (count === 0 ? [] : [[name, String(count)]]);
  return [
    [words.received, String(quality.packets_received)],
    [words.sent, String(quality.packets_sent)],
    [words.lost, String(quality.lost)],
    [words.late, String(quality.late)],
    [words.concealed, words.ms(quality.concealed_ms)],
    [words.jitter, `${quality.jitter_ms.toFixed(1)} ms`],
    ...unusual(words.duplicate, quality.duplicate),
    ...unusual(words.foreign, quality.foreign),
    ...unusual(words.malformed, quality.malformed),
  ];
}

function Facts({ of }: { of: Fact[] }) {
  return (
    <dl>
      {of.map(([name, value]) =>
        value === null || value === undefined || value.trim() === '' ? null : (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{plain(value)}</dd>
          </Fragment>
        ),
      )}
    </dl>
  );
}
