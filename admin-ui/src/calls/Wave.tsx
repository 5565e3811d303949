import { Title } from '@mantine/core';
import { type RefObject, useMemo, useState } from 'react';
import type { Peaks, Recording } from '../api/types';
import { texts } from '../texts';
import { moment } from './format';
import { momentOf, outline } from './shape';

const words = texts.call;
const WIDTH = 1000;
const HEIGHT = 56;

/** The recording: both sides as wave forms, and where it plays. */
export function Wave(with_: {
  recording: Recording;
  peaks: Peaks;
  audio: RefObject<HTMLAudioElement | null>;
  onMoment: (atMs: number | null) => void;
  /** Plays from so many milliseconds of the recording on. */
  seek: (playedMs: number) => void;
}) {
  const { recording, peaks, audio } = with_;
  const [playedS, setPlayedS] = useState(0);
  const outlines = useMemo(() => peaks.channels.map((channel) => outline(channel, WIDTH, HEIGHT)), [peaks]);
  const follow = (player: HTMLAudioElement) => {
    setPlayedS(player.currentTime);
    with_.onMoment(momentOf(peaks, player.currentTime));
  };
  const x = (playedS * 1000 * WIDTH) / Math.max(1, peaks.duration_ms);
  return (
    <section className="card wide" aria-labelledby="recording">
      <Title order={2} id="recording">
        {words.recording}
      </Title>
      <p className="hint">{words.recordingLead}</p>
      {outlines.map((d, index) => (
        <div className="wave" key={index}>
          <span>{index === 0 ? words.caller : words.agent}</span>
          <svg
            viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
            preserveAspectRatio="none"
            role="img"
            aria-label={words.waveOf(index === 0 ? words.caller : words.agent)}
            onClick={(event) => {
              const box = event.currentTarget.getBoundingClientRect();
              with_.seek(((event.clientX - box.left) / box.width) * peaks.duration_ms);
            }}
          >
            <path className={index === 0 ? 'caller' : 'agent'} d={d} />
            <line className="now" x1={x} x2={x} y1="0" y2={HEIGHT} />
          </svg>
        </div>
      ))}
      <div className="player">
        <audio
          ref={audio}
          src={recording.link.url}
          controls
          preload="metadata"
          aria-label={words.recording}
          onTimeUpdate={(event) => follow(event.currentTarget)}
          onSeeked={(event) => follow(event.currentTarget)}
          onEnded={() => with_.onMoment(null)}
        />
        <time>{moment(momentOf(peaks, playedS))}</time>
        <a href={recording.link.url} download={`${recording.call_id}.wav`}>
          {words.download}
        </a>
      </div>
    </section>
  );
}
