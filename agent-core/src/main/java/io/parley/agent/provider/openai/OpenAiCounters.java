package io.parley.agent.provider.openai;

import io.parley.kernel.fault.Fault;
import java.util.concurrent.atomic.LongAdder;

/** Counts for {@link OpenAiCounts}. Safe from any thread. */
final class OpenAiCounters {
  final LongAdder asked = new LongAdder();
  final LongAdder answered = new LongAdder();
  final LongAdder cancelled = new LongAdder();
  final LongAdder promptTokens = new LongAdder();
  final LongAdder replyTokens = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder busy = new LongAdder();
  private final LongAdder unavailable = new LongAdder();

  void failed(Fault fault) {
    switch (fault) {
      case Fault.Refused f -> refused.increment();
      case Fault.Busy f -> busy.increment();
      case Fault.Unavailable f -> unavailable.increment();
    }
  }

  OpenAiCounts snapshot() {
    return new OpenAiCounts(
        asked.sum(),
        answered.sum(),
        cancelled.sum(),
        refused.sum(),
        busy.sum(),
        unavailable.sum(),
        promptTokens.sum(),
        replyTokens.sum());
  }
}
