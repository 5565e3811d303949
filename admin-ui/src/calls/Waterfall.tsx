import { Title } from '@mantine/core';
import type { Turn } from '../api/types';
import { texts } from '../texts';
import { percentile, type Segment, segments, type Stage } from './format';

const words = texts.call;
const STAGES: Stage[] = ['transcript', 'end_of_turn', 'first_token', 'first_audio', 'on_wire'];
const WIDTH = 1000;

/** For each turn, where the time went from the end of the caller's speech to the answer's sound. */
export function Waterfall({ turns, ended }: { turns: Turn[]; ended: boolean }) {
  const measured = turns
    .map((turn) => ({ turn, parts: segments(turn.latency) }))
    .filter(({ parts }) => parts.length > 0);
  const waits = measured
    .map(({ turn }) => turn.latency.on_wire_ms)
    .filter((ms): ms is number => ms !== null);
  const longest = Math.max(1, ...measured.flatMap(({ parts }) => parts.map((part) => part.toMs)));
  const median = percentile(waits, 0.5);
  return (
    <section className="card wide" aria-labelledby="latency">
      <Title order={2} id="latency">
        {words.latency}
      </Title>
      {measured.length === 0 ? (
        <p className="hint">{ended ? words.noLatencyEnded : words.noLatency}</p>
      ) : (
        <>
          <p className="hint">
            {words.latencyLead}{' '}
            {median === null ? null : (
              <strong>
                {words.median(median)} · {words.worst(Math.max(...waits))}
              </strong>
            )}
          </p>
          <Legend />
          <ul className="waterfall">
            {measured.map(({ turn, parts }) => (
              <li key={turn.index}>
                <span className="turn">
                  {words.turn(turn.index)}
                  {turn.interrupted ? <em> {words.interruptedTurn}</em> : null}
                </span>
                <Bar parts={parts} longest={longest} name={words.turn(turn.index)} />
                <span className="total">{words.ms(parts.at(-1)?.toMs ?? 0)}</span>
              </li>
            ))}
          </ul>
          <Numbers turns={measured.map(({ turn }) => turn)} />
        </>
      )}
    </section>
  );
}

function Bar({ parts, longest, name }: { parts: Segment[]; longest: number; name: string }) {
  const label = parts.map((part) => `${words.stages[part.stage]} ${words.ms(part.toMs)}`).join(', ');
  const x = (ms: number): number => (ms * WIDTH) / longest;
  return (
    <svg viewBox={`0 0 ${WIDTH} 16`} preserveAspectRatio="none" role="img" aria-label={`${name}: ${label}`}>
      {parts.map((part) => (
        <rect
          key={part.stage}
          className={part.stage}
          x={x(part.fromMs)}
          width={Math.max(0, x(part.toMs) - x(part.fromMs))}
          height={16}
        >
          <title>{`${words.stages[part.stage]}: ${words.ms(part.toMs)}`}</title>
        </rect>
      ))}
    </svg>
  );
}

function Legend() {
  return (
    <ul className="legend">
      {STAGES.map((stage) => (
        <li key={stage}>
          <svg width="12" height="12" aria-hidden="true">
            <rect className={stage} width="12" height="12" rx="2" />
          </svg>
          {words.stages[stage]}
        </li>
      ))}
    </ul>
  );
}

function Numbers({ turns }: { turns: Turn[] }) {
  return (
    <details>
      <summary>{words.numbers}</summary>
      <div className="scroll" tabIndex={0} role="region" aria-label={words.numbers}>
        <table className="plain">
          <thead>
            <tr>
              <th scope="col" />
              {STAGES.map((stage) => (
                <th key={stage} scope="col" className="number">
                  {words.stages[stage]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {turns.map((turn) => (
              <tr key={turn.index}>
                <th scope="row">{words.turn(turn.index)}</th>
                {STAGES.map((stage) => (
                  <td key={stage} className="number">
                    {turn.latency[`${stage}_ms`] ?? texts.common.none}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
