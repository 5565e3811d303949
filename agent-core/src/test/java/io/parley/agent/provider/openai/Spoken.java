package io.parley.agent.provider.openai;

import io.parley.agent.think.Responder;
import io.parley.kernel.fault.Fault;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps what a responder says; may be asked from any thread. */
final class Spoken implements Responder.Listener {
  private final List<String> pieces = new CopyOnWriteArrayList<>();
  private final List<String> tools = new CopyOnWriteArrayList<>();
  private final CountDownLatch first = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile Responder.@Nullable End end;
  private volatile @Nullable Fault fault;

  @Override
  public void piece(String text) {
    pieces.add(text);
    first.countDown();
  }

  @Override
  public void called(String tool, String arguments, String result) {
    tools.add(tool);
  }

  @Override
  public void done(Responder.End last) {
    end = last;
    over.countDown();
  }

  @Override
  public void failed(Fault why) {
    fault = why;
    over.countDown();
  }

  Spoken awaitEnd() throws InterruptedException {
    if (!over.await(20, TimeUnit.SECONDS)) {
      throw new AssertionError("no end, only " + pieces.size() + " pieces");
    }
    return this;
  }

  Spoken awaitFirst() throws InterruptedException {
    if (!first.await(20, TimeUnit.SECONDS)) {
      throw new AssertionError("nothing was said");
    }
    return this;
  }

  boolean isOver() {
    return over.getCount() == 0;
  }

  String text() {
    return String.join("", pieces);
  }

  List<String> pieces() {
    return pieces;
  }

  List<String> tools() {
    return tools;
  }

  Responder.End end() {
    Responder.End last = end;
    if (last == null) {
      throw new AssertionError("the reply failed: " + fault);
    }
    return last;
  }

  Fault fault() {
    Fault why = fault;
    if (why == null) {
      throw new AssertionError("the reply did not fail: " + text());
    }
    return why;
  }
}
