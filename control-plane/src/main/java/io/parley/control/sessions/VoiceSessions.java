package io.parley.control.sessions;

import io.parley.control.Refusal;
import io.parley.control.document.Documents;
import io.parley.control.people.AuditLog;
import io.parley.control.people.Requester;
import io.parley.control.sessions.SessionAgents.About;
import io.parley.control.sessions.SessionAgents.Resolved;
import io.parley.control.sessions.SessionDocuments.NewMessage;
import io.parley.control.sessions.SessionDocuments.NewSession;
import io.parley.control.sessions.SessionRows.Kept;
import io.parley.control.sessions.Turns.Opening;
import io.parley.control.store.TenantTransactions;
import io.parley.kernel.audio.Pcm;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.session.SessionAgent;
import io.parley.kernel.session.SessionTalk;
import io.parley.kernel.session.SessionTurn;
import io.parley.kernel.session.SessionWords;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** A tenant's voice sessions. Safe from any thread. */
public final class VoiceSessions {
  /** Why somebody's session is over who ended it. */
  private static final String BY_USER = "caller-hangup";

  private static final int LAST_MESSAGES = 20;

  private final TenantTransactions transactions;
  private final SessionAgents agents;
  private final Turns turns;
  private final SessionTalk talk;
  private final InstantSource wall;
  private final RandomGenerator random;

  VoiceSessions(
      TenantTransactions transactions,
      SessionAgents agents,
      Turns turns,
      SessionTalk talk,
      InstantSource wall,
      RandomGenerator random) {
    this.transactions = transactions;
    this.agents = agents;
    this.talk = talk;
    this.wall = wall;
    this.random = random;
    this.turns = turns;
  }

  /** A session that was greeted, and is to be kept. */
  public record Greeted(NewSession wanted, Opening opening) {}

  /** Has the agent of {@code document} greet; nothing is kept yet. */
  public Greeted greet(Requester who, JsonNode document) {
    NewSession wanted = SessionDocuments.session(document, talk);
    UUID id = CallId.at(wall.millis(), random).value();
    Ready ready =
        transactions.in(
            who.tenant(),
            jdbc -> {
              SessionRows.requireRoom(jdbc, who.tenant());
              Resolved resolved = agents.wanted(jdbc, who.tenant(), wanted);
              About about = new About(wanted.lesson(), wanted.externalUserId(), wanted.context());
              SessionAgent agent = agents.speaking(jdbc, who.tenant(), id, resolved, about);
              return new Ready(resolved, agent);
            });
    SessionTurn greeting = turns.greet(ready.agent());
    return new Greeted(wanted, new Opening(id, ready.resolved(), ready.agent(), greeting));
  }

  private record Ready(Resolved resolved, SessionAgent agent) {}

  /** Keeps a session that was greeted. */
  public SessionAnswer keep(JdbcTemplate jdbc, Requester who, Greeted greeted) {
    Opening opening = greeted.opening();
    SessionRows.insert(
        jdbc, who, opening.id(), greeted.wanted(), opening.resolved(), wall.instant());
    SessionAnswer answer = turns.keepGreeting(jdbc, who.tenant(), opening);
    audit(jdbc, who, "voice-session.began", null, answer.session());
    return answer;
  }

  private static void audit(
      JdbcTemplate jdbc,
      Requester who,
      String action,
      @Nullable VoiceSession before,
      @Nullable VoiceSession after) {
    VoiceSession either = after == null ? before : after;
    AuditLog.record(
        jdbc,
        who,
        action,
        "voice-session",
        either == null ? "" : either.id().toString(),
        before == null ? null : Documents.text(before),
        after == null ? null : Documents.text(after));
  }

  /** The session of {@code document} that goes on, with the last of what was said in it. */
  public Optional<SessionAnswer> open(JdbcTemplate jdbc, Requester who, JsonNode document) {
    NewSession wanted = SessionDocuments.session(document, talk);
    return SessionRows.open(jdbc, who, wanted, wall.instant())
        .map(Kept::session)
        .map(session -> {
          int from = Math.max(0, session.totals().messages() - LAST_MESSAGES);
          return new SessionAnswer(
              session, MessageRows.list(jdbc, who.tenant(), session, from, LAST_MESSAGES), null);
        });
  }

  /**
   * Which sessions a list shows; what is null does not matter.
   *
   * @param before sessions made before that one
   */
  public record Filter(
      @Nullable String status,
      @Nullable String agent,
      @Nullable String externalUserId,
      @Nullable String createdBy,
      @Nullable UUID before) {}

  /** The newest first. */
  public List<VoiceSession> list(JdbcTemplate jdbc, TenantId tenant, Filter filter, int limit) {
    return SessionRows.list(jdbc, tenant, filter, limit, wall.instant());
  }

  /** The session of this id. */
  public VoiceSession get(JdbcTemplate jdbc, TenantId tenant, UUID id) {
    return SessionRows.get(jdbc, tenant, id, wall.instant()).session();
  }

