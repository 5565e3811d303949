package io.parley.control.sessions;

import io.parley.control.Refusal;
import io.parley.control.journal.Texts;
import io.parley.control.sessions.SessionAgents.About;
import io.parley.control.sessions.SessionAgents.Resolved;
import io.parley.control.sessions.SessionRows.Kept;
import io.parley.control.store.TenantTransactions;
import io.parley.kernel.audio.Pcm;
import io.parley.kernel.call.EndReason;
import io.parley.kernel.fault.Fault;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.session.SessionAgent;
import io.parley.kernel.session.SessionTalk;
import io.parley.kernel.session.SessionTalk.Outcome;
import io.parley.kernel.session.SessionTurn;
import io.parley.kernel.session.SessionWords;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionException;

/**
 * Takes turns: claims the session, has the conversation answer outside of any transaction, and
 * keeps what came of it in one. Safe from any thread.
 */
final class Turns {
  private static final Logger LOG = LoggerFactory.getLogger(Turns.class);

  /** Longer than the longest turn: a claim that is older was left by a process that ended. */
  private static final Duration CLAIM = Duration.ofSeconds(90);

  /** The type of a refusal because somebody else has the turn. */
  static final String UNDER_WAY = "turn-under-way";

  private static final int MOST_MESSAGES = 2_000;
  private static final Duration AGAIN = Duration.ofSeconds(4);

  private final TenantTransactions transactions;
  private final SessionAgents agents;
  private final SessionTalk talk;
  private final InstantSource wall;

  Turns(
      TenantTransactions transactions, SessionAgents agents, SessionTalk talk, InstantSource wall) {
    this.transactions = transactions;
    this.agents = agents;
    this.talk = talk;
    this.wall = wall;
  }

  /** A session whose turn somebody has, and who answers in it. */
  record Claimed(TenantId tenant, Kept kept, Resolved resolved, SessionAgent agent, UUID claim) {
    UUID id() {
      return kept.session().id();
    }
  }

  /** A turn that was answered, and is to be kept or let go of. */
  final class Taken implements AutoCloseable {
    private final Claimed claimed;
    private final SessionWords words;
    private final String source;
    private final SessionTurn turn;
    private boolean kept;

    private Taken(Claimed claimed, SessionWords words, String source, SessionTurn turn) {
      this.claimed = claimed;
      this.words = words;
      this.source = source;
      this.turn = turn;
    }

    /** Keeps it, in a transaction of the tenant, and says what it came to. */
    SessionAnswer keep(JdbcTemplate jdbc) {
      SessionAnswer answer = Turns.this.keep(jdbc, this);
      kept = true;
      return answer;
    }

    @Override
    public void close() {
      if (!kept) {
        release(claimed);
      }
    }
  }

  /** Keeps what the agent says first in a session that has just been inserted. */
  SessionAnswer keepGreeting(JdbcTemplate jdbc, TenantId tenant, Opening opening) {
    Instant now = wall.instant();
    UUID claim = UUID.randomUUID();
    if (!SessionRows.claim(jdbc, tenant, opening.id(), claim, now, now.plus(CLAIM))) {
      throw new IllegalStateException("somebody has the turn of a session that just began");
    }
    Kept kept = SessionRows.get(jdbc, tenant, opening.id(), now);
    Claimed claimed = new Claimed(tenant, kept, opening.resolved(), opening.agent(), claim);
    return keep(
        jdbc, new Taken(claimed, SessionWords.typed(""), SessionMessage.TEXT, opening.greeting()));
  }

  /** How a session begins. */
  record Opening(UUID id, Resolved resolved, SessionAgent agent, SessionTurn greeting) {}

  /** What the agent says first; waits for it. */
  SessionTurn greet(SessionAgent agent) {
    try {
      return value(talk.begin(agent));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw stopping();
    }
  }

