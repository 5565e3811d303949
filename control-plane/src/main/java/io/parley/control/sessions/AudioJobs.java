package io.parley.control.sessions;

import io.parley.control.Refusal;
import io.parley.control.sessions.JobRows.Kept;
import io.parley.control.sessions.Turns.Taken;
import io.parley.control.store.TenantTransactions;
import io.parley.kernel.audio.Pcm;
import io.parley.kernel.fault.Fault;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.session.SessionTalk.Outcome;
import io.parley.kernel.session.SessionWords;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionException;

/**
 * Has recordings heard and answered, each tried {@value #MOST_ATTEMPTS} times with twice the pause
 * after every failure. What was heard once is kept, so that an answer that fails is tried without
 * hearing again. Safe from any thread; one job is tried by one thread at a time.
 */
final class AudioJobs {
  private static final Logger LOG = LoggerFactory.getLogger(AudioJobs.class);
  private static final int MOST_ATTEMPTS = 3;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
  private static final Duration TURN = Duration.ofMillis(500);
  private static final Duration PAUSED = Duration.ofSeconds(5);

  private final TenantTransactions transactions;
  private final AtomicReference<@Nullable Turns> turns = new AtomicReference<>();
  private final AudioFolder folder;
  private final InstantSource wall;
  private final AtomicLong failures = new AtomicLong();

  AudioJobs(TenantTransactions transactions, AudioFolder folder, InstantSource wall) {
    this.transactions = transactions;
    this.folder = folder;
    this.wall = wall;
  }

  /** From now on there is somebody who answers. */
  void open(Turns answering) {
    turns.set(answering);
  }

  /** A job of a tenant's, as the queue knows it. */
  record Ref(TenantId tenant, UUID id) {
    static Ref of(String instance) {
      int slash = instance.indexOf('/');
      return new Ref(
          new TenantId(instance.substring(0, slash)),
          UUID.fromString(instance.substring(slash + 1)));
    }

    String instance() {
      return tenant.value() + "/" + id;
    }
  }

  /** Tries the job {@code instance}; answers when to try it again, null when it is over. */
  @Nullable Instant run(String instance) {
    Turns answering = turns.get();
    return answering == null ? wall.instant().plus(PAUSED) : attempt(answering, Ref.of(instance));
  }

  /** Attempts that failed so far. */
  long failures() {
    return failures.get();
  }

  private @Nullable Instant attempt(Turns answering, Ref ref) {
    Begun begun = transactions.in(ref.tenant(), jdbc -> Begun.of(jdbc, ref, wall.instant()));
    if (begun.over()) {
      folder.remove(ref.id());
      return null;
    }
    if (begun.later() != null) {
      return begun.later();
    }
    try {
      SessionWords words = begun.words();
      SessionWords known = words == null ? hear(answering, ref, begun) : words;
      return answer(answering, ref, begun, known);
    } catch (Unheard unheard) {
      return failed(ref, begun, unheard.fault);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return again(ref, wall.instant().plus(FIRST_PAUSE), "the server stopped", false);
    } catch (DataAccessException | TransactionException away) {
      throw away;
    } catch (RuntimeException bug) {
      LOG.error("recording {} could not be heard or answered", ref.id(), bug);
      return failed(ref, begun, new Fault.Unavailable("a defect; see the log", Fault.Retry.LATER));
    }
  }

  private SessionWords hear(Turns answering, Ref ref, Begun begun)
      throws InterruptedException, Unheard {
    Pcm audio;
    try {
      audio = folder.open(ref.id());
    } catch (IOException e) {
      throw new Unheard(new Fault.Refused("the recording is not on this server any more"));
    }
    SessionWords words =
        switch (answering.hear(ref.tenant(), begun.session(), audio)) {
          case Outcome.Done<SessionWords> done -> done.value();
          case Outcome.Failed<SessionWords> failed -> throw new Unheard(failed.fault());
        };
    transactions.in(
        ref.tenant(),
        jdbc -> {
          JobRows.heard(jdbc, ref.tenant(), ref.id(), words);
          return true;
        });
    return words;
  }

