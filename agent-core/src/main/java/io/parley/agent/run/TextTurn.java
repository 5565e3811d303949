package io.parley.agent.run;

import io.parley.agent.conversation.Conversation;
import io.parley.agent.conversation.ConversationEvent;
import io.parley.agent.conversation.ConversationState;
import io.parley.agent.conversation.Deadline;
import io.parley.agent.conversation.Effect;
import io.parley.agent.think.Responder;
import io.parley.kernel.call.CallContext;
import io.parley.kernel.call.CallFact;
import io.parley.kernel.call.CallOrder;
import io.parley.kernel.call.EndReason;
import io.parley.kernel.fault.Fault;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.UtteranceId;
import io.parley.kernel.link.AgentOrder;
import io.parley.kernel.time.NanoClock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One turn of a conversation that has no leg: tells it what was said, performs the effects, and
 * returns when the floor is the caller's again or the conversation is over. Stands in for the edge:
 * what is to be spoken counts as heard at once. Owned by the thread that takes the turn; what the
 * responder calls only fills the mailbox. Silence that ends a turn of speech is not waited for: the
 * conversation's time is moved on instead.
 */
public final class TextTurn {
  private static final int MAILBOX = 1_024;
  private static final int LEVEL_DBFS = -20;
  private static final long LONGEST_MS = 60_000;
  private static final long COST_MS = 400;
  private static final long SPEECH_MS_PER_CHARACTER = 65;

  private final CallAgent agent;
  private final CallId id;
  private final Conversation conversation;
  private final NanoClock clock;
  private final long beganNs;
  private final long baseNs;
  private final String hearing;
  private final BlockingQueue<ConversationEvent> mailbox = new ArrayBlockingQueue<>(MAILBOX);
  private final Map<Deadline, Wait> waits = new EnumMap<>(Deadline.class);
  private final List<CallFact> facts = new ArrayList<>();
  private final AtomicLong lost = new AtomicLong();
  private ReplyListener listener = new ReplyListener(-1, "");
  private Responder.@Nullable Reply reply;
  private long skippedNs;
  private long utteranceMs;
  private long settledNs;
  private @Nullable EndReason ended;
  private @Nullable String refused;
  private boolean costUnknown;

  /** What a deadline was armed with. */
  private record Wait(long token, long dueNs) {}

  /**
   * A turn of {@code conversation}, which is owned by it from now on.
   *
   * @param atNs the conversation's time now; it passes with {@code clock}
   * @param hearing who recognised what is said; empty when it is typed
   */
  public TextTurn(
      CallAgent agent,
      CallId id,
      Conversation conversation,
      NanoClock clock,
      long atNs,
      String hearing) {
    this.agent = agent;
    this.id = id;
    this.conversation = conversation;
    this.clock = clock;
    this.hearing = hearing;
    baseNs = atNs;
    beganNs = clock.nowNs();
    settledNs = beganNs;
  }

  /** From now on it is about something else: as {@link CallContext#with}; said by {@code by}. */
  public void about(Map<String, String> changes, String by) {
    if (!context().with(changes).equals(context())) {
      tell(new ConversationEvent.Ordered(new CallOrder.UpdateContext(changes, by)));
    }
  }

  private CallContext context() {
    return conversation.state().orders().context();
  }

  /** The conversation begins: the agent greets. Answers what went wrong, or null. */
  public @Nullable Fault greet() throws InterruptedException {
    tell(new ConversationEvent.Offered());
    return settle();
  }

  /**
   * Somebody said {@code text}. Answers what went wrong, or null.
   *
   * @param spokenMs how long he spoke
   * @param tookMs how long after that it was understood
   */
  public @Nullable Fault say(String text, double confidence, long spokenMs, long tookMs)
      throws InterruptedException {
    long speech = conversation.state().caller().speech().number() + 1;
    tell(new ConversationEvent.SpeechStarted(speech, nowNs(), LEVEL_DBFS, UtteranceId.NONE, 0));
    skip(spokenMs);
    tell(new ConversationEvent.SpeechEnded(speech, nowNs(), spokenMs));
    skip(tookMs);
    tell(new ConversationEvent.TranscriptSettled(speech, text, confidence));
    return settle();
  }

  /** What the conversation has come to. */
  public ConversationState state() {
    return conversation.state();
  }

