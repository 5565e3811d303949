package io.parley.agent.provider.scripted;

import java.util.Locale;
import java.util.Map;

/**
 * Delays to be simulated in each stage, in milliseconds, from the SIP header {@code X-Parley-Sim:
 * stt=0,llm=0,tts=0,record=0}.
 *
 * @param recordingDays for how many days a recording of the call is kept; 0: it is not recorded
 */
record SimDelays(int sttMs, int llmMs, int ttsMs, int recordingDays) {
  static final String HEADER = "x-parley-sim";
  static final SimDelays NONE = new SimDelays(0, 0, 0, 0);
  private static final int MOST_MS = 60_000;
  private static final int MOST_DAYS = 30;

  /**
   * Reads the header; what it does not name, or names wrongly, is 0. Headers count on loopback
   * only.
   */
  static SimDelays of(Map<String, String> headers, boolean loopback) {
    String value = headers.get(HEADER);
    if (value == null || !loopback) {
      return NONE;
    }
    int stt = 0;
    int llm = 0;
    int tts = 0;
    int record = 0;
    for (String part : value.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] pair = part.strip().split("=", 2);
      int ms = pair.length == 2 ? millis(pair[1].strip()) : 0;
      switch (pair[0].strip()) {
        case "stt" -> stt = ms;
        case "llm" -> llm = ms;
        case "tts" -> tts = ms;
        case "record" -> record = Math.min(ms, MOST_DAYS);
        default -> {}
      }
    }
    return new SimDelays(stt, llm, tts, record);
  }

  private static int millis(String digits) {
    boolean number = !digits.isEmpty() && digits.length() <= 6;
    for (int i = 0; i < digits.length(); i++) {
      number &= Character.isDigit(digits.charAt(i));
    }
    return number ? Math.min(MOST_MS, Integer.parseInt(digits)) : 0;
  }
}
