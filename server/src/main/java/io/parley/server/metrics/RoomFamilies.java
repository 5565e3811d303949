package io.parley.server.metrics;

import io.parley.agent.AgentCounters;
import io.parley.control.ControlSnapshot;
import io.parley.control.webhooks.WebhookStats;
import io.parley.media.MediaCounters;
import io.parley.media.loop.LoopCounters;
import io.parley.sip.SipCounters;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** The rooms' counters as metric families. Stateless. */
public final class RoomFamilies {
  private RoomFamilies() {}

  /** What the SIP edge counts. */
  public static Families sip(SipCounters sip) {
    Map<String, Long> refused = new TreeMap<>();
    sip.desk().refused().forEach((status, count) -> refused.put("" + status, count));
    return new Families()
        .gauge("parley_calls_active", "Calls that are up.", sip.desk().activeCalls())
        .gauge("parley_sip_legs", "Dialogs not forgotten yet.", sip.desk().legs())
        .counter("parley_sip_invites", "INVITEs taken.", sip.desk().invites())
        .counter("parley_calls_answered", "Calls answered with 200.", sip.desk().answered())
        .counters("parley_sip_refused", "Calls refused by status.", "status", refused)
        .counters(
            "parley_calls_over_limit",
            "Calls beyond a limit of their organisation or trunk.",
            "limit",
            Map.of("calls", sip.desk().overCalls(), "rate", sip.desk().overRate()))
        .counter(
            "parley_sip_ok_repeats", "200s sent again for want of an ACK.", sip.desk().okRepeats())
        .counter("parley_sip_messages_received", "Datagrams read.", sip.wire().received())
        .counter("parley_sip_messages_sent", "Datagrams sent.", sip.wire().sent())
        .counter(
            "parley_sip_foreign",
            "Datagrams from addresses that are not allowed.",
            sip.wire().foreign())
        .counter("parley_sip_malformed", "Datagrams that are no SIP.", sip.wire().malformed())
        .counter(
            "parley_sip_strand_drops", "Signals that found their strand full.", sip.strandDropped())
        .counter(
            "parley_sip_defects",
            "Signals whose handling failed.",
            sip.strandFailed() + sip.wire().failures());
  }

  /** What the media engine counts. */
  public static Families media(MediaCounters media) {
    Families families =
        new Families()
            .gauge("parley_rtp_ports_in_use", "Port pairs bound.", media.portsInUse())
            .gauge("parley_rtp_ports_free", "Port pairs that could be bound.", media.portsFree())
            .counter("parley_rtp_packets_received", "RTP packets taken.", media.packetsReceived())
            .counter("parley_rtp_packets_sent", "RTP packets sent.", media.packetsSent())
            .counter("parley_rtp_send_failures", "RTP packets not sent.", media.sendFailures())
            .counter("parley_rtp_packets_lost", "RTP packets missing.", media.lost())
            .counter("parley_rtp_packets_late", "RTP packets too late.", media.late())
            .counter("parley_rtp_packets_duplicate", "RTP packets twice.", media.duplicate())
            .counter(
                "parley_rtp_packets_foreign",
                "RTP from others than the negotiated far end.",
                media.foreign())
            .counter(
                "parley_rtp_packets_malformed",
                "Datagrams that are no RTP of the leg.",
                media.malformed())
            .counter("parley_playout_pauses", "Utterances paused by speech.", media.pauses())
            .counter(
                "parley_playout_leases_expired",
                "Pauses that ended by themselves.",
                media.leasesExpired())
            .histogram(
                "parley_rtp_grid_deviation_seconds",
                "Due to sent, per packet.",
                Map.of(),
                deviationBounds(),
                deviation(media.loops()));
    loops(families, media.loops());
    return families;
  }

  private static void loops(Families families, List<LoopCounters> loops) {
    byLoop(
        families,
        loops,
        "parley_media_loop_allocated_bytes",
        "Bytes allocated by the loop's thread.",
        LoopCounters::allocatedBytes);
    byLoop(
        families,
        loops,
        "parley_media_loop_packets_received",
        "Packets by loop.",
        LoopCounters::packetsIn);
    byLoop(
        families,
        loops,
        "parley_media_loop_packets_sent",
        "Packets by loop.",
        LoopCounters::packetsOut);
    byLoop(
        families,
        loops,
        "parley_media_loop_stalls",
        "Times the loop was held up.",
        LoopCounters::stalls);
    byLoop(
        families,
        loops,
        "parley_media_ring_frames_dropped",
        "Frames the full ring dropped.",
        LoopCounters::framesDropped);
    byLoop(
        families,
        loops,
        "parley_media_ring_facts_dropped",
        "Facts the full ring dropped.",
        LoopCounters::factsDropped);
    byLoop(
        families,
        loops,
        "parley_media_orders_refused",
        "Orders the full lane refused.",
        LoopCounters::ordersRefused);
    byLoop(
        families,
        loops,
        "parley_media_defects",
        "Legs closed because of a defect.",
        LoopCounters::faults);
  }