  /** The conversation's time now. */
  public long nowNs() {
    return baseNs + clock.nowNs() - beganNs + skippedNs;
  }

  /** What is on record of the turn, in order. */
  public List<CallFact> facts() {
    return List.copyOf(facts);
  }

  /** Why the conversation is over; null while it goes on. */
  public @Nullable EndReason ended() {
    return ended;
  }

  /** Who of a chain answered; empty when nobody was asked. */
  public String answeredBy() {
    return listener.answeredBy;
  }

  /** Tokens a language model took and gave. */
  public long tokens() {
    return listener.tokens.get();
  }

  /** Whether a model that counts tokens did not say in time what the turn cost. */
  public boolean isCostUnknown() {
    return costUnknown;
  }

  /** How long the turn took, in milliseconds of the clock. */
  public long tookMs() {
    return (settledNs - beganNs) / 1_000_000;
  }

  private void skip(long ms) {
    skippedNs += ms * 1_000_000;
  }

  private @Nullable Fault settle() throws InterruptedException {
    while (!isOver()) {
      ConversationEvent event = mailbox.poll();
      if (event == null && conversation.state().phase().listens()) {
        event = skipTo(Deadline.END_OF_TURN);
      }
      if (event == null) {
        long leftNs = TimeUnit.MILLISECONDS.toNanos(LONGEST_MS) - (clock.nowNs() - beganNs);
        if (leftNs <= 0) {
          cancel();
          return new Fault.Unavailable("the turn took longer than a minute", Fault.Retry.LATER);
        }
        event = await(leftNs);
      }
      if (event != null) {
        tell(event);
      }
    }
    settledNs = clock.nowNs();
    if (refused != null) {
      return new Fault.Unavailable(refused, Fault.Retry.LATER);
    }
    awaitCost();
    return null;
  }

  private boolean isOver() {
    if (ended != null || refused != null) {
      return true;
    }
    ConversationState now = conversation.state();
    boolean floorIsFree = now.phase().listens() && now.reply() == null;
    return floorIsFree && mailbox.isEmpty() && !waits.containsKey(Deadline.END_OF_TURN);
  }

  /** Moves the conversation's time on to {@code deadline}; null when it is not armed. */
  private @Nullable ConversationEvent skipTo(Deadline deadline) {
    Wait wait = waits.get(deadline);
    if (wait == null) {
      return null;
    }
    skippedNs += Math.max(0, wait.dueNs() - nowNs());
    return due(deadline, wait);
  }

  private ConversationEvent due(Deadline deadline, Wait wait) {
    waits.remove(deadline);
    return new ConversationEvent.Due(deadline, wait.token());
  }

  /** The next event, or the deadline of the stage that is overdue; null: look again. */
  private @Nullable ConversationEvent await(long leftNs) throws InterruptedException {
    Deadline next = null;
    long waitNs = leftNs;
    for (Deadline stage : List.of(Deadline.REPLY, Deadline.ANSWER)) {
      Wait wait = waits.get(stage);
      if (wait != null && wait.dueNs() - nowNs() < waitNs) {
        next = stage;
        waitNs = wait.dueNs() - nowNs();
      }
    }
    ConversationEvent event = mailbox.poll(Math.max(0, waitNs), TimeUnit.NANOSECONDS);
    Wait overdue = next == null ? null : waits.get(next);
    return event != null || next == null || overdue == null ? event : due(next, overdue);
  }

  /** A model tells what a reply cost after its last word. */
  private void awaitCost() throws InterruptedException {
    Responder responder = agent.responder();
    boolean counted = responder.countsTokens() && listener.answeredBy.equals(responder.name());
    if (counted) {
      boolean told = listener.costs.tryAcquire(COST_MS, TimeUnit.MILLISECONDS);
      costUnknown = !told;
    }
  }

  private void tell(ConversationEvent event) {
    for (Effect effect : conversation.on(event, nowNs())) {
      perform(effect);
    }
  }

