package io.parley.sip.sdp;

import io.parley.kernel.media.Direction;
import java.util.List;

/**
 * The part of a session description that negotiation looks at.
 *
 * @param timing the first t= line's value, to be given back in an answer (RFC 3264 6)
 */
public record SdpOffer(String timing, List<Media> media) {
  /** Copies {@code media}. */
  public SdpOffer {
    media = List.copyOf(media);
  }

  /**
   * One m= section.
   *
   * @param host from its own c= line or the session's, empty when there is none
   * @param direction as its owner sees it
   * @param ptimeMs 0 when not given
   * @param maxPtimeMs 0 when not given
   */
  public record Media(
      String kind,
      int port,
      String profile,
      List<String> formats,
      String host,
      Direction direction,
      List<RtpMap> rtpMaps,
      int ptimeMs,
      int maxPtimeMs) {
    /** Copies the lists. */
    public Media {
      formats = List.copyOf(formats);
      rtpMaps = List.copyOf(rtpMaps);
    }
  }

  /** {@code a=rtpmap}: encoding name in upper case. */
  public record RtpMap(String format, String encoding, int rateHz) {}
}