  private static void byLoop(
      Families families,
      List<LoopCounters> loops,
      String name,
      String help,
      ToLongFunction<LoopCounters> value) {
    Map<String, Long> values = new TreeMap<>();
    loops.forEach(loop -> values.put(loop.thread(), value.applyAsLong(loop)));
    families.counters(name, help, "loop", values);
  }

  private static double[] deviationBounds() {
    return LoopCounters.deviationBoundsNs().stream().mapToDouble(ns -> ns / 1e9).toArray();
  }

  private static long[] deviation(List<LoopCounters> loops) {
    long[] sum = new long[LoopCounters.deviationBoundsNs().size() + 1];
    for (LoopCounters loop : loops) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += loop.deviation().get(i);
      }
    }
    return sum;
  }

  /** What the agents count. */
  public static Families agents(AgentCounters agents) {
    return new Families()
        .gauge("parley_conversations", "Conversations that are up.", agents.live())
        .counter("parley_agent_calls_refused", "Calls no agent took.", agents.refused())
        .counter(
            "parley_hearing_blocks_dropped",
            "Caller audio a slow transcriber missed.",
            agents.audioDropped())
        .counter(
            "parley_mailbox_refused", "Messages a full mailbox refused.", agents.mailRefused());
  }

  /** What journal and shipper count. */
  public static Families control(ControlSnapshot control) {
    return new Families()
        .counter("parley_journal_facts", "Facts taken.", control.journal().taken())
        .counter("parley_journal_refused", "Facts turned away.", control.journal().refused())
        .gauge("parley_journal_waiting", "Facts not on disk yet.", control.journal().waiting())
        .counter("parley_journal_syncs", "Group commits.", control.journal().syncs())
        .counter("parley_journal_failures", "Writes that failed.", control.journal().failures())
        .gauge(
            "parley_ship_backlog", "Facts not in the database.", control.shipping().backlogFacts())
        .counter("parley_ship_facts", "Facts shipped.", control.shipping().shipped())
        .counter("parley_ship_failures", "Batches not taken.", control.shipping().failures())
        .gauge("parley_database_up", "Whether it answers.", control.database().isUp() ? 1 : 0)
        .counter(
            "parley_database_restarts",
            "Times the embedded one was brought back.",
            control.database().restarts())
        .gauge("parley_directory_numbers", "Tenants' numbers.", control.directory().numbers())
        .gauge("parley_directory_trunks", "Tenants' trunks.", control.directory().trunks())
        .gauge("parley_directory_agents", "Versions they reach.", control.directory().agents())
        .counter(
            "parley_directory_failures", "Looks that failed.", control.directory().failedLooks())
        .counter(
            "parley_api_over_limit", "API requests answered 429.", control.requests().refused())
        .gauge(
            "parley_api_limit_buckets",
            "Organisations and credentials whose requests are counted.",
            control.requests().buckets())
        .counter(
            "parley_api_limit_forgotten",
            "Counts given up for want of room.",
            control.requests().forgotten())
        .counter("parley_events", "Events for live streams.", control.live().events())
        .gauge("parley_event_streams", "Live streams that are open.", control.live().streams())
        .counter(
            "parley_event_streams_cut",
            "Streams that were too far behind.",
            control.live().cutOff())
        .counter(
            "parley_event_streams_refused",
            "Streams there was no room for.",
            control.live().refused())
        .counter(
            "parley_words_dropped",
            "Times that what was being said was not told, for want of room.",
            control.journal().wordsDropped() + control.live().wordsDropped())
        .counter(
            "parley_sessions_ended_idle",
            "Voice sessions nobody used for an hour.",
            control.sessions().endedIdle())
        .counter(
            "parley_session_audio_failures",
            "Attempts to hear or answer a recording that failed.",
            control.sessions().audioFailures())
        .counter(
            "parley_session_audio_waited",
            "Looks that found more recordings due than may be heard at once.",
            control.sessions().audioWaited());
  }

  /** What the durable queue and webhooks count. */
  public static Families webhooks(ControlSnapshot control) {
    WebhookStats webhooks = control.webhooks();
    return new Families()
        .counter("parley_job_runs", "Runs of jobs that ended.", control.jobs().runs())
        .counter("parley_job_defects", "Runs that failed.", control.jobs().defects())
        .gauges("parley_jobs_waiting", "Jobs in the queue.", "job", control.jobs().waiting())
        .counter("parley_webhook_enqueued", "Deliveries written.", webhooks.enqueued())
        .counter("parley_webhook_delivered", "Deliveries taken.", webhooks.delivered())
        .counter("parley_webhook_failed", "Attempts not taken.", webhooks.failed())
        .counter(
            "parley_webhook_refused",
            "Attempts whose target may not be sent to.",
            webhooks.refused())
        .counter("parley_webhook_given_up", "Deliveries given up.", webhooks.givenUp())
        .counter("parley_webhook_rests", "Receivers left alone for a while.", webhooks.rests());
  }
}
