package io.parley.agent.conversation;

import io.parley.kernel.call.CallContext;
import io.parley.kernel.call.CallOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was ordered from outside the call.
 *
 * @param lines what is still to be said, in order, at most {@link #MOST}
 * @param context what the call is about
 */
public record Orders(List<CallOrder.Say> lines, CallContext context) {
  /** Lines that may wait. */
  static final int MOST = 8;

  static final Orders NONE = new Orders(List.of(), CallContext.NOTHING);

  /** Copies the lines. */
  public Orders {
    lines = List.copyOf(lines);
  }

  CallOrder.@Nullable Say next() {
    return lines.isEmpty() ? null : lines.getFirst();
  }

  boolean full() {
    return lines.size() >= MOST;
  }

  /** One more line; one that cuts the agent short comes before those that wait for a pause. */
  Orders added(CallOrder.Say line) {
    List<CallOrder.Say> all = new ArrayList<>(lines);
    long before = line.now() ? all.stream().takeWhile(CallOrder.Say::now).count() : all.size();
    all.add((int) before, line);
    return new Orders(all, context);
  }

  /** A line that was not heard after all comes first; none when {@code line} is null. */
  Orders again(CallOrder.@Nullable Say line) {
    if (line == null) {
      return this;
    }
    List<CallOrder.Say> all = new ArrayList<>(lines);
    all.addFirst(line);
    return new Orders(all, context);
  }

  Orders taken() {
    return new Orders(lines.subList(1, lines.size()), context);
  }

  Orders about(CallContext next) {
    return new Orders(lines, next);
  }
}
