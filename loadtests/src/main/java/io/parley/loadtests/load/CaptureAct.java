package io.parley.loadtests.load;

import java.nio.ByteBuffer;

/**
 * Keeps everything the agent sends, by RTP timestamp, and sends a phrase now and then, or all the
 * time, or never. Owned by the media loop; its room is fixed at construction and what exceeds it is
 * left out.
 */
final class CaptureAct implements CallerAct {
  private static final int FRAME = 160;
  private static final byte SILENCE = (byte) 0xFF;

  private final Stimuli.Phrase phrase;
  private final int everySlots;
  private final byte[] heard;
  private final long[] arrivalsNs;
  private final long[] onsetsNs = new long[10_000];
  private int onsets;
  private int lead;
  private int frame;
  private int waitSlots;
  private boolean measuring;
  private boolean begun;
  private int firstTimestamp;
  private int end;

  /**
   * A caller that keeps {@code seconds} of the agent.
   *
   * @param everySlots pause between two sendings of the phrase; 0 sends it without end, negative
   *     never
   */
  CaptureAct(Stimuli.Phrase phrase, int everySlots, int leadSlots, int seconds) {
    this.phrase = phrase;
    this.everySlots = everySlots;
    this.lead = leadSlots;
    this.heard = new byte[seconds * 8_000];
    this.arrivalsNs = new long[seconds * 50];
    java.util.Arrays.fill(heard, SILENCE);
  }

  @Override
  public int next(long nowNs) {
    boolean idle = everySlots < 0 || (everySlots > 0 && !measuring);
    if (idle) {
      return 0;
    }
    if (lead > 0) {
      lead--;
      return 0;
    }
    if (waitSlots > 0) {
      waitSlots--;
      return 0;
    }
    return phrase.firstFrame() + frame;
  }

  @Override
  public void onSent(long sentNs) {
    boolean speaking =
        everySlots >= 0 && waitSlots == 0 && lead == 0 && (everySlots == 0 || measuring);
    if (!speaking) {
      return;
    }
    if (frame == 0 && onsets < onsetsNs.length) {
      onsetsNs[onsets++] = sentNs;
    }
    frame++;
    if (frame == phrase.frames()) {
      frame = 0;
      waitSlots = everySlots;
    }
  }

  @Override
  public void onAudio(ByteBuffer packet, int payloadAt, int samples, boolean loud, long arrivalNs) {
    int timestamp = packet.getInt(4);
    if (!begun) {
      begun = true;
      firstTimestamp = timestamp;
    }
    long at = (long) timestamp - firstTimestamp;
    if (at < 0 || at + samples > heard.length) {
      return;
    }
    for (int n = 0; n < samples; n++) {
      heard[(int) at + n] = packet.get(payloadAt + n);
    }
    arrivalsNs[(int) at / FRAME] = arrivalNs;
    end = Math.max(end, (int) at + samples);
  }

  @Override
  public boolean listens() {
    return false;
  }

  @Override
  public void startMeasuring() {
    measuring = true;
  }

  /** What the agent sent, as µ-law codes from its first packet on. After the loop's end. */
  byte[] heard() {
    return java.util.Arrays.copyOf(heard, end);
  }

  /** When the packet with this sample came. */
  long arrivalNs(int sample) {
    return arrivalsNs[Math.min(sample / FRAME, arrivalsNs.length - 1)];
  }

  /** How often the phrase has been begun. */
  int onsets() {
    return onsets;
  }

  /** When the phrase was begun for the {@code index}-th time. */
  long onsetNs(int index) {
    return onsetsNs[index];
  }
}
