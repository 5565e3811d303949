package io.parley.kernel.media;

import io.parley.kernel.id.LegId;

/** What the media engine tells signalling about a leg; delivered off the media loop. */
public sealed interface MediaEvent {
  /** The leg concerned. */
  LegId leg();

  /** No packet has come for {@code silentMs} although the leg receives. */
  record LineSilent(LegId leg, long silentMs) implements MediaEvent {}

  /** The leg is closed; this is how it went. */
  record LegClosed(LegId leg, MediaQuality quality) implements MediaEvent {}

  /** Where signalling takes these events; must return at once. */
  @FunctionalInterface
  interface Listener {
    /** Takes one event. */
    void on(MediaEvent event);
  }
}
