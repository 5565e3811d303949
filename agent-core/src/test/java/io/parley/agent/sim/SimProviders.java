package io.parley.agent.sim;

import io.parley.agent.hear.Expectation;
import io.parley.agent.hear.Transcriber;
import io.parley.agent.hear.Transcript;
import io.parley.agent.speak.Synthesizer;
import io.parley.agent.think.Responder;
import io.parley.kernel.audio.Pcm;
import io.parley.kernel.fault.Fault;
import io.parley.kernel.time.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Providers that keep to a script: a transcriber that knows sounds by number, a responder that
 * echoes, a synthesizer whose sentences last 60 ms a character.
 */
public final class SimProviders {
  /** Milliseconds of speech per character of text. */
  public static final int MS_PER_CHARACTER = 60;

  private final Timers timers;
  private final List<String> sounds = new ArrayList<>(List.of(""));
  private final Map<String, Integer> numbers = new HashMap<>();

  /** What the transcriber takes from the end of speech to the transcript. */
  public int transcriptMs = 150;

  /** Whether the transcriber guesses while the caller speaks. */
  public boolean partials = true;

  /** What the responder takes to its first piece. */
  public int replyMs = 200;

  /** How many of the next replies fail. */
  public int failingReplies;

  /** How many of the next replies never come. */
  public int stuckReplies;

  /** How many of the next sentences cannot be synthesised. */
  public int failingSentences;

  /** How many of the next transcripts never come. */
  public int lostTranscripts;

  /** What the responder expects after each reply. */
  public Expectation expectation = Expectation.OPEN;

  /** Whether the responder asks for think-time. */
  public boolean thinkTime;

  /** Questions the responder was asked, in order. */
  public final List<Responder.Ask> asked = new ArrayList<>();

  /** Replies cancelled. */
  public int cancelled;

  /** Providers on {@code timers}. */
  public SimProviders(Timers timers) {
    this.timers = timers;
  }

  /** The number of the sound that is understood as {@code words}. */
  int sound(String words) {
    return numbers.computeIfAbsent(
        words,
        w -> {
          sounds.add(w);
          return sounds.size() - 1;
        });
  }

  /** The transcriber. */
  public Transcriber transcriber() {
    return new Transcriber() {
      @Override
      public String name() {
        return "sim";
      }

      @Override
      public Hearing open(Request request, Transcriber.Listener listener) {
        return new SimHearing(listener);
      }
    };
  }

  private final class SimHearing implements Transcriber.Hearing {
    private final Transcriber.Listener listener;
    private int sound;
    private long heardMs;
    private long speech;
    private boolean closed;

    SimHearing(Transcriber.Listener listener) {
      this.listener = listener;
    }

    @Override
    public void expect(Expectation expected) {
      // The script is known.
    }

    @Override
    public void begin(long number) {
      speech = number;
      sound = 0;
      heardMs = 0;
    }

    @Override
    public void audio(Pcm pcm) {
      heardMs += pcm.millis();
      for (short sample : pcm.samples()) {
        sound = Math.max(sound, sample);
      }
      String[] words = sounds.get(sound).split(" ", -1);
      int known = (int) Math.min(words.length, heardMs / 300);
      if (partials && known > 0 && !words[0].isEmpty()) {
        listener.partial(speech, String.join(" ", List.of(words).subList(0, known)));
      }
    }

    @Override
    public void end(long number) {
      if (lostTranscripts > 0) {
        lostTranscripts--;
        return;
      }
      String text = sounds.get(sound);
      timers.after(
          Duration.ofMillis(transcriptMs),
          () -> {
            if (!closed) {
              listener.settled(number, new Transcript(text, text.isEmpty() ? 0 : 0.9));
            }
          });
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  /** The responder: greets, echoes, and says goodbye to "goodbye". */
  public Responder responder() {
    return new Responder() {
      @Override
      public String name() {
        return "sim";
      }

      @Override
      public Reply reply(Ask ask, Responder.Listener listener) {
        asked.add(ask);
        if (stuckReplies > 0) {
          stuckReplies--;
          return () -> cancelled++;
        }
        Timers.Timer timer = timers.after(Duration.ofMillis(replyMs), () -> answer(ask, listener));
        return () -> {
          cancelled++;
          timer.cancel();
        };
      }
    };
  }

  private void answer(Responder.Ask ask, Responder.Listener listener) {
    if (failingReplies > 0) {
      failingReplies--;
      listener.failed(new Fault.Unavailable("scripted", Fault.Retry.LATER));
      return;
    }
    boolean goodbye = ask.said().contains("goodbye");
    for (String piece : text(ask, goodbye)) {
      listener.piece(piece);
    }
    if (goodbye) {
      listener.called("end_call", "{}", "the call ends");
    }
    int asks = Integer.parseInt(ask.memory().getOrDefault("asks", "0"));
    listener.done(
        new Responder.End(
            Map.of("asks", String.valueOf(asks + 1)), expectation, goodbye, thinkTime));
  }

  private static List<String> text(Responder.Ask ask, boolean goodbye) {
    if (goodbye) {
      return List.of("Good", "bye then.");
    }
    return switch (ask.cue()) {
      case GREETING -> List.of("Hello ", "there. ", "What would you like to know?");
      case SAID ->
          List.of("You said ", ask.said(), ". ", "That is a long story, ", "and here it is.");
      case DIGIT -> List.of("You pressed ", ask.said(), ".");
      case SILENCE -> List.of("Are you still there?");
      case NOT_UNDERSTOOD -> List.of("I did not get that.");
    };
  }

  /** The synthesizer. */
  public Synthesizer synthesizer() {
    return new Synthesizer() {
      @Override
      public String name() {
        return "sim";
      }

      @Override
      public @Nullable Fault speak(String text, int rateHz, Sink sink) throws InterruptedException {
        if (failingSentences > 0) {
          failingSentences--;
          return new Fault.Unavailable("scripted", Fault.Retry.LATER);
        }
        int samples = text.length() * MS_PER_CHARACTER * rateHz / 1000;
        int block = rateHz / 2;
        for (int from = 0; from < samples; from += block) {
          if (!sink.audio(new Pcm(new short[Math.min(block, samples - from)], rateHz))) {
            return null;
          }
        }
        return null;
      }
    };
  }
}
