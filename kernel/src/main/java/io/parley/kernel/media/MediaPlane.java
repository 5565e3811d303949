package io.parley.kernel.media;

import io.parley.kernel.fault.Fault;
import io.parley.kernel.id.LegId;
import io.parley.kernel.id.TenantId;

/**
 * What signalling asks of the media engine. Safe from any thread; nothing here blocks: ports are
 * bound at once, everything else is handed to the loop of the leg's shard.
 */
public interface MediaPlane {
  /** Binds a port pair for a new leg and gives it to its shard. The leg sends nothing yet. */
  Opening open(TenantId tenant, LegId leg, LegService service);

  /**
   * Tells a leg its far end and starts it, or changes it after a re-INVITE. Playout and hearing
   * start when {@code answered} is first true.
   */
  void connect(LegId leg, Remote remote, boolean answered);

  /** Ends a leg; its ports rest before they are bound again. Idempotent. */
  void close(LegId leg);

  /** The answer to {@link #open}. */
  sealed interface Opening {
    /** The leg listens on {@code host:rtpPort} (RTCP on the next port). */
    record Opened(String host, int rtpPort) implements Opening {}

    /** No leg: the fault says whether later would do. */
    record Failed(Fault fault) implements Opening {}
  }

  /**
   * The far end of a leg as negotiated.
   *
   * @param host literal IP address; the only source audio is taken from
   * @param ptimeMs length of the packets we send, in milliseconds
   * @param dtmfPayloadType payload type of telephone-event (RFC 4733), or -1 when not negotiated
   */
  record Remote(
      String host, int port, Codec codec, int ptimeMs, int dtmfPayloadType, Direction direction) {}
}
