package io.parley.sip.call;

import io.parley.kernel.call.CallFact;
import io.parley.kernel.link.EdgeFact;
import io.parley.sip.wire.Exchange;
import io.parley.sip.wire.SipReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;

/** Collects the effects of one signal, and tells stale deadlines. Owned by its machine. */
final class Outbox {
  private final EnumMap<Deadline, Integer> rounds = new EnumMap<>(Deadline.class);
  private List<CallEffect> effects = new ArrayList<>(8);

  /** What has been collected, in order; begins anew. */
  List<CallEffect> take() {
    List<CallEffect> taken = effects;
    effects = new ArrayList<>(8);
    return taken;
  }

  void add(CallEffect effect) {
    effects.add(effect);
  }

  void reply(Exchange exchange, SipReply reply) {
    effects.add(new CallEffect.Reply(exchange, reply));
  }

  void tell(EdgeFact fact) {
    effects.add(new CallEffect.TellAgent(fact));
  }

  void record(CallFact fact) {
    effects.add(new CallEffect.Journal(fact));
  }

  void start(Deadline deadline, Duration delay) {
    int round = rounds.merge(deadline, 1, Integer::sum);
    effects.add(new CallEffect.StartTimer(deadline, delay, round));
  }

  void stop(Deadline deadline) {
    if (rounds.containsKey(deadline)) {
      rounds.merge(deadline, 1, Integer::sum);
      effects.add(new CallEffect.StopTimer(deadline));
    }
  }

  /** Whether a deadline that passed has been neither stopped nor set anew since. */
  boolean inForce(CallSignal.Due due) {
    return rounds.getOrDefault(due.deadline(), 0) == due.round();
  }
}
