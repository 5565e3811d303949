package io.parley.sip.peer;

import java.io.IOException;
import java.util.Arrays;

/**
 * Calls and hangs up, a few at a time, each step as soon as the edge has answered the last one: no
 * rate that a busy machine could fall behind. For one thread.
 */
public final class QuickCaller implements AutoCloseable {
  private static final int PATIENCE_MS = 20_000;

  private final RawPeer peer;
  private final String number;
  private final long[] sentNs;
  private final long[] setupNs;
  private int calls;
  private int ended;

  /** A caller that will make at most {@code most} calls to {@code number}. */
  public QuickCaller(int edgePort, String number, int most) throws IOException {
    this.peer = new RawPeer("127.0.0.1", edgePort);
    this.number = number;
    this.sentNs = new long[most];
    this.setupNs = new long[most];
  }

  /** Makes {@code count} calls, {@code beside} at a time; answers how many ended well. */
  public int call(int count, int beside) throws IOException {
    int until = calls + count;
    for (int i = 0; i < beside && calls < until; i++) {
      invite();
    }
    int wanted = ended + count;
    while (ended < wanted) {
      String message = peer.receive(PATIENCE_MS);
      if (message.isEmpty()) {
        return ended;
      }
      boolean over = take(message);
      if (over && calls < until) {
        invite();
      }
    }
    return ended;
  }

  /** Times from INVITE to 200 of the calls so far, in nanoseconds, sorted. */
  public long[] setupNs() {
    long[] sorted = Arrays.copyOf(setupNs, calls);
    Arrays.sort(sorted);
    return sorted;
  }

  private void invite() throws IOException {
    int id = calls++;
    String type = "Content-Type: application/sdp\n";
    String invite = peer.request("INVITE", number, "quick-" + id + "@raw", type, Requests.SDP);
    sentNs[id] = System.nanoTime();
    peer.send(invite);
  }

  /** Takes one response; {@code true} when its call is over. */
  private boolean take(String message) throws IOException {
    int id = Integer.parseInt(between(message, "quick-", "@raw"));
    if (!message.startsWith("SIP/2.0 200")) {
      return false;
    }
    if (between(message, "CSeq: ", "\r\n").endsWith("INVITE")) {
      if (setupNs[id] == 0) {
        setupNs[id] = System.nanoTime() - sentNs[id];
      }
      answer(message, id);
      return false;
    }
    ended++;
    return true;
  }

  private void answer(String ok, int id) throws IOException {
    String to = between(ok, "To: ", "\r\n");
    long cseq = Long.parseLong(between(ok, "CSeq: ", " INVITE"));
    String plain = "To: <sip:" + number + "@127.0.0.1>";
    String call = "quick-" + id + "@raw";
    String ack = peer.request("ACK", number, call, "", "");
    peer.send(
        ack.replace(plain, "To: " + to).replaceFirst("CSeq: \\d+ ACK", "CSeq: " + cseq + " ACK"));
    peer.send(peer.request("BYE", number, call, "", "").replace(plain, "To: " + to));
  }

  private static String between(String text, String before, String after) {
    int start = text.indexOf(before) + before.length();
    return text.substring(start, text.indexOf(after, start));
  }

  @Override
  public void close() {
    peer.close();
  }
}