  private void perform(Effect effect) {
    switch (effect) {
      case Effect.Command command -> command(command.order());
      case Effect.OpenHearing _ -> post(new ConversationEvent.HearingReady());
      case Effect.AskReply ask -> ask(ask);
      case Effect.CancelReply _ -> cancel();
      case Effect.Speak speak -> speak(speak.utterance(), speak.index(), speak.text());
      case Effect.FinishSpeaking finish ->
          post(new ConversationEvent.UtteranceFinished(finish.utterance(), utteranceMs));
      case Effect.Arm arm ->
          waits.put(arm.deadline(), new Wait(arm.token(), nowNs() + arm.delayMs() * 1_000_000));
      case Effect.Disarm disarm -> waits.remove(disarm.deadline());
      case Effect.Note note -> facts.add(note.fact());
      case Effect.NoteProvider used -> noteProvider(used);
      case Effect.Expect _, Effect.DropSpeech _, Effect.Close _ -> {}
    }
  }

  private void command(AgentOrder.Order order) {
    switch (order) {
      case AgentOrder.Answer _ -> post(new ConversationEvent.Answered());
      case AgentOrder.Refuse refuse -> refused = refuse.detail();
      case AgentOrder.HangUp hangUp -> {
        ended = hangUp.reason();
        tell(new ConversationEvent.Ended(hangUp.reason()));
      }
      case AgentOrder.BeginUtterance _ -> utteranceMs = 0;
      case AgentOrder.AbandonUtterance abandon ->
          post(new ConversationEvent.UtteranceCut(abandon.utterance(), 0));
      case AgentOrder.Listen _,
          AgentOrder.Say _,
          AgentOrder.EndUtterance _,
          AgentOrder.ResumeUtterance _,
          AgentOrder.RecordCall _ -> {} // nothing is heard that could be recorded
    }
  }

  /** A sentence that is read instead of heard: all of it, at once. */
  private void speak(UtteranceId utterance, int index, String text) {
    long lengthMs = text.length() * SPEECH_MS_PER_CHARACTER;
    utteranceMs += lengthMs;
    post(new ConversationEvent.AudioStarted(utterance, index));
    post(new ConversationEvent.SentenceSpoken(utterance, index, lengthMs));
    if (index == 0) {
      post(new ConversationEvent.UtteranceAudible(utterance, nowNs()));
    }
  }

  /**
   * Full, which a reply of the most sentences does not make it: the deadline of its stage ends it.
   */
  private void post(ConversationEvent event) {
    if (!mailbox.offer(event)) {
      lost.incrementAndGet();
    }
  }

  /** Events that found the mailbox full. */
  public long lost() {
    return lost.get();
  }

  private void ask(Effect.AskReply ask) {
    listener = new ReplyListener(ask.turn(), agent.responder().name());
    try {
      reply = agent.reply(id, ask, listener);
    } catch (RuntimeException e) {
      post(new ConversationEvent.ReplyFailed(ask.turn(), e.toString()));
    }
  }

  private void cancel() {
    Responder.Reply now = reply;
    reply = null;
    if (now != null) {
      now.cancel();
    }
  }

  private void noteProvider(Effect.NoteProvider used) {
    String provider =
        switch (used.stage()) {
          case "stt" -> hearing;
          case "llm" -> listener.answeredBy;
          default -> "";
        };
    if (!provider.isEmpty()) {
      long atMs = (nowNs() - conversation.state().offeredNs()) / 1_000_000;
      facts.add(
          new CallFact.ProviderUsed(atMs, used.stage(), provider, used.outcome(), used.tookMs()));
    }
  }

  /** Takes the reply of one turn; called from the responder's threads. */
  private final class ReplyListener implements Responder.Listener {
    private final ReplyStream stream;
    private final Semaphore costs = new Semaphore(0);
    private final AtomicLong tokens = new AtomicLong();
    private volatile String answeredBy;

    ReplyListener(int turn, String responder) {
      stream = new ReplyStream(turn, TextTurn.this::post);
      answeredBy = responder;
    }

    @Override
    public void piece(String text) {
      stream.piece(text);
    }

    @Override
    public void called(String tool, String arguments, String result) {
      stream.called(tool, arguments, result);
    }

    @Override
    public void done(Responder.End end) {
      stream.done(end);
    }

    @Override
    public void failed(Fault fault) {
      stream.failed(fault);
    }

    @Override
    public void answeredBy(String provider) {
      answeredBy = provider;
    }

    @Override
    public void cost(long promptTokens, long replyTokens) {
      tokens.addAndGet(promptTokens + replyTokens);
      costs.release();
    }
  }
}
