package io.parley.agent.provider.sphinx4;

import io.parley.agent.hear.Expectation;
import io.parley.agent.hear.grammar.ArpaModel;
import io.parley.agent.hear.grammar.LessonLanguage;
import io.parley.agent.hear.grammar.PhoneBook;
import io.parley.agent.hear.grammar.Pronouncer;
import io.parley.kernel.route.LessonContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One lesson as files Sphinx-4 can load: dictionary, language model, a grammar for each kind of
 * expectation. Immutable; made once per lesson.
 *
 * @param grammars the folder with the grammars, named by {@link #grammarName}
 */
record LessonFiles(Path dictionary, Path model, Path grammars, Set<String> pairs) {
  /** Writes the files of {@code lesson} under {@code folder}. */
  static LessonFiles make(
      @Nullable LessonContent lesson, Path folder, Path fullDictionary, Pronouncer pronouncer)
      throws IOException {
    LessonLanguage language = LessonLanguage.of(lesson);
    ArpaModel model = language.model();
    String arpa = model.arpa();
    String name =
        (lesson == null ? "none" : lesson.name().replaceAll("[^a-z0-9-]", "_"))
            + "-"
            + HexFormat.of().toHexDigits(arpa.hashCode());
    Path own = Files.createDirectories(folder.resolve(name));
    Set<String> words = new TreeSet<>(language.grammarWords());
    words.addAll(model.vocabulary());
    Map<String, String> spoken = lesson == null ? Map.of() : lesson.phonesByWord();
    LessonFiles files =
        new LessonFiles(own.resolve("words.dict"), own.resolve("lesson.lm"), own, model.pairs());
    Files.writeString(
        files.dictionary(), PhoneBook.subset(fullDictionary, words, spoken, pronouncer));
    Files.writeString(files.model(), arpa);
    for (Expectation.Kind kind : Expectation.Kind.values()) {
      Files.writeString(
          own.resolve(grammarName(kind) + ".gram"),
          language.grammar(new Expectation(kind, List.of())));
    }
    return files;
  }

  /** The name of the grammar for {@code kind}. */
  static String grammarName(Expectation.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
