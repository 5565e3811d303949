package io.parley.agent.hear.grammar;

import io.parley.agent.hear.Expectation;
import io.parley.kernel.route.LessonContent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The language of one lesson: which sentences its callers are likely to say, as grammars and as a
 * language model. Immutable once made; building takes some ten milliseconds.
 */
public final class LessonLanguage {
  private static final int MAX_ITEMS = 400;

  private final @Nullable LessonContent lesson;
  private final Set<String> terms = new LinkedHashSet<>();
  private final Set<String> topics = new LinkedHashSet<>();
  private final Set<String> answers = new LinkedHashSet<>();
  private final boolean numbers;
  private final boolean fractions;

  private LessonLanguage(@Nullable LessonContent lesson) {
    this.lesson = lesson;
    if (lesson != null) {
      collect(lesson);
    }
    Set<String> all = new TreeSet<>();
    answers.forEach(answer -> all.addAll(Words.of(answer)));
    numbers = all.stream().anyMatch(NumberGrammar.WORDS::contains);
    fractions =
        texts().stream()
            .flatMap(text -> Words.of(text).stream())
            .anyMatch(word -> !word.equals("over") && NumberGrammar.FRACTION_WORDS.contains(word));
  }

  /** The language of {@code lesson}; of the commands alone when there is none. */
  public static LessonLanguage of(@Nullable LessonContent lesson) {
    return new LessonLanguage(lesson);
  }

  private void collect(LessonContent from) {
    addPlain(terms, List.of(from.title()));
    for (LessonContent.Point point : from.keyPoints()) {
      addPlain(terms, List.of(point.term()));
      addPlain(terms, point.aliases());
    }
    for (LessonContent.Question question : from.questions()) {
      addPlain(answers, question.accepted());
    }
    for (String text : texts()) {
      for (String word : Words.of(text)) {
        if (!Words.STOP_WORDS.contains(word) && word.length() > 2) {
          topics.add(word);
        }
      }
    }
  }

  private static void addPlain(Set<String> to, Collection<String> texts) {
    for (String text : texts) {
      String plain = Words.plain(text);
      if (!plain.isEmpty() && to.size() < MAX_ITEMS) {
        to.add(plain);
      }
    }
  }

  private List<String> texts() {
    List<String> texts = new ArrayList<>();
    LessonContent from = lesson;
    if (from == null) {
      return texts;
    }
    texts.add(from.title());
    texts.addAll(from.objectives());
    for (LessonContent.Point point : from.keyPoints()) {
      texts.add(point.term());
      texts.addAll(point.aliases());
      texts.add(point.explanation());
      texts.addAll(point.examples());
    }
    for (LessonContent.Question question : from.questions()) {
      texts.add(question.ask());
      texts.addAll(question.accepted());
      texts.addAll(question.hints());
      texts.add(question.explanation());
    }
    return texts;
  }

  /** The language model of the lesson. */
  public ArpaModel model() {
    ArpaModel model = new ArpaModel();
    for (String text : texts()) {
      for (String sentence : text.split("(?<=[.!?])\\s+", -1)) {
        model.add(Words.of(sentence), 1);
        for (String clause : sentence.split("[,;:]\\s+", -1)) {
          model.add(Words.of(clause), 0.5);
        }
      }
    }
    Phrases.COMMANDS.forEach(phrase -> model.add(Words.split(phrase), 4));
    Phrases.YES_NO.forEach(phrase -> model.add(Words.split(phrase), 4));
    Set<String> items = new LinkedHashSet<>(answers);
    items.addAll(terms);
    for (String item : items) {
      model.add(Words.split(item), 8);
      for (String carrier : Phrases.CARRIERS) {
        model.add(Words.split(carrier + " " + item), 0.5);
      }
    }
    addQuestions(model, terms, 1);
    addQuestions(model, topics, 0.2);
    if (numbers) {
      for (String word : NumberGrammar.WORDS) {
        model.add(List.of(word), 0.5);
      }
    }
    return model;
  }

