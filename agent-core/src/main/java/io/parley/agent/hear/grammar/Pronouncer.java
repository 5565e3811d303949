package io.parley.agent.hear.grammar;

/** Guesses how a word is pronounced that no dictionary has. */
@FunctionalInterface
public interface Pronouncer {
  /** The phones of a lower-case {@code word} in the CMU set, blank-separated; empty: no idea. */
  String phones(String word);
}