  /** Changes what {@code document} names; {@code seen} is null when any revision will do. */
  public VoiceSession change(
      JdbcTemplate jdbc, Requester who, UUID id, @Nullable Long seen, JsonNode document) {
    VoiceSession before = locked(jdbc, who, id);
    if (seen != null && seen != before.revision()) {
      throw Refusal.outdated(SessionRows.WHAT);
    }
    if (before.status().equals(VoiceSession.ENDED)) {
      throw Refusal.conflict("session-ended", "The session has ended: begin another one.");
    }
    NewSession wanted = SessionDocuments.changed(before, document, talk);
    SessionRows.change(jdbc, who.tenant(), id, wanted, wall.instant());
    return changed(jdbc, who, "voice-session.changed", before);
  }

  private VoiceSession locked(JdbcTemplate jdbc, Requester who, UUID id) {
    return SessionRows.locked(jdbc, who.tenant(), id, wall.instant()).session();
  }

  private VoiceSession changed(
      JdbcTemplate jdbc, Requester who, String action, VoiceSession before) {
    VoiceSession after = get(jdbc, who.tenant(), before.id());
    audit(jdbc, who, action, before, after);
    return after;
  }

  /** Lets it rest; one that rests already stays so. */
  public VoiceSession pause(JdbcTemplate jdbc, Requester who, UUID id) {
    VoiceSession before = going(jdbc, who, id);
    if (before.status().equals(VoiceSession.PAUSED)) {
      return before;
    }
    SessionRows.pause(jdbc, who.tenant(), id, wall.instant());
    return changed(jdbc, who, "voice-session.paused", before);
  }

  /** Goes on with it; one that goes on already stays so. */
  public VoiceSession resume(JdbcTemplate jdbc, Requester who, UUID id) {
    VoiceSession before = going(jdbc, who, id);
    if (before.status().equals(VoiceSession.ACTIVE)) {
      return before;
    }
    SessionRows.resume(jdbc, who.tenant(), id, wall.instant());
    return changed(jdbc, who, "voice-session.resumed", before);
  }

  private VoiceSession going(JdbcTemplate jdbc, Requester who, UUID id) {
    VoiceSession session = locked(jdbc, who, id);
    if (session.status().equals(VoiceSession.ENDED)) {
      throw Refusal.conflict("session-ended", "The session has ended: begin another one.");
    }
    return session;
  }

  /** Ends it; one that has ended stays so. */
  public VoiceSession end(JdbcTemplate jdbc, Requester who, UUID id) {
    VoiceSession before = locked(jdbc, who, id);
    if (before.status().equals(VoiceSession.ENDED)) {
      return before;
    }
    SessionRows.end(jdbc, who.tenant(), id, BY_USER, true, wall.instant());
    return changed(jdbc, who, "voice-session.ended", before);
  }

  /** Removes it with all that was said in it. */
  public void delete(JdbcTemplate jdbc, Requester who, UUID id) {
    VoiceSession before = locked(jdbc, who, id);
    SessionRows.delete(jdbc, who.tenant(), id);
    audit(jdbc, who, "voice-session.deleted", before, null);
  }

  /** Messages behind {@code after}, oldest first. */
  public List<SessionMessage> messages(
      JdbcTemplate jdbc, TenantId tenant, UUID id, int after, int limit) {
    return MessageRows.list(jdbc, tenant, get(jdbc, tenant, id), after, limit);
  }

  /** Answers a message; the answer is to be kept or let go of. */
  Turns.Taken say(Requester who, UUID id, NewMessage message) {
    Double sure = message.confidence();
    boolean voice = message.source().equals(SessionMessage.VOICE);
    SessionWords words =
        new SessionWords(message.text(), sure == null ? 1 : sure, 0, 0, voice ? "browser" : "");
    return turns.say(who.tenant(), id, words, message.source());
  }

  /** Takes a message, and {@code keeps} what it came to in a transaction of its own making. */
  public <T> T say(Requester who, UUID id, JsonNode document, Keeping<T> keeps) {
    try (Turns.Taken taken = say(who, id, SessionDocuments.message(document))) {
      return keeps.in(taken::keep);
    }
  }

  /** Where a turn is kept. */
  @FunctionalInterface
  public interface Keeping<T> {
    /** Runs {@code keep} in a transaction of the tenant, once or not at all. */
    T in(Function<JdbcTemplate, SessionAnswer> keep);
  }

  /** What the agent said as audio. */
  public Pcm speech(Requester who, UUID id, int seq) {
    record Line(SessionMessage message, VoiceSession.Settings settings) {}
    Line line =
        transactions.in(
            who.tenant(),
            jdbc -> {
              VoiceSession session = get(jdbc, who.tenant(), id);
              SessionMessage found =
                  MessageRows.find(jdbc, who.tenant(), session, seq)
                      .filter(each -> each.role().equals(SessionMessage.AGENT))
                      .orElseThrow(() -> Refusal.missing("spoken message"));
              return new Line(found, session.settings());
            });
    if (!line.settings().ttsEnabled()) {
      throw Refusal.conflict("speech-is-off", "The session's settings say tts_enabled false.");
    }
    return turns.speech(line.message().text(), line.settings());
  }
}
