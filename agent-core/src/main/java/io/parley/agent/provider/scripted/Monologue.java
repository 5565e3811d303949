package io.parley.agent.provider.scripted;

import java.util.Arrays;

/** The text of the monologue, told over and over. */
final class Monologue {
  private static final String TEXT =
      """
      Before there were telephones, people who lived far apart wrote letters and waited. \
      A letter took days, sometimes weeks, and an answer took as long again. \
      Then somebody found that a wire could carry a knock, and that knocks could be letters. \
      The telegraph was born, and for the first time news travelled faster than any horse. \
      Still, nobody could hear the voice of a friend in another town. \
      A voice is a trembling of the air, and a wire knows nothing about air. \
      So inventors stretched a thin skin over a box and let the skin push a needle. \
      When somebody spoke, the skin trembled, and the current in the wire trembled with it. \
      At the other end a magnet pulled on another skin, and the air began to tremble again. \
      It was faint, and it crackled, but it was a voice, and people wept when they heard it. \
      Soon there were wires along every street, and rooms full of people who joined them by hand. \
      You told a stranger whom you wished to speak to, and she put a plug into a hole. \
      Later, machines learned to do this by counting the clicks of a turning dial. \
      The wires grew into cables, and the cables crossed the bottom of the sea. \
      To save copper, engineers cut the voice into thousands of small numbers every second. \
      Eight thousand numbers are enough to know who is speaking and what is meant. \
      The numbers travel in small parcels, and each parcel holds a fiftieth of a second. \
      Some parcels arrive late, some arrive twice, and some are lost on the way. \
      The listener never notices, because a careful machine puts them into order again. \
      Today a voice may run through glass, through the air, or by way of a satellite. \
      And yet the heart of it is the same as it was on the very first day. \
      Somebody speaks, a thin skin trembles, and far away another one trembles too. \
      What has changed is who may answer, for now a machine can listen as well. \
      It waits until you have finished, thinks for a moment, and speaks in its turn. \
      A good one stops at once when you begin to talk, as any polite person would. \
      Then it listens, and when you are done it picks up the thread and goes on.\
      """;

  private static final String[] WORDS = words(TEXT);
  private static final int ROUNDS = 5;

  private Monologue() {}

  /** Words in one round. */
  static int length() {
    return WORDS.length;
  }

  /** The words of {@code text}. */
  static String[] words(String text) {
    return text.isBlank() ? new String[0] : text.strip().split("\\s+", -1);
  }

  /** The monologue from word {@code at}: the rest of this round, and some more rounds. */
  static String from(int at) {
    StringBuilder text = new StringBuilder(rest(at));
    for (int round = 1; round < ROUNDS; round++) {
      text.append(' ').append(rest(0));
    }
    return text.toString();
  }

  private static String rest(int at) {
    return String.join(" ", Arrays.copyOfRange(WORDS, at, WORDS.length));
  }
}
