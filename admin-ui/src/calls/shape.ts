import type { Line, Peaks } from '../api/types';

/** The outline of a channel, `width` by `height` around its middle, as the d of an SVG path. */
export function outline(channel: Peaks['channels'][number], width: number, height: number): string {
  const count = channel.max.length;
  if (count === 0) {
    return '';
  }
  const x = (index: number): string => ((index * width) / count).toFixed(1);
  const y = (value: number): string => (height / 2 - (value * height) / 65_536).toFixed(1);
  const upper = channel.max.map((value, index) => `${x(index)} ${y(value)}`);
  const lower = channel.min.map((value, index) => `${x(index)} ${y(value)}`).reverse();
  return `M${[...upper, ...lower].join('L')}Z`;
}

/** The line that is being said at this moment of the call, or was said last; -1 before the first. */
export function lineAt(lines: Line[], atMs: number): number {
  return lines.findLastIndex((line) => line.at_ms <= atMs);
}

/** The moment of the call at which this second of its recording was heard. */
export function momentOf(peaks: Pick<Peaks, 'starts_ms'>, playedS: number): number {
  return peaks.starts_ms + playedS * 1000;
}

/** The second of the recording at which this moment of the call is heard. */
export function playedOf(peaks: Pick<Peaks, 'starts_ms' | 'duration_ms'>, atMs: number): number {
  return Math.min(Math.max(0, atMs - peaks.starts_ms), peaks.duration_ms) / 1000;
}
