package io.parley.agent.run;

import io.parley.agent.conversation.Conversation;
import io.parley.agent.conversation.ConversationEvent;
import io.parley.agent.conversation.ConversationState;
import io.parley.agent.conversation.Deadline;
import io.parley.agent.conversation.Effect;
import io.parley.agent.conversation.Rules;
import io.parley.agent.hear.Transcriber;
import io.parley.agent.run.HearingQueue.Item;
import io.parley.agent.think.Responder;
import io.parley.kernel.call.CallFact;
import io.parley.kernel.call.EndReason;
import io.parley.kernel.id.CallId;
import io.parley.kernel.lane.Lane;
import io.parley.kernel.link.AgentOrder;
import io.parley.kernel.link.EdgeEvent;
import io.parley.kernel.link.EdgeFact;
import io.parley.kernel.link.EdgeSide.Outcome;
import io.parley.kernel.own.OwnedBy;
import io.parley.kernel.time.Timers;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the conversation of one call on its virtual thread: takes a message, tells the conversation,
 * performs the effects. {@link #onEdge} and what providers call are safe from any thread: they only
 * fill the mailbox and the hearing queue.
 */
@OwnedBy("call")
public final class ConversationRunner implements Loop {
  private static final Logger LOG = LoggerFactory.getLogger(ConversationRunner.class);

  private final CallSetup setup;
  private final CallAgent agent;
  private final EdgeEvent offered;
  private final Runnable onClosed;
  private final Conversation conversation;
  private final Lane<Mail> mailbox;
  private final HearingQueue hearing;
  private final EdgeTranslator translator;
  private final Mouth mouth;
  private final Ears ears;
  private final WordTeller words;
  private final Map<Deadline, Timers.Timer> timers = new EnumMap<>(Deadline.class);
  private final AtomicLong refused = new AtomicLong();
  private Responder.@Nullable Reply reply;
  private int replyTurn = -1;
  private long orderSeq;
  private volatile boolean over;

  /**
   * A runner for the call of {@code offered}.
   *
   * @param rateHz rate of the leg
   * @param onClosed called once, when everything is let go of
   */
  public ConversationRunner(
      CallSetup setup, CallAgent agent, EdgeEvent offered, int rateHz, Runnable onClosed) {
    this.setup = setup;
    this.agent = agent;
    this.offered = offered;
    this.onClosed = onClosed;
    mailbox = new Lane<>(setup.mailbox());
    hearing = new HearingQueue(setup.hearing());
    translator = new EdgeTranslator(setup.clock());
    Rules rules = new Rules(agent.profile(), setup.deadlines(), setup.lines(), agent.limit());
    conversation = Conversation.begin(rules, setup.clock().nowNs());
    mouth =
        new Mouth(
            agent.synthesizer(), rateHz, setup.workers(), setup.timers(), this::order, this::post);
    ears =
        new Ears(
            agent.transcriber(),
            new Transcriber.Request(rateHz, agent.lesson()),
            hearing,
            this::tell);
    words =
        new WordTeller(
            setup.timers(),
            () -> post(new Mail.Look()),
            said -> setup.journal().tell(offered.tenant(), call(), said));
  }

  /** Begins; called once, before the first {@link #onEdge}. */
  public void start() {
    tell(new ConversationEvent.Offered());
    setup.workers().serve("hear-" + call(), ears);
    setup.workers().serve("call-" + call(), this);
  }

  /** The call this runs. */
  public CallId call() {
    return offered.call();
  }

  /** What the conversation knows; to be read on the call's thread. */
  public ConversationState state() {
    return conversation.state();
  }

  /** Takes what the edge says about the call, after the offer. Safe from any thread. */
  public void onEdge(EdgeEvent event) {
    if (event.fact() instanceof EdgeFact.CallerAudio audio) {
      hearing.add(new Item.Audio(audio.pcm()));
      return;
    }
    ConversationEvent translated = translator.translate(event);
    if (translated == null) {
      return;
    }
    switch (translated) {
      case ConversationEvent.Ended ended -> mailbox.offerTerminal(new Mail.Told(ended));
      case ConversationEvent.SpeechStarted started -> {
        tell(started);
        hearing.add(new Item.Begin(started.speech()));
      }
      case ConversationEvent.SpeechEnded ended -> {
        tell(ended);
        hearing.add(new Item.End(ended.speech()));
      }
      default -> tell(translated);
    }
  }

  /** Blocks of caller audio dropped because the transcriber was slow. */
  public long audioDropped() {
    return hearing.dropped();
  }

  /** Messages refused because the mailbox was full. */
  public long mailRefused() {
    return refused.get();
  }

  private void tell(ConversationEvent event) {
    post(new Mail.Told(event));
  }

  private void post(Mail mail) {
    if (!mailbox.offer(mail)) {
      refused.incrementAndGet();
    }
  }

  @Override
  public boolean over() {
    return over;
  }

  @Override
  public boolean step(boolean wait) throws InterruptedException {
    Mail mail = wait ? mailbox.take() : mailbox.poll();
    if (mail == null || over) {
      return false;
    }
    try {
      take(mail);
    } catch (RuntimeException e) {
      LOG.error("call {} ends: the conversation broke on {}", call(), mail.getClass(), e);
      order(new AgentOrder.HangUp(EndReason.ERROR, e.toString()));
      close();
    }
    return true;
  }

  private void take(Mail mail) {
    switch (mail) {
      case Mail.Poke _ -> mouth.handOver();
      case Mail.Look _ -> {
        words.onDue();
        look();
      }
      case Mail.Told told -> {
        for (Effect effect : conversation.on(told.event(), setup.clock().nowNs())) {
          perform(effect);
        }
        afterwards(told.event());
        look();
      }
    }
  }

  private void look() {
    if (!over) {
      words.look(conversation.state(), setup.clock().nowNs());
    }
  }

  private void afterwards(ConversationEvent event) {
    if (event instanceof ConversationEvent.SentenceSpoken spoken) {
      mouth.onSentenceOver(spoken.utterance());
    } else if (event instanceof ConversationEvent.SpeakingFailed failed) {
      mouth.onSentenceOver(failed.utterance());
    }
  }

  private void perform(Effect effect) {
    switch (effect) {
      case Effect.Command command -> command(command.order());
      case Effect.OpenHearing _ -> hearing.add(new Item.Open());
      case Effect.Expect expect -> hearing.add(new Item.Expect(expect.expectation()));
      case Effect.AskReply ask -> ask(ask);
      case Effect.CancelReply cancel -> cancelReply(cancel.turn());
      case Effect.Speak speak -> mouth.speak(speak.utterance(), speak.index(), speak.text());
      case Effect.FinishSpeaking finish -> mouth.finish(finish.utterance());
      case Effect.DropSpeech drop -> mouth.drop(drop.utterance());
      case Effect.Arm arm -> arm(arm);
      case Effect.Disarm disarm -> disarm(disarm.deadline());
      case Effect.Note note -> note(note.fact());
      case Effect.NoteProvider note -> note(providerUsed(note));
      case Effect.Close _ -> close();
    }
  }

  private void command(AgentOrder.Order order) {
    if (order instanceof AgentOrder.Answer && agent.recordingDays() > 0) {
      record();
    }
    boolean terminal = order instanceof AgentOrder.HangUp || order instanceof AgentOrder.Refuse;
    if (order(order) == Outcome.GONE && terminal) {
      mailbox.offerTerminal(new Mail.Told(new ConversationEvent.Ended(EndReason.ERROR)));
    }
  }

  private void record() {
    if (order(new AgentOrder.RecordCall(offered.atNs(), agent.recordingDays())) != Outcome.TAKEN) {
      LOG.warn("call {} is not recorded: there is no room", call());
    }
  }

  private Outcome order(AgentOrder.Order order) {
    return setup.edge().order(new AgentOrder(call(), offered.leg(), ++orderSeq, order));
  }

  private void ask(Effect.AskReply ask) {
    replyTurn = ask.turn();
    var stream = new ReplyStream(ask.turn(), this::tell);
    try {
      reply = agent.reply(call(), ask, stream);
    } catch (RuntimeException e) {
      LOG.warn("call {}: the responder broke", call(), e);
      tell(new ConversationEvent.ReplyFailed(ask.turn(), e.toString()));
    }
  }

  private void cancelReply(int turn) {
    Responder.Reply now = reply;
    if (now != null && replyTurn == turn) {
      reply = null;
      now.cancel();
    }
  }

  private void arm(Effect.Arm arm) {
    disarm(arm.deadline());
    var due = new ConversationEvent.Due(arm.deadline(), arm.token());
    timers.put(
        arm.deadline(), setup.timers().after(Duration.ofMillis(arm.delayMs()), () -> tell(due)));
  }

  private void disarm(Deadline deadline) {
    Timers.Timer timer = timers.remove(deadline);
    if (timer != null) {
      timer.cancel();
    }
  }

  private void note(CallFact fact) {
    if (fact instanceof CallFact.TurnCompleted || fact instanceof CallFact.OperatorSaid) {
      words.onRecorded();
    }
    setup.journal().append(offered.tenant(), call(), fact);
  }

  private CallFact providerUsed(Effect.NoteProvider note) {
    String provider =
        switch (note.stage()) {
          case "stt" -> agent.transcriber().name();
          case "llm" -> agent.responder().name();
          default -> agent.synthesizer().name();
        };
    return new CallFact.ProviderUsed(atMs(), note.stage(), provider, note.outcome(), note.tookMs());
  }

  private long atMs() {
    return (setup.clock().nowNs() - conversation.state().offeredNs()) / 1_000_000;
  }

  private void close() {
    if (over) {
      return;
    }
    over = true;
    words.close(atMs());
    cancelReply(replyTurn);
    mouth.close();
    for (Deadline deadline : Deadline.values()) {
      disarm(deadline);
    }
    hearing.add(new Item.Close());
    onClosed.run();
  }
}
