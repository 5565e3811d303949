import { Title } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { Line } from '../api/types';
import { texts } from '../texts';
import { moment, parted, plain } from './format';

const words = texts.call;

/** What each side said and, of the agent's words, what the caller heard. */
export function Transcript({ lines, ended }: { lines: Line[]; ended: boolean }) {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (!ended && list.current) {
      list.current.scrollTop = list.current.scrollHeight;
    }
  }, [lines.length, ended]);
  return (
    <section className="card transcript-card" aria-labelledby="transcript">
      <Title order={2} id="transcript">
        {words.transcript}
      </Title>
      {lines.length === 0 ? (
        <p className="hint">{ended ? words.nothingSaidEnded : words.nothingSaid}</p>
      ) : (
        <ol className="transcript" ref={list} aria-live={ended ? 'off' : 'polite'} tabIndex={0} aria-labelledby="transcript">
          {lines.map((line, index) => (
            <Said key={`${line.at_ms}-${index}`} line={line} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Said({ line }: { line: Line }) {
  const agent = line.role === 'agent';
  const text = plain(line.text);
  const played = line.interrupted ? plain(line.heard ?? '') : null;
  const { heard, unheard } = agent ? parted(text, played) : { heard: text, unheard: '' };
  const rewritten = agent && played !== null && played !== '' && !text.startsWith(played.trimEnd());
  return (
    <li className={agent ? 'agent' : 'caller'}>
      <span className="speaker">
        <span>{agent ? words.agent : words.caller}</span>
        <time>{moment(line.at_ms)}</time>
      </span>
      <p>
        {rewritten ? text : heard}
        {unheard === '' || rewritten ? null : <s className="unheard">{unheard}</s>}
      </p>
      {unheard === '' || rewritten ? null : (
        <span className="cut">{heard === '' ? words.heardNothing : words.notHeard}</span>
      )}
      {rewritten ? <span className="cut">{words.heardOnly(played)}</span> : null}
    </li>
  );
}
