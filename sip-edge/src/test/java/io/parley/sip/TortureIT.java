package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.kernel.media.MediaPlane.Remote;
import io.parley.sip.peer.EdgeRig;
import io.parley.sip.peer.RawPeer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Messages nobody would send by mistake: after each the edge still answers, and never with 500. */
class TortureIT {
  private static final int PORT = RawPeer.freePort();
  private static final int FUZZED = 3000;

  private static SipConfig config() {
    return SipConfig.defaults().at("127.0.0.1", PORT);
  }

  private static List<Path> messages() throws IOException, URISyntaxException {
    URL folder = Objects.requireNonNull(TortureIT.class.getResource("/rfc4475"));
    try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
      return files.filter(file -> file.toString().endsWith(".dat")).sorted().toList();
    }
  }

  private static final Pattern BRANCH = Pattern.compile("branch=z9hG4bK-us-(\\d+)");

  /** The message with a Via of {@code peer} on top, so that its answer comes back to us. */
  private static byte[] throughUs(byte[] message, RawPeer peer, int number) {
    String via =
        "Via: SIP/2.0/UDP 127.0.0.1:%d;rport;branch=z9hG4bK-us-%d\r\n"
            .formatted(peer.port(), number);
    int lineEnd = new String(message, StandardCharsets.ISO_8859_1).indexOf("\r\n") + 2;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(message, 0, lineEnd);
    out.writeBytes(via.getBytes(StandardCharsets.ISO_8859_1));
    out.write(message, lineEnd, message.length - lineEnd);
    return out.toByteArray();
  }

  private static void assertUnharmed(EdgeRig rig) {
    SipCounters counters = rig.edge.counters();
    assertThat(counters.strandFailed()).isZero();
    assertThat(counters.wire().failures()).isZero();
    assertThat(counters.desk().refused()).doesNotContainKey(500);
  }

  @Test
  void survivesTheTortureMessages() throws Exception {
    try (EdgeRig rig = new EdgeRig(config(), EdgeRig.WILLING).start();
        RawPeer peer = new RawPeer("127.0.0.1", PORT);
        RawPeer probe = new RawPeer("127.0.0.1", PORT)) {
      List<Path> files = messages();
      assertThat(files).hasSize(49);
      for (Path file : files) {
        peer.send(Files.readAllBytes(file));
        assertThat(probe.edgeAnswers()).as(file.getFileName().toString()).isTrue();
      }
      assertUnharmed(rig);
    }
  }

  @Test
  void answersTheTortureMessagesAsTheRfcWants() throws Exception {
    List<String> names = new ArrayList<>();
    List<String> replies = new ArrayList<>();
    try (EdgeRig rig = new EdgeRig(config(), EdgeRig.WILLING).start();
        RawPeer peer = new RawPeer("127.0.0.1", PORT);
        RawPeer probe = new RawPeer("127.0.0.1", PORT)) {
      for (Path file : messages()) {
        String name = file.getFileName().toString().replace(".dat", "");
        peer.send(throughUs(Files.readAllBytes(file), peer, names.size()));
        names.add(name);
        assertThat(probe.edgeAnswers()).as(name).isTrue();
        replies.addAll(peer.receiveAll(1));
      }
      replies.addAll(peer.receiveAll(1000));
      assertUnharmed(rig);
      assertThat(rig.media.remotes()).extracting(Remote::host).doesNotContain("");
    }
    Map<String, String> answers = finalStatuses(names, replies);
    assertThat(answers.values()).doesNotContain("500");
    Map<String, String> wanted =
        Map.ofEntries(
            Map.entry("badvers", "505"),
            Map.entry("bext01", "420"),
            Map.entry("intmeth", "405"),
            Map.entry("unkscm", "416"),
            Map.entry("novelsc", "416"),
            Map.entry("zeromf", "483"),
            Map.entry("invut", "415"),
            Map.entry("sdp01", "406"),
            Map.entry("multi01", "400"),
            Map.entry("mcl01", "400"),
            Map.entry("clerr", "400"),
            Map.entry("ncl", "400"),
            Map.entry("lwsruri", "400"),
            Map.entry("lwsstart", "400"),
            Map.entry("trws", "400"),
            Map.entry("ltgtruri", "400"),
            Map.entry("mismatch01", "400"),
            Map.entry("mismatch02", "400"),
            Map.entry("quotbal", "400"),
            Map.entry("scalar02", "400"));
    assertThat(answers).containsAllEntriesOf(wanted);
  }

  /** Name of the message to the first final status that came for it, by the branch we put on it. */
  private static Map<String, String> finalStatuses(List<String> names, List<String> replies) {
    Map<String, String> answers = new TreeMap<>();
    for (String reply : replies) {
      Matcher branch = BRANCH.matcher(reply);
      if (reply.startsWith("SIP/2.0 ") && reply.charAt(8) != '1' && branch.find()) {
        answers.putIfAbsent(names.get(Integer.parseInt(branch.group(1))), reply.substring(8, 11));
      }
    }
    return answers;
  }

  @Test
  void survivesMutatedInvites() throws Exception {
    Random random = new Random(20_261_120);
    try (EdgeRig rig = new EdgeRig(config(), EdgeRig.WILLING).start();
        RawPeer peer = new RawPeer("127.0.0.1", PORT);
        RawPeer probe = new RawPeer("127.0.0.1", PORT)) {
      String sdp =
          "v=0\no=- 1 1 IN IP4 127.0.0.1\ns=-\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 9 RTP/AVP 0\n";
      List<String> leaks = new ArrayList<>();
      for (int i = 0; i < FUZZED; i++) {
        String more = "Content-Type: application/sdp\n";
        byte[] good =
            peer.request("INVITE", "9196", "fuzz-" + i, more, sdp.replace("\n", "\r\n"))
                .replace("\r\n", "\n")
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        for (int c = 1 + random.nextInt(6); c > 0; c--) {
          good[random.nextInt(good.length)] = (byte) random.nextInt();
        }
        peer.send(good);
        if (i % 100 == 99) {
          assertThat(probe.edgeAnswers()).as("after " + i).isTrue();
          peer.receiveAll(1).stream()
              .filter(r ->
                  r.startsWith("SIP/2.0 4")
                      && !r.matches("(?s)SIP/2.0 4\\d\\d [A-Z][A-Za-z -]+\r\n.*"))
              .forEach(leaks::add);
        }
      }
      assertUnharmed(rig);
      assertThat(leaks).isEmpty();
    }
  }
}