  private @Nullable Instant answer(Turns answering, Ref ref, Begun begun, SessionWords words)
      throws Unheard {
    try (Taken taken = answering.say(ref.tenant(), begun.session(), words, SessionMessage.VOICE)) {
      transactions.in(
          ref.tenant(),
          jdbc -> {
            SessionAnswer answer = taken.keep(jdbc);
            int first = answer.messages().isEmpty() ? 0 : answer.messages().getFirst().seq();
            int last = answer.messages().isEmpty() ? 0 : answer.messages().getLast().seq();
            JobRows.done(jdbc, ref.tenant(), ref.id(), first, last, wall.instant());
            return true;
          });
      folder.remove(ref.id());
      return null;
    } catch (Refusal refusal) {
      if (refusal.type().equals(Turns.UNDER_WAY)) {
        return again(ref, wall.instant().plus(TURN), "", false);
      }
      boolean later = refusal.kind() == Refusal.Kind.UNAVAILABLE;
      throw new Unheard(
          later
              ? new Fault.Unavailable(refusal.reason(), Fault.Retry.LATER)
              : new Fault.Refused(refusal.reason()));
    }
  }

  private @Nullable Instant failed(Ref ref, Begun begun, Fault fault) {
    failures.incrementAndGet();
    boolean last = fault instanceof Fault.Refused || begun.attempt() >= MOST_ATTEMPTS;
    if (!last) {
      Duration pause = FIRST_PAUSE.multipliedBy(1L << (begun.attempt() - 1));
      return again(ref, wall.instant().plus(pause), fault.detail(), true);
    }
    transactions.in(
        ref.tenant(),
        jdbc -> {
          JobRows.fail(
              jdbc, ref.tenant(), ref.id(), fault.detail(), begun.clientCanHear(), wall.instant());
          return true;
        });
    folder.remove(ref.id());
    return null;
  }

  private Instant again(Ref ref, Instant at, String error, boolean counted) {
    transactions.in(
        ref.tenant(),
        jdbc -> {
          JobRows.again(jdbc, ref.tenant(), ref.id(), at, error, counted);
          return true;
        });
    return at;
  }

  /** Why an attempt came to nothing. */
  private static final class Unheard extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Fault fault;

    Unheard(Fault fault) {
      super(fault.detail(), null, false, false);
      this.fault = fault;
    }
  }

  /**
   * An attempt that has begun, or what keeps it from beginning.
   *
   * @param later when to look again; null when it has begun
   * @param over whether nothing will ever be done again
   * @param attempt counts from 1
   * @param words what an earlier attempt has heard
   * @param clientCanHear whether a client may recognise speech itself
   */
  private record Begun(
      @Nullable Instant later,
      boolean over,
      UUID session,
      int attempt,
      @Nullable SessionWords words,
      boolean clientCanHear) {
    private static Begun not(@Nullable Instant later) {
      return new Begun(later, later == null, new UUID(0, 0), 0, null, false);
    }

    static Begun of(JdbcTemplate jdbc, Ref ref, Instant now) {
      Kept kept = JobRows.find(jdbc, ref.tenant(), ref.id(), " FOR UPDATE").orElse(null);
      if (kept == null || kept.job().isOver()) {
        return not(null);
      }
      VoiceSession session =
          SessionRows.get(jdbc, ref.tenant(), kept.job().sessionId(), now).session();
      boolean browser = !session.settings().sttMode().equals("server");
      if (session.status().equals(VoiceSession.ENDED)) {
        JobRows.fail(jdbc, ref.tenant(), ref.id(), "the session has ended", false, now);
        return not(null);
      }
      if (session.status().equals(VoiceSession.PAUSED)) {
        JobRows.look(jdbc, ref.tenant(), ref.id(), now.plus(PAUSED));
        return not(now.plus(PAUSED));
      }
      if (kept.job().attempts() >= MOST_ATTEMPTS) {
        JobRows.fail(jdbc, ref.tenant(), ref.id(), lastError(kept), browser, now);
        return not(null);
      }
      JobRows.begin(jdbc, ref.tenant(), ref.id());
      return new Begun(null, false, session.id(), kept.job().attempts() + 1, kept.words(), browser);
    }

    /** Only a process that ended in mid-attempt leaves as many attempts without an end. */
    private static String lastError(Kept kept) {
      String error = kept.job().error();
      return error.isEmpty() ? "the server stopped while it was tried" : error;
    }
  }
}
