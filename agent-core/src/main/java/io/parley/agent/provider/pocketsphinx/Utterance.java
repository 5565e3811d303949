package io.parley.agent.provider.pocketsphinx;

import io.parley.agent.engine.TelephoneUpsampler;
import io.parley.agent.hear.Expectation;
import io.parley.agent.hear.Transcript;
import io.parley.agent.hear.grammar.LessonLanguage;
import io.parley.agent.provider.pocketsphinx.Decoder.Hypothesis;
import io.parley.kernel.audio.Resampler;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The decoding of one call's utterances, one after the other. Owned by the call's serial queue: one
 * speech thread at a time.
 */
final class Utterance {
  private static final int MAX_SECONDS = 20;
  private static final int NARROW_HZ = 8000;
  private static final int WIDE_HZ = 16000;

  private final PocketsphinxTranscriber engine;
  private final LessonEars ears;
  private final int rateHz;
  private final TelephoneUpsampler upsampler = new TelephoneUpsampler();
  private @Nullable Resampler resampler;
  private float[] means = ModelFolder.FIRST_MEANS.clone();
  private Expectation expectation = Expectation.OPEN;
  private @Nullable Decoder grammar;
  private @Nullable Decoder model;
  private long fedSamples;

  Utterance(PocketsphinxTranscriber engine, LessonEars ears, int rateHz) {
    this.engine = engine;
    this.ears = ears;
    this.rateHz = rateHz;
  }

  void expect(Expectation next) {
    expectation = next;
  }

  /** Borrows decoders and begins. */
  void begin() {
    abandon();
    upsampler.reset();
    resampler = rateHz == NARROW_HZ || rateHz == WIDE_HZ ? null : new Resampler(rateHz, WIDE_HZ);
    fedSamples = 0;
    Decoder strict = engine.grammars().borrow(ears);
    if (strict != null) {
      grammar = strict;
      prepare(strict);
      strict.means(means);
      strict.start();
    }
    Decoder free = engine.models().borrow(ears);
    if (free != null) {
      model = free;
      free.means(means);
      free.start();
    }
  }

  private void prepare(Decoder strict) {
    String name = PocketsphinxTranscriber.grammarName(expectation);
    if (!strict.has(name)) {
      String jsgf = ears.language().grammar(expectation);
      for (String word : LessonLanguage.wordsOf(jsgf)) {
        if (!strict.knows(word)) {
          String phones = engine.pronouncer().phones(word);
          strict.add(word, phones.isEmpty() ? "AH" : phones, false);
        }
      }
      strict.grammar(name, jsgf);
    }
    strict.search(name);
  }

  /** Decodes more audio; {@code late} gives up the expensive decoder. */
  void feed(short[] audio, boolean late) {
    if (fedSamples > (long) MAX_SECONDS * rateHz) {
      return;
    }
    fedSamples += audio.length;
    short[] wide = wide(audio);
    Decoder strict = grammar;
    if (strict != null) {
      strict.feed(wide);
    }
    if (late) {
      shedModel();
    }
    Decoder free = model;
    if (free != null) {
      free.feed(wide);
    }
  }

  private short[] wide(short[] audio) {
    Resampler other = resampler;
    if (other != null) {
      return other.convert(audio);
    }
    return rateHz == WIDE_HZ ? audio : upsampler.convert(audio);
  }

  private void shedModel() {
    Decoder free = model;
    if (free != null) {
      model = null;
      free.finish();
      engine.models().giveBack(ears, free);
      engine.countShed();
    }
  }

  /** What was understood so far. */
  String partial() {
    Decoder strict = grammar;
    Decoder free = model;
    Hypothesis model = free == null ? null : free.hypothesis();
    return strict == null
        ? model == null ? "" : Fusion.plain(model.text())
        : Fusion.choose(expectation.kind(), strict.hypothesis(), model, this::familiarity).text();
  }

  /** Ends the utterance and gives the decoders back. */
  Transcript settle() {
    Decoder strict = grammar;
    Decoder free = model;
    Hypothesis heardByGrammar = strict == null ? new Hypothesis("", 0, 0) : strict.finish();
    Hypothesis heardByModel = free == null ? null : free.finish();
    Decoder learner = free != null ? free : strict;
    float[] learnt = learner == null ? null : learner.means();
    if (learnt != null) {
      means = Arrays.copyOf(learnt, learnt.length);
    }
    giveBack();
    return Fusion.choose(expectation.kind(), heardByGrammar, heardByModel, this::familiarity);
  }

  private double familiarity(String text) {
    return LessonLanguage.familiarity(text, ears.pairs());
  }

  /** Ends an utterance nobody wants the result of. */
  void abandon() {
    Decoder strict = grammar;
    Decoder free = model;
    if (strict != null) {
      strict.finish();
    }
    if (free != null) {
      free.finish();
    }
    giveBack();
  }

  /** Frees decoders after a failure. */
  void discard() {
    Decoder strict = grammar;
    Decoder free = model;
    grammar = null;
    model = null;
    if (strict != null) {
      engine.grammars().discard(strict);
    }
    if (free != null) {
      engine.models().discard(free);
    }
  }

  private void giveBack() {
    Decoder strict = grammar;
    Decoder free = model;
    grammar = null;
    model = null;
    if (strict != null) {
      engine.grammars().giveBack(ears, strict);
    }
    if (free != null) {
      engine.models().giveBack(ears, free);
    }
  }
}
