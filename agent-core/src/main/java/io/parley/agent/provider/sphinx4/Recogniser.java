package io.parley.agent.provider.sphinx4;

import edu.cmu.sphinx.api.Configuration;
import edu.cmu.sphinx.api.Context;
import edu.cmu.sphinx.decoder.ResultListener;
import edu.cmu.sphinx.frontend.util.StreamDataSource;
import edu.cmu.sphinx.jsgf.JSGFGrammar;
import edu.cmu.sphinx.recognizer.Recognizer;
import edu.cmu.sphinx.result.Result;
import edu.cmu.sphinx.util.props.PropertySheet;
import io.parley.agent.hear.Expectation;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One Sphinx-4 recogniser for one lesson, either with its language model or with its grammars.
 * Touched by one thread at a time; whoever borrowed it owns it until it is given back.
 */
final class Recogniser {
  private static final String CONFIGURATION =
      "resource:/io/parley/agent/provider/sphinx4/recogniser.xml";
  private static final String ACOUSTIC_MODEL = "resource:/edu/cmu/sphinx/models/en-us/en-us";
  private static final Logger NOISE = Logger.getLogger("edu.cmu.sphinx");

  private final Context context;
  private final Recognizer recognizer;
  private final boolean byGrammar;
  private String grammar = LessonFiles.grammarName(Expectation.Kind.OPEN);

  /** Loads one, which takes seconds; {@code byGrammar}: listen for the grammars only. */
  Recogniser(LessonFiles files, boolean byGrammar) {
    NOISE.setLevel(Level.OFF);
    this.byGrammar = byGrammar;
    Configuration settings = new Configuration();
    settings.setAcousticModelPath(ACOUSTIC_MODEL);
    settings.setDictionaryPath(files.dictionary().toUri().toString());
    settings.setSampleRate(16000);
    settings.setUseGrammar(byGrammar);
    if (byGrammar) {
      settings.setGrammarPath(files.grammars().toUri().toString());
      settings.setGrammarName(grammar);
    } else {
      settings.setLanguageModelPath(files.model().toUri().toString());
    }
    try {
      context = new Context(CONFIGURATION, settings);
    } catch (IOException failure) {
      throw new IllegalStateException("sphinx4 does not load", failure);
    }
    recognizer = context.getInstance(Recognizer.class);
    context.getInstance(StreamDataSource.class).setInputStream(InputStream.nullInputStream());
    recognizer.allocate();
  }

  /** What was heard, and how well it fits: the score of the path per frame. */
  record Heard(String text, double scorePerFrame) {}

  /** Listens until {@code stream} ends. Blocks; partial results go to {@code partial}. */
  Heard listen(InputStream stream, Expectation.Kind expected, Consumer<String> partial) {
    if (byGrammar) {
      choose(LessonFiles.grammarName(expected));
    }
    context.setSpeechSource(stream);
    ResultListener listener = new Partials(partial);
    recognizer.addResultListener(listener);
    try {
      Result result = recognizer.recognize();
      if (result == null) {
        return new Heard("", 0);
      }
      var token = result.getBestToken();
      int frames = Math.max(1, token == null ? 1 : (int) (token.getCollectTime() / 10));
      double score = token == null ? 0 : token.getScore() / (double) frames;
      return new Heard(plain(result.getBestResultNoFiller()), score);
    } finally {
      recognizer.removeResultListener(listener);
    }
  }

  private void choose(String name) {
    if (name.equals(grammar)) {
      return;
    }
    try {
      context.getInstance(JSGFGrammar.class).loadJSGF(name);
      grammar = name;
    } catch (Exception failure) {
      throw new IllegalStateException("sphinx4 refuses the grammar " + name, failure);
    }
  }

  /** Gives the memory back. */
  void free() {
    recognizer.deallocate();
  }

  private static String plain(String text) {
    return text.replaceAll("<[^>]*>|\\[[^\\]]*]", "").replaceAll("\\s+", " ").strip();
  }

  private record Partials(Consumer<String> partial) implements ResultListener {
    @Override
    public void newResult(Result result) {
      if (!result.isFinal()) {
        partial.accept(plain(result.getBestResultNoFiller()));
      }
    }

    @Override
    public void newProperties(PropertySheet sheet) {
      // It has no properties.
    }
  }
}
