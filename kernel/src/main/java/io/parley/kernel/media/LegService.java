package io.parley.kernel.media;

/** What is done with the audio of a leg. */
public enum LegService {
  /** An agent hears it and speaks. */
  AGENT,
  /** The caller hears himself (number 9196). */
  ECHO,
  /** 1004 Hz at 0 dBm0 (number 9197). */
  MILLIWATT
}
