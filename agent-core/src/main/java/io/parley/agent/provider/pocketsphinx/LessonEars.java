package io.parley.agent.provider.pocketsphinx;

import io.parley.agent.hear.grammar.ArpaModel;
import io.parley.agent.hear.grammar.LessonLanguage;
import io.parley.agent.hear.grammar.PhoneBook;
import io.parley.agent.hear.grammar.Pronouncer;
import io.parley.kernel.route.LessonContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What decoders need to hear one lesson: its language and the files made of it. Immutable; made
 * once per lesson.
 */
record LessonEars(
    LessonLanguage language,
    Set<String> pairs,
    Path grammarDictionary,
    Path modelDictionary,
    Path model) {
  /** Writes the files of {@code lesson} under {@code folder}. */
  static LessonEars make(
      @Nullable LessonContent lesson,
      Path folder,
      Path dictionary,
      Set<String> frequent,
      Pronouncer pronouncer)
      throws IOException {
    LessonLanguage language = LessonLanguage.of(lesson);
    ArpaModel model = language.model();
    String arpa = model.arpa();
    Map<String, String> own = lesson == null ? Map.of() : lesson.phonesByWord();
    Set<String> words = new TreeSet<>(language.grammarWords());
    words.addAll(model.vocabulary());
    String name =
        (lesson == null ? "none" : lesson.name().replaceAll("[^a-z0-9-]", "_"))
            + "-"
            + HexFormat.of().toHexDigits(arpa.hashCode() ^ own.hashCode());
    Files.createDirectories(folder);
    Path grammarDictionary = folder.resolve(name + ".words.dict");
    Files.writeString(grammarDictionary, PhoneBook.subset(dictionary, words, own, pronouncer));
    words.addAll(frequent);
    Path modelDictionary = folder.resolve(name + ".all.dict");
    Files.writeString(modelDictionary, PhoneBook.subset(dictionary, words, own, pronouncer));
    Path modelFile = folder.resolve(name + ".lm");
    Files.writeString(modelFile, arpa);
    return new LessonEars(language, model.pairs(), grammarDictionary, modelDictionary, modelFile);
  }
}
