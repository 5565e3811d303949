package io.parley.control;

import io.parley.kernel.call.CallFact;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.TenantId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A process with one call up, made to be killed: {@code CrashingNode folder call-id}. */
public final class CrashingNode {
  private CrashingNode() {}

  /** Brings the call up, prints {@code UP}, and waits for its end. */
  public static void main(String[] arguments) throws Exception {
    RunningPlane plane = new RunningPlane(Path.of(arguments[0]), "");
    CallId call = CallId.parse(arguments[1]);
    plane.awaitDatabase();
    plane.journal().append(TenantId.DEFAULT, call, Facts.offered("Alice", "sip-crash"));
    plane.journal().append(TenantId.DEFAULT, call, new CallFact.Answered(9, "PCMU"));
    plane.awaitShipped();
    plane.journal().append(TenantId.DEFAULT, call, Facts.turn(1, "hello", "Good morning."));
    Await.until("it is journalled", Duration.ofSeconds(20), plane::isJournalled);
    System.out.println("UP");
    System.out.flush();
    new CountDownLatch(1).await();
  }
}
