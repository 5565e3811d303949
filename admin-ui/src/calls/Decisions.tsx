import { Title } from '@mantine/core';
import type { CallEvent, Decision } from '../api/types';
import { texts } from '../texts';
import { inputs, inWords, stage, state } from './decisions';
import { moment, plain } from './format';

const words = texts.call;

/** What the turn engine decided, in words, with its inputs beneath. */
export function Decisions({ decisions }: { decisions: Decision[] }) {
  return (
    <section className="card wide" aria-labelledby="decisions">
      <Title order={2} id="decisions">
        {words.decisions}
      </Title>
      {decisions.length === 0 ? (
        <p className="hint">{words.noDecisions}</p>
      ) : (
        <>
          <p className="hint">{words.decisionsLead}</p>
          <ol className="log">
            {decisions.map((decision, index) => (
              <li key={`${decision.at_ms}-${index}`}>
                <time>{moment(decision.at_ms)}</time>
                <div>
                  <span>{plain(inWords(decision))}</span>
                  <span className="inputs">
                    {state(decision.state)}
                    {Object.keys(decision.inputs).length === 0 ? '' : ` · ${plain(inputs(decision))}`}
                  </span>
                </div>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

/** Keys pressed and providers used. */
export function Events({ events }: { events: CallEvent[] }) {
  if (events.length === 0) {
    return null;
  }
  return (
    <section className="card wide" aria-labelledby="events">
      <Title order={2} id="events">
        {words.events}
      </Title>
      <ol className="log">
        {events.map((event, index) => (
          <li key={`${event.at_ms}-${index}`}>
            <time>{moment(event.at_ms)}</time>
            <div>{plain(sentence(event))}</div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function sentence(event: CallEvent): string {
  const given = (name: string): string => String(event.data[name] ?? '');
  if (event.type === 'digit') {
    return words.digit(given('digit'));
  }
  if (event.type === 'provider') {
    const took = Number(event.data.took_ms ?? event.data.tookMs ?? 0);
    return words.provider(stage(given('stage')), given('provider'), given('outcome'), took);
  }
  if (event.type === 'context') {
    const changes = Object.entries((event.data.changes ?? {}) as Record<string, string>);
    return words.contextEvent(changes.map(([name, value]) => `${name.replace('variables.', '')} = ${value || '–'}`).join(', '));
  }
  if (event.type === 'tool') {
    return words.tool(given('name'));
  }
  return `${event.type} ${JSON.stringify(event.data)}`;
}
