package io.parley.agent.session;

import io.parley.agent.conversation.Conversation;
import io.parley.agent.conversation.ConversationState;
import io.parley.agent.conversation.Rules;
import io.parley.agent.hear.Expectation;
import io.parley.agent.hear.Transcriber;
import io.parley.agent.run.CallAgent;
import io.parley.agent.run.TextTurn;
import io.parley.agent.session.Casting.Part;
import io.parley.agent.speak.Sentences;
import io.parley.agent.speak.Synthesizer;
import io.parley.agent.speech.RecordedSpeech;
import io.parley.kernel.audio.Pcm;
import io.parley.kernel.call.CallContext;
import io.parley.kernel.fault.Fault;
import io.parley.kernel.session.SessionAgent;
import io.parley.kernel.session.SessionTalk;
import io.parley.kernel.session.SessionTurn;
import io.parley.kernel.session.SessionWords;
import io.parley.kernel.time.NanoClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds conversations without a leg. Keeps nothing of them: a turn resumes the conversation from
 * its state and hands the next state back. Safe from any thread.
 */
public final class Sessions implements SessionTalk {
  private static final int VOICE_HZ = 16_000;
  private static final String BY = "session";
  private static final String DEFAULT_VOICE = "default";

  private final Casting casting;
  private final Synthesizer voice;
  private final Rules.Deadlines deadlines;
  private final Rules.Lines lines;
  private final NanoClock clock;

  /** Conversations of the agents of {@code casting}, read aloud by {@code voice}. */
  public Sessions(
      Casting casting,
      Synthesizer voice,
      Rules.Deadlines deadlines,
      Rules.Lines lines,
      NanoClock clock) {
    this.casting = casting;
    this.voice = voice;
    this.deadlines = deadlines;
    this.lines = lines;
    this.clock = clock;
  }

  @Override
  public Outcome<SessionTurn> begin(SessionAgent wanted) throws InterruptedException {
    Part part = casting.of(wanted);
    if (part == null) {
      return nobody(wanted);
    }
    Conversation conversation = Conversation.begin(rules(part.agent()), 0);
    TextTurn turn = new TextTurn(part.agent(), wanted.session(), conversation, clock, 0, "");
    turn.about(context(wanted.context()), BY);
    return finished(part, Map.of(), turn, turn.greet());
  }

  @Override
  public Outcome<SessionTurn> say(SessionAgent wanted, String state, SessionWords words)
      throws InterruptedException {
    Part part = casting.of(wanted);
    KeptState kept = KeptState.of(state);
    if (part == null) {
      return nobody(wanted);
    }
    if (kept == null) {
      return unreadable();
    }
    ConversationState before = kept.conversation();
    Conversation conversation = Conversation.resume(rules(part.agent()), before);
    TextTurn turn =
        new TextTurn(
            part.agent(), wanted.session(), conversation, clock, kept.atNs(), words.provider());
    turn.about(context(wanted.context()), BY);
    Fault fault = turn.say(words.text(), words.confidence(), words.spokenMs(), words.tookMs());
    return finished(part, before.dialogue().memory(), turn, fault);
  }

  private static Map<String, String> context(SessionAgent.Context context) {
    List<String> goals =
        context.learningGoals().stream().map(goal -> goal.replace('\n', ' ')).toList();
    return Map.of(
        CallContext.TOPIC, context.topic(),
        CallContext.LEVEL, context.level(),
        CallContext.PHASE, context.phase(),
        CallContext.LEARNING_GOALS, String.join("\n", goals));
  }

  private Rules rules(CallAgent agent) {
    return new Rules(agent.profile(), deadlines, lines, Rules.Limit.NONE);
  }

  private static <T> Outcome<T> nobody(SessionAgent wanted) {
    return new Outcome.Failed<>(new Fault.Refused("there is no agent " + wanted.agent().name()));
  }

  private static <T> Outcome<T> unreadable() {
    return new Outcome.Failed<>(
        new Fault.Refused("what was kept of this conversation cannot be read: begin another one"));
  }

  private static Outcome<SessionTurn> finished(
      Part part, Map<String, String> memoryBefore, TextTurn turn, @Nullable Fault fault) {
    if (fault != null) {
      return new Outcome.Failed<>(fault);
    }
    return new Outcome.Done<>(
        new SessionTurn(
            new KeptState(turn.nowNs(), turn.state()).json(),
            Traces.reply(turn.facts()),
            turn.ended(),
            turn.tokens(),
            Traces.of(part, memoryBefore, turn)));
  }

  @Override
  public Outcome<SessionWords> hear(SessionAgent wanted, String state, Pcm recording)
      throws InterruptedException {
    Part part = casting.of(wanted);
    KeptState kept = KeptState.of(state);
    if (part == null) {
      return nobody(wanted);
    }
    if (kept == null) {
      return unreadable();
    }
    Transcriber ears = part.agent().transcriber();
    Expectation expected = kept.conversation().dialogue().expect();
    long beganNs = clock.nowNs();
    List<RecordedSpeech.Stretch> stretches = new ArrayList<>();
    Fault fault =
        RecordedSpeech.hear(ears, part.agent().lesson(), expected, recording, stretches::add);
    if (fault != null) {
      return new Outcome.Failed<>(fault);
    }
    long tookMs = (clock.nowNs() - beganNs) / 1_000_000;
    return new Outcome.Done<>(words(stretches, tookMs, ears.name()));
  }

  private static SessionWords words(
      List<RecordedSpeech.Stretch> stretches, long tookMs, String provider) {
    List<String> texts = new ArrayList<>();
    double confidence = 1;
    long spokenMs = 0;
    for (RecordedSpeech.Stretch stretch : stretches) {
      spokenMs += stretch.toMs() - stretch.fromMs();
      String text = stretch.transcript().text().strip();
      if (!text.isEmpty()) {
        texts.add(text);
        confidence = Math.min(confidence, stretch.transcript().confidence());
      }
    }
    double least = texts.isEmpty() ? 0 : confidence;
    return new SessionWords(String.join(" ", texts), least, spokenMs, tookMs, provider);
  }

  @Override
  public Outcome<Pcm> speak(String text, String wanted, double speed) throws InterruptedException {
    if (!voices().contains(wanted)) {
      return new Outcome.Failed<>(new Fault.Refused("there is no voice " + wanted));
    }
    Sentences sentences = new Sentences();
    List<String> all = new ArrayList<>(sentences.add(text));
    all.addAll(sentences.end());
    List<Pcm> pieces = new ArrayList<>();
    for (String sentence : all) {
      Fault fault = voice.speak(sentence, VOICE_HZ, pieces::add);
      if (fault != null) {
        return new Outcome.Failed<>(fault);
      }
    }
    return new Outcome.Done<>(Tempo.of(Pcm.joined(pieces, VOICE_HZ), speed));
  }

  @Override
  public List<String> voices() {
    return List.of(DEFAULT_VOICE);
  }

  @Override
  public List<String> languages() {
    return List.of("en");
  }
}
