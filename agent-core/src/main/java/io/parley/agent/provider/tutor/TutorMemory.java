package io.parley.agent.provider.tutor;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the tutor remembers of one call, between a turn and the next as strings. Made for one reply,
 * changed by the thread that decides it; keys of others in the same map are kept.
 */
final class TutorMemory {
  private static final String PREFIX = "tutor.";

  /** What the last reply asked for. */
  enum Pending {
    /** Nothing in particular. */
    NOTHING,
    /** The answer to the question under way. */
    ANSWER,
    /** Yes or no: did the caller ask about {@link #topic}? */
    CONFIRM_TOPIC,
    /** Yes or no: did the caller answer {@link #heard}? */
    CONFIRM_ANSWER,
    /** Yes or no: another question? */
    OFFER_QUESTION,
    /** Yes or no: the next key point? */
    OFFER_NEXT,
    /** Yes or no: an example of {@link #topic}? */
    OFFER_EXAMPLE,
    /** Yes or no: begin anew? */
    OFFER_AGAIN;

    /** Whether yes and no answer it. */
    boolean isYesOrNo() {
      return this != NOTHING && this != ANSWER;
    }

    /** Its name where rules are named: {@code offer-example}. */
    String rule() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  Pending pending;

  /** Name of the lesson the caller changed to; empty for the one of the call. */
  String lesson;

  /** Index of the key point talked about last, or -1. */
  int topic;

  /** How many examples of {@link #topic} were given. */
  int examples;

  /** Index of the key point explained last in the lesson's own order, or -1. */
  int point;

  /** Index of the question under way, or -1. */
  int question;

  /** Wrong answers to it, and hints given, each from 0. */
  int tries;

  int hints;

  /** How often the answer to it was not heard well, from 0. */
  int unsure;

  /** The answer to be confirmed. */
  String heard;

  /** Questions that are over, and how many of them were answered right. */
  Set<Integer> done;

  int right;

  /** Turns in a row in which nothing was found for what the caller said. */
  int misses;

  /** Replies so far; varies the wording. */
  int turns;

  /** Whether the caller wants one question after the other. */
  boolean series;

  /** Whether the caller was told about the keys. */
  boolean keysTold;

  /** The topic the tutor was last told to turn to. */
  String told;

  /** What was said last. */
  String last;

  /** Which rule decided the last reply: for people who look at why. */
  String rule;

  private final Map<String, String> foreign;

  TutorMemory(Map<String, String> stored) {
    foreign = new HashMap<>(stored);
    foreign.keySet().removeIf(key -> key.startsWith(PREFIX));
    pending = pending(stored.getOrDefault(PREFIX + "pending", ""));
    lesson = stored.getOrDefault(PREFIX + "lesson", "");
    topic = number(stored, "topic", -1);
    examples = number(stored, "examples", 0);
    point = number(stored, "point", -1);
    question = number(stored, "question", -1);
    tries = number(stored, "tries", 0);
    hints = number(stored, "hints", 0);
    unsure = number(stored, "unsure", 0);
    heard = stored.getOrDefault(PREFIX + "heard", "");
    done = numbers(stored.getOrDefault(PREFIX + "done", ""));
    right = number(stored, "right", 0);
    misses = number(stored, "misses", 0);
    turns = number(stored, "turns", 0);
    series = stored.containsKey(PREFIX + "series");
    keysTold = stored.containsKey(PREFIX + "keys-told");
    told = stored.getOrDefault(PREFIX + "told", "");
    last = stored.getOrDefault(PREFIX + "last", "");
    rule = "";
  }

  /** Forgets the course of the lesson, not what the caller has been told about the telephone. */
  void startOver() {
    pending = Pending.NOTHING;
    topic = -1;
    examples = 0;
    point = -1;
    done.clear();
    right = 0;
    series = false;
    misses = 0;
    leaveQuestion();
  }

  /** No question is under way any more. */
  void leaveQuestion() {
    question = -1;
    tries = 0;
    hints = 0;
    unsure = 0;
    heard = "";
  }

  /** All of it as strings. */
  Map<String, String> stored() {
    Map<String, String> map = new HashMap<>(foreign);
    map.put(PREFIX + "pending", pending.name().toLowerCase(Locale.ROOT));
    map.put(PREFIX + "topic", Integer.toString(topic));
    map.put(PREFIX + "examples", Integer.toString(examples));
    map.put(PREFIX + "point", Integer.toString(point));
    map.put(PREFIX + "question", Integer.toString(question));
    map.put(PREFIX + "tries", Integer.toString(tries));
    map.put(PREFIX + "hints", Integer.toString(hints));
    map.put(PREFIX + "unsure", Integer.toString(unsure));
    map.put(PREFIX + "right", Integer.toString(right));
    map.put(PREFIX + "misses", Integer.toString(misses));
    map.put(PREFIX + "turns", Integer.toString(turns));
    map.put(PREFIX + "done", done.stream().map(String::valueOf).collect(Collectors.joining(",")));
    putText(map, "lesson", lesson);
    putText(map, "heard", heard);
    putText(map, "told", told);
    putText(map, "last", last);
    putText(map, "rule", rule);
    putText(map, "series", series ? "yes" : "");
    putText(map, "keys-told", keysTold ? "yes" : "");
    return Map.copyOf(map);
  }

  private static void putText(Map<String, String> map, String key, String text) {
    if (!text.isEmpty()) {
      map.put(PREFIX + key, text);
    }
  }

  private static Pending pending(String text) {
    for (Pending pending : Pending.values()) {
      if (pending.name().equalsIgnoreCase(text)) {
        return pending;
      }
    }
    return Pending.NOTHING;
  }

  /** A number that was stored; what cannot be read counts as not stored. */
  private static int number(Map<String, String> stored, String key, int otherwise) {
    String text = stored.getOrDefault(PREFIX + key, "");
    return text.matches("-?\\d{1,6}") ? Integer.parseInt(text) : otherwise;
  }

  private static Set<Integer> numbers(String text) {
    Set<Integer> numbers = new TreeSet<>();
    for (String part : text.split(",", -1)) {
      if (part.matches("\\d{1,6}")) {
        numbers.add(Integer.parseInt(part));
      }
    }
    return numbers;
  }
}
