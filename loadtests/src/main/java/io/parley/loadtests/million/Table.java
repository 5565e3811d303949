package io.parley.loadtests.million;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/** A table's rows of one call, as lines of COPY's text format. Safe from any thread. */
enum Table {
  TRANSCRIPT("transcript (tenant_id, call_id, seq, line, role, said, heard, interrupted, at_ms)") {
    @Override
    void write(GeneratedCall call, StringBuilder to) {
      for (int turn = 0; turn < call.turns; turn++) {
        String start = call.key + (turn + 3) + '\t';
        to.append(start).append("0\tcaller\t");
        say(call.words(turn, true), to);
        to.append("\t\\N\tf\t").append(turn * 7_000L).append('\n');
        to.append(start).append("1\tagent\t");
        int from = to.length();
        say(call.words(turn, false), to);
        int end = to.length();
        to.append('\t').append(to, from, end);
        to.append("\tf\t").append(turn * 7_000L + 2_500).append('\n');
      }
    }
  },
  CALL_WORDS("call_words (tenant_id, call_id, words)") {
    @Override
    void write(GeneratedCall call, StringBuilder to) {
      String prefix = PREFIXES.computeIfAbsent(call.tenant, Table::prefix);
      to.append(call.key);
      for (int turn = 0; turn < call.turns; turn++) {
        mark(prefix, call.words(turn, true), to);
        mark(prefix, call.words(turn, false), to);
      }
      to.append('\n');
    }
  },
  TURNS(
      "turns (tenant_id, call_id, seq, turn_index, started_ms, interrupted, end_of_turn_ms,"
          + " transcript_ms, first_token_ms, first_audio_ms, on_wire_ms)") {
    @Override
    void write(GeneratedCall call, StringBuilder to) {
      for (int turn = 0; turn < call.turns; turn++) {
        SplittableRandom random = call.latencies(turn);
        int endOfTurn = 180 + random.nextInt(500);
        int transcript = endOfTurn + 5 + random.nextInt(60);
        int token = transcript + 20 + (int) (-200 * Math.log(1 - random.nextDouble()));
        int audio = token + 20 + random.nextInt(120);
        to.append(call.key).append(turn + 3).append('\t').append(turn).append('\t');
        to.append(turn * 7_000L).append('\t').append(random.nextInt(12) == 0 ? 't' : 'f');
        for (int ms : new int[] {endOfTurn, transcript, token, audio, audio + random.nextInt(20)}) {
          to.append('\t').append(ms);
        }
        to.append('\n');
      }
    }
  },
  CALLS(
      "calls (tenant_id, id, node, direction, status, from_number, to_number, agent,"
          + " agent_version, sip_call_id, sip_remote, sip_user_agent, sip_codec, sip_status,"
          + " started_at, answered_at, ended_at, setup_ms, duration_ms, ended_reason,"
          + " ended_detail)") {
    @Override
    void write(GeneratedCall call, StringBuilder to) {
      to.append(call.key).append("node-1\tinbound\tended\t").append(call.from).append('\t');
      to.append(call.to).append('\t').append(call.agent).append('\t').append(call.version);
      to.append("\tsip-").append(call.key, call.tenant.length() + 1, call.key.length());
      to.append("192.0.2.7:5060\tgenerated\tPCMU\t200\t").append(call.started).append('\t');
      to.append(call.answered).append('\t').append(call.ended).append("\t30\t");
      to.append(call.durationMs).append('\t').append(call.reason).append("\t\n");
    }
  },
  QUALITY(
      "quality (tenant_id, call_id, seq, codec, packets_received, packets_sent, lost, late,"
          + " duplicate, foreign_source, malformed, concealed_ms, jitter_ms)") {
    @Override
    void write(GeneratedCall call, StringBuilder to) {
      long packets = call.durationMs / 20;
      to.append(call.key).append(call.turns + 3).append("\tPCMU\t").append(packets).append('\t');
      to.append(packets).append("\t0\t0\t0\t0\t0\t0\t0.8\n");
    }
  };

  private static final Map<String, String> PREFIXES = new ConcurrentHashMap<>();

  private final String target;

  Table(String target) {
    this.target = target;
  }

  /** Appends the table's lines of {@code call}. */
  abstract void write(GeneratedCall call, StringBuilder to);

  /** Its columns, in parentheses. */
  String columns() {
    return target.substring(target.indexOf('('));
  }

  String table() {
    return "parley." + name().toLowerCase(java.util.Locale.ROOT);
  }

  private static void say(int[] ranks, StringBuilder to) {
    for (int at = 0; at < ranks.length; at++) {
      to.append(at == 0 ? "" : " ").append(Vocabulary.word(ranks[at]));
    }
  }

  private static void mark(String prefix, int[] ranks, StringBuilder to) {
    for (int rank : ranks) {
      to.append(prefix).append(Vocabulary.word(rank)).append(' ');
    }
  }

  /** What the database's function said_words puts before each word of a tenant. */
  private static String prefix(String tenant) {
    try {
      byte[] digest = MessageDigest.getInstance("MD5").digest(tenant.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, 2);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
