package io.parley.agent.speak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SentencesTest {
  @Test
  void releasesASentenceWhenTheNextBegins() {
    Sentences sentences = new Sentences();
    assertThat(sentences.add("Plants make")).isEmpty();
    assertThat(sentences.add(" sugar.")).isEmpty();
    assertThat(sentences.add(" They")).containsExactly("Plants make sugar.");
    assertThat(sentences.add(" breathe!")).isEmpty();
    assertThat(sentences.end()).containsExactly("They breathe!");
    assertThat(sentences.end()).isEmpty();
  }

  @Test
  void givesTheSameSentencesForEveryCutOfTheText() {
    String text =
        "Dr. Smith lives in the U.S. He paid 3.14 dollars, e.g. at shop.example.com! \"Was it"
            + " much?\" Yes. No. 5 is in /etc/conf.d/a.b and at https://a.example/b.html. Wait..."
            + " what? Done";
    List<String> whole = cut(text, text.length());
    for (int size = 1; size < 12; size++) {
      assertThat(cut(text, size)).as("pieces of %s", size).isEqualTo(whole);
    }
    assertThat(whole)
        .containsExactly(
            "Dr. Smith lives in the U.S.",
            "He paid 3.14 dollars, e.g. at shop.example.com!",
            "\"Was it much?\"",
            "Yes.",
            "No. 5 is in /etc/conf.d/a.b and at https://a.example/b.html.",
            "Wait... what?",
            "Done");
  }

  @Test
  void keepsAbbreviationsTogether() {
    assertThat(all("Mr. and Mrs. Fox met Prof. Stone at St. Paul. Then they left."))
        .containsExactly("Mr. and Mrs. Fox met Prof. Stone at St. Paul.", "Then they left.");
    assertThat(all("The U.S. Army came. J. R. R. Tolkien wrote, i.e. He wrote."))
        .containsExactly("The U.S. Army came.", "J. R. R. Tolkien wrote, i.e. He wrote.");
    assertThat(all("It starts at 5 p.m. The end."))
        .containsExactly("It starts at 5 p.m.", "The end.");
    assertThat(all("Apples, pears, etc. Then cake."))
        .containsExactly("Apples, pears, etc.", "Then cake.");
  }

  @Test
  void takesNoForAWordUnlessANumberFollows() {
    assertThat(all("No. That is not it. See No. 7 on p. 3. I know that I. Really."))
        .containsExactly(
            "No.", "That is not it.", "See No. 7 on p. 3.", "I know that I.", "Really.");
  }

  @Test
  void keepsDecimalsVersionsAddressesAndPathsWhole() {
    assertThat(all("Pi is 3.14159. Use v2.0.1 of a.b. Mail me@x.example. Open C:\\a\\b.txt. End"))
        .containsExactly(
            "Pi is 3.14159.",
            "Use v2.0.1 of a.b.",
            "Mail me@x.example.",
            "Open C:\\a\\b.txt.",
            "End");
  }

  @Test
  void keepsAListNumberWithItsItemAndEndsItemsAtLineBreaks() {
    assertThat(
            all("Steps:\n1. Take water\n2. Add sun. Wait\n- stir\n* **serve**\n\nThere were 3. Ok"))
        .containsExactly(
            "Steps:",
            "1. Take water",
            "2. Add sun.",
            "Wait",
            "stir",
            "serve",
            "There were 3.",
            "Ok");
  }

  @Test
  void endsASentenceBehindItsClosingQuote() {
    assertThat(all("He said \"Go.\" (She went.) They called it ‘sugar.’ Right"))
        .containsExactly("He said \"Go.\"", "(She went.)", "They called it ‘sugar.’", "Right");
  }

  @Test
  void endsChineseSentencesWithoutABlank() {
    assertThat(all("你好。再见！")).containsExactly("你好。", "再见！");
  }

  @Test
  void dropsMarkdownAndEmoji() {
    assertThat(all("**Great** job! 🎉 The `leaf` is *green* 🌿. See [this](http://x.example/a)."))
        .containsExactly("Great job!", "The leaf is green .", "See this.");
    assertThat(all("# Title\nsnake_case stays and 2 * 3 too. 👍\n```java\n"))
        .containsExactly("Title", "snake_case stays and 2 * 3 too.");
  }

  @Test
  void releasesALongFirstSentenceAtAClauseBorderOnly() {
    Sentences sentences = new Sentences();
    String first = "When the sun shines on the green leaves of a plant, the";
    assertThat(sentences.add(first)).isEmpty();
    assertThat(sentences.add(" plant begins to make"))
        .containsExactly("When the sun shines on the green leaves of a plant,");
    assertThat(
            sentences.add(" sugar from water and from carbon dioxide, which comes from the air,"))
        .as("only the first is released early")
        .isEmpty();
    assertThat(sentences.end()).hasSize(1);
  }

  @Test
  void cutsAtAWordWhenASentenceNeverEnds() {
    Sentences sentences = new Sentences();
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 1500; i++) {
      all.addAll(sentences.add("word "));
    }
    all.addAll(sentences.end());
    assertThat(all).allMatch(s -> s.length() <= Sentences.CAP_CHARS && s.endsWith("word"));
    assertThat(String.join(" ", all).split(" ")).hasSize(1500);
    assertThat(all("x".repeat(4500))).hasSize(3);
  }

  @Test
  void neverSplitsASurrogatePairAtTheCap() {
    for (String sentence : all("𝒳".repeat(3000))) {
      assertThat(sentence.codePoints().filter(c -> c != 0x1D4B3)).isEmpty();
    }
  }

  private static List<String> all(String text) {
    Sentences sentences = new Sentences();
    List<String> all = new ArrayList<>(sentences.add(text));
    all.addAll(sentences.end());
    return all;
  }

  private static List<String> cut(String text, int size) {
    Sentences sentences = new Sentences();
    List<String> all = new ArrayList<>();
    for (int i = 0; i < text.length(); i += size) {
      all.addAll(sentences.add(text.substring(i, Math.min(text.length(), i + size))));
    }
    all.addAll(sentences.end());
    return all;
  }
}
