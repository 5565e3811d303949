import { Title } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { Line, ToolCall } from '../api/types';
import { texts } from '../texts';
import { moment, parted, plain } from './format';
import { lineAt } from './shape';

const words = texts.call;

/** What each side said and, of the agent's words, what the caller heard. */
export function Transcript(with_: {
  lines: Line[];
  tools: ToolCall[];
  ended: boolean;
  /** The moment of the recording that is being played. */
  playing: number | null;
  /** Plays the recording from a moment on; null without a recording. */
  seek: ((atMs: number) => void) | null;
}) {
  const { lines, tools, ended, playing, seek } = with_;
  const list = useRef<HTMLOListElement>(null);
  const current = playing === null ? -1 : lineAt(lines, playing);
  useEffect(() => {
    if (!ended && list.current) {
      list.current.scrollTop = list.current.scrollHeight;
    }
  }, [lines.length, ended]);
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
      {lines.length === 0 ? (
        <p className="hint">{ended ? words.nothingSaidEnded : words.nothingSaid}</p>
      ) : (
        <ol className="transcript" ref={list} aria-live={ended ? 'off' : 'polite'} tabIndex={0} aria-labelledby="transcript">
          {lines.map((line, index) => (
            <Said key={`${line.role} ${line.at_ms}`} line={line} playing={index === current} seek={seek}
              tools={tools.filter((tool) => lineAt(lines, tool.at_ms) === index)} />
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