  /** {@code text} as a session of {@code settings} hears it; waits for it. */
  Pcm speech(String text, VoiceSession.Settings settings) {
    try {
      return value(talk.speak(text, settings.voice(), settings.speed()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw stopping();
    }
  }

  private static Refusal stopping() {
    return Refusal.unavailable("stopping", "The server stops: try again in a while.", AGAIN);
  }

  private static <T> T value(Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Done<T> done -> done.value();
      case Outcome.Failed<T> failed -> throw refusal(failed.fault());
    };
  }

  private static Refusal refusal(Fault fault) {
    return switch (fault) {
      case Fault.Refused refused -> Refusal.conflict("conversation-refused", refused.detail());
      case Fault.Busy busy ->
          Refusal.unavailable("busy", busy.detail(), Duration.ofSeconds(busy.retryAfterS()));
      case Fault.Unavailable away ->
          Refusal.unavailable("conversation-unavailable", away.detail(), AGAIN);
    };
  }

  /** What a recording says in the session as it is now; waits for it. */
  Outcome<SessionWords> hear(TenantId tenant, UUID id, Pcm recording) throws InterruptedException {
    record Hearer(SessionAgent agent, String conversation) {}
    Hearer hearer =
        transactions.in(
            tenant,
            jdbc -> {
              Kept kept = SessionRows.get(jdbc, tenant, id, wall.instant());
              Resolved resolved = agents.of(jdbc, tenant, kept.session());
              return new Hearer(speaking(jdbc, tenant, kept, resolved), kept.conversation());
            });
    return talk.hear(hearer.agent(), hearer.conversation(), recording);
  }

  /** Answers what was typed, or heard by a client; waits for it. */
  Taken say(TenantId tenant, UUID id, SessionWords words, String source) {
    Claimed claimed = claim(tenant, id);
    boolean answered = false;
    try {
      Taken taken = new Taken(claimed, words, source, value(ask(claimed, words)));
      answered = true;
      return taken;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw stopping();
    } finally {
      if (!answered) {
        release(claimed);
      }
    }
  }

  private Outcome<SessionTurn> ask(Claimed claimed, SessionWords words)
      throws InterruptedException {
    return talk.say(claimed.agent(), claimed.kept().conversation(), words);
  }

  /** Takes the session's turn; refused when it cannot be had. */
  private Claimed claim(TenantId tenant, UUID id) {
    Instant now = wall.instant();
    UUID claim = UUID.randomUUID();
    return transactions.in(
        tenant,
        jdbc -> {
          Kept kept = SessionRows.get(jdbc, tenant, id, now);
          requireTurn(kept.session());
          if (!SessionRows.claim(jdbc, tenant, id, claim, now, now.plus(CLAIM))) {
            throw Refusal.conflict(
                UNDER_WAY, "Another turn of this session is under way: wait for its answer.");
          }
          Kept current = SessionRows.get(jdbc, tenant, id, now);
          Resolved resolved = agents.of(jdbc, tenant, current.session());
          return new Claimed(
              tenant, current, resolved, speaking(jdbc, tenant, current, resolved), claim);
        });
  }

  /** Who speaks in {@code kept} now. */
  SessionAgent speaking(JdbcTemplate jdbc, TenantId tenant, Kept kept, Resolved resolved) {
    VoiceSession session = kept.session();
    return agents.speaking(
        jdbc,
        tenant,
        session.id(),
        resolved,
        new About(kept.wantedLesson(), session.externalUserId(), session.context()));
  }

  static void requireTurn(VoiceSession session) {
    if (session.status().equals(VoiceSession.ENDED)) {
      throw Refusal.conflict(
          "session-ended",
          "The session has ended (" + session.endedReason() + "): begin another one.");
    }
    if (session.status().equals(VoiceSession.PAUSED)) {
      throw Refusal.conflict("session-paused", "The session is paused: resume it first.");
    }
    if (session.totals().messages() >= MOST_MESSAGES) {
      throw Refusal.conflict(
          "session-full", "The session has " + MOST_MESSAGES + " messages: begin another one.");
    }
  }

  private void release(Claimed claimed) {
    try {
      transactions.in(
          claimed.tenant(),
          jdbc -> {
            SessionRows.release(jdbc, claimed.tenant(), claimed.id(), claimed.claim());
            return true;
          });
    } catch (DataAccessException | TransactionException away) {
      LOG.debug("a claim ends by itself, the database is away", away);
    }
  }

  private SessionAnswer keep(JdbcTemplate jdbc, Taken taken) {
    Claimed claimed = taken.claimed;
    SessionTurn turn = taken.turn;
    Instant now = wall.instant();
    List<MessageRows.Said> said = new ArrayList<>();
    if (!taken.words.text().isBlank()) {
      said.add(users(taken));
    }
    if (!turn.reply().isBlank()) {
      said.add(agents(turn));
    }
    int first = claimed.kept().session().totals().messages() + 1;
    int changed =
        update(jdbc, claimed, turn, new Sums(taken.source, said.size(), taken.words), now);
    if (changed == 0) {
      throw Refusal.conflict(
          "turn-lost", "The session was ended or taken over meanwhile: read it again.");
    }
    int seq = first;
    for (MessageRows.Said each : said) {
      MessageRows.insert(jdbc, claimed.tenant(), claimed.id(), seq++, each, now);
    }
    return answer(jdbc, claimed, first, turn, now);
  }

  private static MessageRows.Said users(Taken taken) {
    SessionWords words = taken.words;
    boolean voice = taken.source.equals(SessionMessage.VOICE);
    return new MessageRows.Said(
        SessionMessage.USER,
        taken.source,
        words.text(),
        voice ? words.confidence() : null,
        voice && !words.provider().isEmpty() ? words.provider() : null,
        null,
        0);
  }

  private static MessageRows.Said agents(SessionTurn turn) {
    return new MessageRows.Said(
        SessionMessage.AGENT,
        SessionMessage.AGENT,
        turn.reply(),
        null,
        null,
        turn.trace().responseMs(),
        turn.tokens());
  }

  /** What a turn adds up to. */
  private record Sums(String source, int messages, SessionWords words) {
    /** A greeting answers nobody. */
    int replies() {
      return messages == 2 ? 1 : 0;
    }

    int of(String wanted) {
      return source.equals(wanted) && !words.text().isBlank() ? 1 : 0;
    }
  }

  private static int update(
      JdbcTemplate jdbc, Claimed claimed, SessionTurn turn, Sums sums, Instant now) {
    EndReason ended = turn.ended();
    Timestamp time = Timestamp.from(now);
    return jdbc.update(
        "UPDATE voice_sessions SET conversation = ?, lesson = ?, draft_revision = ?, messages ="
            + " messages + ?, voice_messages = voice_messages + ?, text_messages = text_messages +"
            + " ?, tokens = tokens + ?, replies = replies + ?, response_ms = response_ms + ?,"
            + " stt_provider = coalesce(?, stt_provider), last_activity_at = ?, status ="
            + " coalesce(?, status), ended_at = ?, ended_reason = ?, claim = NULL, claimed_until ="
            + " '-infinity', revision = revision + 1 WHERE tenant_id = ? AND id = ? AND claim = ?"
            + " AND status <> 'ended'",
        Texts.whole(turn.state()),
        turn.trace().lesson().name(),
        claimed.resolved().draftRevision(),
        sums.messages(),
        sums.of(SessionMessage.VOICE),
        sums.of(SessionMessage.TEXT),
        turn.tokens(),
        sums.replies(),
        sums.replies() * turn.trace().responseMs(),
        sums.words().provider().isEmpty() ? null : sums.words().provider(),
        time,
        ended == null ? null : VoiceSession.ENDED,
        ended == null ? null : time,
        ended == null ? null : ended.wireName(),
        claimed.tenant().value(),
        claimed.id(),
        claimed.claim());
  }

  private static SessionAnswer answer(
      JdbcTemplate jdbc, Claimed claimed, int first, SessionTurn turn, Instant now) {
    VoiceSession session = SessionRows.get(jdbc, claimed.tenant(), claimed.id(), now).session();
    List<SessionMessage> messages = MessageRows.list(jdbc, claimed.tenant(), session, first - 1, 2);
    return new SessionAnswer(session, messages, session.isPlayground() ? turn.trace() : null);
  }
}