  private static void addQuestions(ArpaModel model, Set<String> about, double weight) {
    for (String term : about) {
      for (String question : Phrases.QUESTIONS) {
        model.add(Words.split(question.replace("*", term)), weight);
      }
    }
  }

  /** The grammar of what is expected now, as JSGF. */
  public String grammar(Expectation expectation) {
    Expectation.Kind kind = expectation.kind();
    Set<String> phrases = new LinkedHashSet<>();
    addPlain(phrases, expectation.phrases());
    boolean withNumbers =
        kind == Expectation.Kind.NUMBER
            || (kind == Expectation.Kind.ANSWER && phrases.stream().anyMatch(this::isNumber));
    boolean withTerms = kind == Expectation.Kind.OPEN || kind == Expectation.Kind.ANSWER;
    StringBuilder out = new StringBuilder("#JSGF V1.0;\ngrammar speech;\n");
    List<String> choices = new ArrayList<>(List.of("<command>", "<agree>"));
    rule(out, "command", Phrases.COMMANDS);
    rule(out, "agree", Phrases.YES_NO);
    Set<String> items = new LinkedHashSet<>(phrases);
    if (withTerms) {
      items.addAll(answers);
      items.addAll(terms);
    }
    rule(out, "carrier", Phrases.CARRIERS);
    if (!items.isEmpty()) {
      rule(out, "item", items);
      choices.add("[<carrier>] <item>");
    }
    if (withTerms && !terms.isEmpty()) {
      rule(out, "name", terms);
      out.append("<term> = [a | an | the] <name>;\n");
      rule(
          out,
          "question",
          Phrases.QUESTIONS.stream().map(text -> text.replace("*", "<term>")).toList());
      choices.add("<question>");
    }
    if (withNumbers) {
      out.append(NumberGrammar.INTEGERS);
      rule(out, "number_carrier", Phrases.NUMBER_CARRIERS);
      choices.add("[<number_carrier>] <integer>");
    }
    if (withNumbers && fractions) {
      out.append(NumberGrammar.FRACTIONS);
      choices.add("[<number_carrier>] <fraction>");
    }
    return out.append("public <speech> = ")
        .append(String.join(" | ", choices))
        .append(";\n")
        .toString();
  }

  private boolean isNumber(String phrase) {
    return Words.of(phrase).stream()
        .anyMatch(word ->
            NumberGrammar.WORDS.contains(word) || NumberGrammar.FRACTION_WORDS.contains(word));
  }

  private static void rule(StringBuilder out, String name, Collection<String> alternatives) {
    out.append('<').append(name).append("> = ");
    out.append(String.join(" | ", alternatives)).append(";\n");
  }

  /** Every word the grammars can use, whatever is expected. */
  public Set<String> grammarWords() {
    Set<String> words = new TreeSet<>(NumberGrammar.WORDS);
    words.addAll(NumberGrammar.FRACTION_WORDS);
    for (Expectation.Kind kind : Expectation.Kind.values()) {
      words.addAll(wordsOf(grammar(new Expectation(kind, List.of()))));
    }
    return words;
  }

  /** The words a JSGF text uses. */
  public static Set<String> wordsOf(String jsgf) {
    Set<String> words = new TreeSet<>();
    for (String line : jsgf.split("\n", -1)) {
      int equals = line.indexOf(" = ");
      if (equals > 0) {
        for (String word :
            line.substring(equals + 3).replaceAll("<[^>]*>", " ").split("[^a-z']+", -1)) {
          words.add(word);
        }
      }
    }
    words.remove("");
    return words;
  }

  /**
   * How much of {@code text} the lesson's language knows: the share of neighbouring words that are
   * among {@code pairs} ({@link ArpaModel#pairs}), 0 to 1.
   */
  public static double familiarity(String text, Set<String> pairs) {
    if (text.isEmpty()) {
      return 0;
    }
    int known = 0;
    int all = 0;
    String before = "<s>";
    for (String word : Words.split(text)) {
      known += pairs.contains(before + " " + word) ? 1 : 0;
      all++;
      before = word;
    }
    return (double) known / all;
  }
}
