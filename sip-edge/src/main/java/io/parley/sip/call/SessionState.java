package io.parley.sip.call;

import io.parley.sip.sdp.Agreement;
import io.parley.sip.sdp.LocalMedia;
import io.parley.sip.sdp.Negotiation;
import io.parley.sip.sdp.SdpReader;
import io.parley.sip.sdp.SdpReading;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Offer and answer of one dialog as far as they have come. Owned by its machine. */
final class SessionState {
  private final long sessionId;
  private @Nullable LocalMedia local;
  private @Nullable Agreement proposed;
  private @Nullable Agreement agreed;
  private String lastText = "";
  private boolean offering;

  SessionState(long sessionId) {
    this.sessionId = sessionId;
  }

  /** Takes the body of an INVITE in; answers the status to refuse it with, or 0. */
  int propose(String body) {
    offering = body.isBlank();
    proposed = null;
    if (offering) {
      return 0;
    }
    return switch (SdpReader.read(body)) {
      case SdpReading.Unreadable unreadable -> 400;
      case SdpReading.Read read -> {
        proposed = Negotiation.agree(read.offer()).filter(this::reachable).orElse(null);
        yield proposed == null ? 488 : 0;
      }
    };
  }

  /** Our end is bound; {@code false} when the proposed far end has another kind of address. */
  boolean bound(String host, int port) {
    local = new LocalMedia(host, port, sessionId, 1);
    return proposed == null || reachable(proposed);
  }

  private boolean reachable(Agreement agreement) {
    return local == null
        || local.addressType().equals(agreement.remote().host().indexOf(':') >= 0 ? "IP6" : "IP4");
  }

  /** The description for our 200: an answer, or an offer when the INVITE had none. */
  String describe() {
    LocalMedia media = local;
    if (media == null) {
      throw new IllegalStateException("described before media was bound");
    }
    String text = text(media);
    if (!lastText.isEmpty() && !text.equals(lastText)) {
      local = media.next();
      text = text(media.next());
    }
    lastText = text;
    return text;
  }

  private String text(LocalMedia media) {
    return proposed == null ? Negotiation.offer(media) : Negotiation.answer(proposed, media);
  }

  /** Whether the answer is still to come, in the ACK. */
  boolean offering() {
    return offering;
  }

  /** Takes the answer of an ACK in; empty when it is none we can use. */
  Optional<Agreement> accept(String body) {
    if (propose(body) != 0 || offering) {
      return Optional.empty();
    }
    return settle();
  }

  /** Makes what was proposed the session in force. */
  Optional<Agreement> settle() {
    agreed = proposed;
    return Optional.ofNullable(agreed);
  }
}
