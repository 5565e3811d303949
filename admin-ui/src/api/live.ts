import { useEffect, useRef, useState } from 'react';
import { ROOT } from './client';

/** What a stream tells; `data` is as docs/integrators.md says for its `type`. */
export interface LiveEvent {
  type: string;
  call_id: string;
  at: string;
  data: unknown;
}

const TYPES = [
  'call.started',
  'call.answered',
  'words.spoken',
  'turn.completed',
  'turn.decided',
  'operator.said',
  'context.updated',
  'tool.called',
  'digit.pressed',
  'provider.used',
  'quality.measured',
  'recording.ready',
  'call.ended',
  'stream.reset',
];

/**
 * Follows a stream of live events while `wanted`. Answers whether it is up: while it is not, whoever
 * asks must poll. The browser connects again by itself and goes on after the last event it has seen
 * (Last-Event-ID).
 */
export function useLive(path: string, wanted: boolean, onEvent: (event: LiveEvent) => void): boolean {
  const [up, setUp] = useState(false);
  const tell = useRef(onEvent);
  tell.current = onEvent;
  useEffect(() => {
    if (!wanted) {
      return undefined;
    }
    const stream = new EventSource(ROOT + path);
    const told = ({ data }: MessageEvent<string>) => tell.current(JSON.parse(data) as LiveEvent);
    stream.onopen = () => setUp(true);
    stream.onerror = () => setUp(false);
    TYPES.forEach((type) => stream.addEventListener(type, told));
    return () => {
      stream.close();
      setUp(false);
    };
  }, [path, wanted]);
  return up;
}
