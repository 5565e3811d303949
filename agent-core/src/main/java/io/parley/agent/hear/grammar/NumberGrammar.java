package io.parley.agent.hear.grammar;

import java.util.Set;

/** Numbers as a JSGF grammar, tight so that no loose sequence of digits swallows a question. */
final class NumberGrammar {
  /** Every word that is part of a number. */
  static final Set<String> WORDS =
      Set.of(
          ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
                  + " fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty"
                  + " seventy eighty ninety hundred thousand million billion point")
              .split(" ", -1));

  /** Every word that names a part of a whole. */
  static final Set<String> FRACTION_WORDS =
      Set.of(
          ("half halves third thirds quarter quarters fourth fourths fifth fifths sixth sixths"
                  + " seventh sevenths eighth eighths ninth ninths tenth tenths twelfth twelfths"
                  + " over")
              .split(" ", -1));

  /** The rules of {@code <number>} without fractions. */
  static final String INTEGERS =
      """
      <unit> = one | two | three | four | five | six | seven | eight | nine;
      <teen> = ten | eleven | twelve | thirteen | fourteen | fifteen | sixteen | seventeen | eighteen | nineteen;
      <tens> = twenty | thirty | forty | fifty | sixty | seventy | eighty | ninety;
      <below_hundred> = <unit> | <teen> | <tens> [<unit>];
      <below_thousand> = <below_hundred> | (<unit> | a) hundred [[and] <below_hundred>];
      <integer> = zero | <below_thousand> | <below_hundred> (thousand | million | billion) | <below_hundred> point <unit>;
      """;

  /** The rule of {@code <fraction>}. */
  static final String FRACTIONS =
      """
      <part> = half | halves | third | thirds | quarter | quarters | fourth | fourths | fifth | fifths | sixth | sixths | seventh | sevenths | eighth | eighths | ninth | ninths | tenth | tenths | twelfth | twelfths;
      <fraction> = (a | <unit> | ten | eleven) <part> | <below_hundred> over <below_hundred> | <unit> and (a | <unit>) <part>;
      """;

  private NumberGrammar() {}
}
