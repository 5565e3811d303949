import { Title } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { Line, Spoken, ToolCall } from '../api/types';
import { texts } from '../texts';
import { moment, parted, plain } from './format';
import { lineAt } from './shape';

const words = texts.call;
// A talk of up to so many lines is shown whole once it is over; of others a part, which scrolls.
const WHOLE = 24;
const NEAR_END_PX = 48;

/** What each side said and is saying and, of the agent's words, what the caller heard. */
export function Transcript(with_: {
  lines: Line[];
  /** What is being said and is not among the lines yet. */
  spoken: Spoken[];
  tools: ToolCall[];
  ended: boolean;
  /** The moment of the recording that is being played. */
  playing: number | null;
  /** Plays the recording from a moment on; null without a recording. */
  seek: ((atMs: number) => void) | null;
}) {
  const { lines, spoken, tools, ended, playing, seek } = with_;
  const list = useRef<HTMLOListElement>(null);
  const atEnd = useRef(true);
  const current = playing === null ? -1 : lineAt(lines, playing);
  useEffect(() => {
    // Who reads further up is left there.
    if (!ended && atEnd.current && list.current) {
      list.current.scrollTop = list.current.scrollHeight;
    }
  }, [lines.length, spoken, ended]);
  useEffect(() => {
    const box = list.current;
    const line = box?.querySelector<HTMLElement>('li.playing');
    if (box && line) {
      box.scrollTop = line.offsetTop - box.offsetTop - box.clientHeight / 3;
    }
  }, [current]);
  return (
    <section className="card transcript-card" aria-labelledby="transcript">
      <Title order={2} id="transcript">
        {words.transcript}
      </Title>
      {lines.length + spoken.length === 0 ? (
        <p className="hint">{ended ? words.nothingSaidEnded : words.nothingSaid}</p>
      ) : (
        <ol className={ended && lines.length <= WHOLE ? 'transcript' : 'transcript scrolls'} ref={list}
          aria-live={ended ? 'off' : 'polite'} tabIndex={0} aria-labelledby="transcript"
          onScroll={({ currentTarget: box }) => {
            atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END_PX;
          }}>
          {lines.map((line, index) => (
            <Said key={index} line={line} playing={index === current} seek={seek}
              tools={tools.filter((tool) => lineAt(lines, tool.at_ms) === index)} />
          ))}
          {spoken.map((each, index) => (
            // Read aloud once they are on record, not word by word.
            <li key={`${each.role} ${index}`} className={`${each.role} speaking`} aria-live="off">
              <span className="speaker">
                <span>{words.speakers[each.role]}</span>
                <span className="now">{words.now}</span>
              </span>
              <p>{plain(each.text)}</p>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function Said(with_: { line: Line; tools: ToolCall[]; playing: boolean; seek: ((atMs: number) => void) | null }) {
  const { line, tools, playing, seek } = with_;
  const spoken = line.role !== 'caller';
  const text = plain(line.text);
  const played = line.interrupted ? plain(line.heard ?? '') : null;
  const { heard, unheard } = spoken ? parted(text, played) : { heard: text, unheard: '' };
  const rewritten = spoken && played !== null && played !== '' && !text.startsWith(played.trimEnd());
  return (
    <>
      <li className={playing ? `${line.role} playing` : line.role} aria-current={playing ? 'true' : undefined}>
        <span className="speaker">
          <span>{words.speakers[line.role]}</span>
          {seek === null ? (
            <time>{moment(line.at_ms)}</time>
          ) : (
            <button type="button" onClick={() => seek(line.at_ms)} aria-label={words.playFrom(moment(line.at_ms))}>
              ▸ {moment(line.at_ms)}
            </button>
          )}
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
      {tools.map((tool) => (
        <li key={`tool ${tool.at_ms} ${tool.name}`} className="tool">
          {words.tool(tool.name)} <code>{plain(tool.arguments)}</code> {plain(tool.result)}
        </li>
      ))}
    </>
  );
}
