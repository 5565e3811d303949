package io.parley.sip.sdp;

import io.parley.kernel.media.Codec;
import io.parley.kernel.media.Direction;
import io.parley.kernel.media.MediaPlane.Remote;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Offer and answer (RFC 3264): one plain RTP/AVP audio stream of PCMU or PCMA with telephone events
 * (RFC 4733). Stateless and pure.
 */
public final class Negotiation {
  private static final int DEFAULT_PTIME_MS = 20;
  private static final int MIN_PTIME_MS = 10;
  private static final int MAX_PTIME_MS = 60;
  private static final int OUR_EVENT_FORMAT = 101;
  private static final String NOWHERE = "0.0.0.0";

  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]{2,45}");
  private static final Pattern IPV4 =
      Pattern.compile("(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");

  private Negotiation() {}

  /** The first audio section of {@code offer} that we can take, in the peer's order of codecs. */
  public static Optional<Agreement> agree(SdpOffer offer) {
    List<SdpOffer.Media> media = offer.media();
    for (int i = 0; i < media.size(); i++) {
      Optional<Remote> remote = remoteOf(media.get(i));
      if (remote.isPresent()) {
        return Optional.of(new Agreement(offer, i, remote.get()));
      }
    }
    return Optional.empty();
  }

  private static Optional<Remote> remoteOf(SdpOffer.Media media) {
    boolean plain = media.kind().equals("audio") && media.profile().equals("RTP/AVP");
    if (!plain || media.port() == 0 || !isLiteral(media.host())) {
      return Optional.empty();
    }
    for (String format : media.formats()) {
      for (Codec codec : Codec.values()) {
        if (carries(media, format, codec)) {
          return Optional.of(remote(media, codec));
        }
      }
    }
    return Optional.empty();
  }

  private static Remote remote(SdpOffer.Media media, Codec codec) {
    boolean nowhere = media.host().equals(NOWHERE) || media.host().equals("::");
    Direction ours = nowhere ? heldBy(media.direction()) : mirrored(media.direction());
    return new Remote(
        media.host(), media.port(), codec, ptimeMs(media), eventFormat(media, codec), ours);
  }

  /**
   * Whether {@code format} is the static payload type of {@code codec} and not mapped otherwise.
   */
  private static boolean carries(SdpOffer.Media media, String format, Codec codec) {
    if (!format.equals(Integer.toString(codec.payloadType()))) {
      return false;
    }
    for (SdpOffer.RtpMap map : media.rtpMaps()) {
      if (map.format().equals(format)) {
        return map.encoding().equals(codec.name()) && map.rateHz() == codec.rateHz();
      }
    }
    return true;
  }

  private static int eventFormat(SdpOffer.Media media, Codec codec) {
    for (SdpOffer.RtpMap map : media.rtpMaps()) {
      boolean event = map.encoding().equals("TELEPHONE-EVENT") && map.rateHz() == codec.rateHz();
      int format = SdpReader.number(map.format(), 127);
      if (event && format >= 0 && media.formats().contains(map.format())) {
        return format;
      }
    }
    return -1;
  }

  private static int ptimeMs(SdpOffer.Media media) {
    int asked = media.ptimeMs();
    boolean usable = asked >= MIN_PTIME_MS && asked <= MAX_PTIME_MS && asked % MIN_PTIME_MS == 0;
    int ptimeMs = usable ? asked : DEFAULT_PTIME_MS;
    int most = media.maxPtimeMs();
    return most >= MIN_PTIME_MS && most < ptimeMs ? most / MIN_PTIME_MS * MIN_PTIME_MS : ptimeMs;
  }

  private static Direction mirrored(Direction theirs) {
    return switch (theirs) {
      case SEND_RECV -> Direction.SEND_RECV;
      case SEND_ONLY -> Direction.RECV_ONLY;
      case RECV_ONLY -> Direction.SEND_ONLY;
      case INACTIVE -> Direction.INACTIVE;
    };
  }

  /** Hold by an address of zero (RFC 3264 8.4): whatever they say, we do not send. */
  private static Direction heldBy(Direction theirs) {
    return switch (theirs) {
      case SEND_RECV, SEND_ONLY -> Direction.RECV_ONLY;
      case RECV_ONLY, INACTIVE -> Direction.INACTIVE;
    };
  }

  /** Our answer: the agreed section with one codec, every other one refused with port 0. */
  public static String answer(Agreement agreement, LocalMedia local) {
    StringBuilder out = head(local, agreement.offer().timing());
    List<SdpOffer.Media> media = agreement.offer().media();
    for (int i = 0; i < media.size(); i++) {
      if (i == agreement.section()) {
        audio(out, local, agreement.remote());
      } else {
        refused(out, media.get(i));
      }
    }
    return out.toString();
  }

  /** Our own offer: both codecs, telephone events, both ways. */
  public static String offer(LocalMedia local) {
    StringBuilder out = head(local, "0 0");
    out.append("m=audio ").append(local.port()).append(" RTP/AVP 0 8 ").append(OUR_EVENT_FORMAT);
    out.append("\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:8 PCMA/8000\r\n");
    event(out, OUR_EVENT_FORMAT);
    out.append("a=ptime:").append(DEFAULT_PTIME_MS).append("\r\na=sendrecv\r\n");
    return out.toString();
  }

  private static StringBuilder head(LocalMedia local, String timing) {
    StringBuilder out = new StringBuilder(320);
    String address = " IN " + local.addressType() + ' ' + local.host();
    out.append("v=0\r\no=parley ").append(local.sessionId()).append(' ').append(local.version());
    out.append(address).append("\r\ns=-\r\nc=").append(address, 1, address.length());
    return out.append("\r\nt=").append(timing).append("\r\n");
  }

  private static void audio(StringBuilder out, LocalMedia local, Remote remote) {
    Codec codec = remote.codec();
    int event = remote.dtmfPayloadType();
    out.append("m=audio ").append(local.port()).append(" RTP/AVP ").append(codec.payloadType());
    if (event >= 0) {
      out.append(' ').append(event);
    }
    out.append("\r\na=rtpmap:").append(codec.payloadType()).append(' ').append(codec.name());
    out.append('/').append(codec.rateHz()).append("\r\n");
    if (event >= 0) {
      event(out, event);
    }
    out.append("a=ptime:").append(remote.ptimeMs()).append("\r\na=");
    out.append(attribute(remote.direction())).append("\r\n");
  }

  private static void event(StringBuilder out, int format) {
    out.append("a=rtpmap:").append(format).append(" telephone-event/8000\r\n");
    out.append("a=fmtp:").append(format).append(" 0-16\r\n");
  }

  private static void refused(StringBuilder out, SdpOffer.Media media) {
    out.append("m=").append(media.kind()).append(" 0 ").append(media.profile());
    for (String format : media.formats()) {
      out.append(' ').append(format);
    }
    out.append("\r\n");
  }

  private static String attribute(Direction direction) {
    return switch (direction) {
      case SEND_RECV -> "sendrecv";
      case SEND_ONLY -> "sendonly";
      case RECV_ONLY -> "recvonly";
      case INACTIVE -> "inactive";
    };
  }

  /** A literal IPv4 or IPv6 address; names are not looked up in the middle of a call. */
  static boolean isLiteral(String host) {
    return host.indexOf(':') >= 0 ? IPV6.matcher(host).matches() : IPV4.matcher(host).matches();
  }
}
