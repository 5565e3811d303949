import { Skeleton } from '@mantine/core';
import { useMemo, useRef, useState } from 'react';
import { useParams } from 'react-router';
import { useCall, useHangUp, useRecording } from '../api/calls';
import { Refused } from '../api/client';
import type { Call, Spoken } from '../api/types';
import { AskingButton } from '../parts/AskingButton';
import { Empty } from '../parts/Empty';
import { useMay } from '../parts/may';
import { PageHead } from '../parts/PageHead';
import { Trouble } from '../parts/Trouble';
import { texts } from '../texts';
import { begun } from './began';
import { CallFacts } from './CallFacts';
import { Decisions, Events } from './Decisions';
import { caller, plain } from './format';
import { Orders } from './Orders';
import { playedOf } from './shape';
import { Status } from './Status';
import { Transcript } from './Transcript';
import { Waterfall } from './Waterfall';
import { Wave } from './Wave';

const words = texts.call;

export function CallPage() {
  const { id = '' } = useParams();
  const call = useCall(id);
  if (call.data === undefined) {
    if (call.error instanceof Refused && call.error.status === 404) {
      return (
        <>
          <PageHead title={texts.calls.title} back={{ to: '/calls', name: words.all }} />
          <Empty title={words.gone}>{null}</Empty>
        </>
      );
    }
    return call.error ? (
      <Trouble error={call.error} retry={() => void call.refetch()} />
    ) : (
      <Skeleton height={320} role="status" aria-label={texts.common.loading} />
    );
  }
  return (
    <>
      {call.error ? <Trouble error={call.error} stale /> : null}
      <Whole call={call.data} spoken={call.spoken} />
    </>
  );
}

function Whole({ call, spoken }: { call: Call; spoken: Spoken[] }) {
  const up = call.status !== 'ended';
  const mayControl = useMay('calls:control');
  const mayHear = useMay('recordings:read');
  const [playing, setPlaying] = useState<number | null>(null);
  const audio = useRef<HTMLAudioElement>(null);
  const sound = useRecording(call.id, call.recording !== null && mayHear).data ?? null;
  const play = (fromS: number) => {
    if (audio.current) {
      audio.current.currentTime = fromS;
      // A browser may refuse to play before the first click on the page; the moment is shown all the same.
      audio.current.play().catch(() => undefined);
    }
  };
  const lines = useMemo(() => begun(call), [call]);
  const seek = sound === null ? null : (atMs: number) => play(playedOf(sound.peaks, atMs));
  return (
    <>
      <PageHead
        title={words.title(caller(call), plain(call.to))}
        back={{ to: '/calls', name: words.all }}
        beside={<Status status={call.status} reason={call.ended_reason} />}
      >
        {up && mayControl ? <HangUp id={call.id} /> : null}
      </PageHead>
      <div className="call">
        {sound ? <Wave recording={sound.recording} peaks={sound.peaks} audio={audio} onMoment={setPlaying}
            seek={(playedMs) => play(playedMs / 1000)} /> : null}
        <Transcript lines={lines} spoken={spoken} tools={call.tool_calls} ended={!up} playing={playing}
          seek={seek} />
        <CallFacts call={call} mayRate={mayControl} />
        {up && mayControl ? <Orders id={call.id} /> : null}
        <Waterfall turns={call.turns} ended={!up} />
        <Decisions decisions={call.decisions} />
        <Events events={call.events} />
      </div>
    </>
  );
}

function HangUp({ id }: { id: string }) {
  const hangUp = useHangUp(id);
  return (
    <AskingButton
      name={hangUp.isSuccess ? words.hangingUp : words.hangUp}
      title={words.hangUpTitle}
      lead={words.hangUpLead}
      action={words.hangUp}
      order={hangUp}
      onConfirm={(done) => hangUp.mutate(undefined, { onSuccess: done })}
      button={{ variant: 'filled', color: 'red.8', disabled: hangUp.isSuccess }}
    />
  );
}
