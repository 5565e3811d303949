package io.parley.loadtests.call;

import io.parley.loadtests.sip.CallerLeg;
import io.parley.loadtests.sip.Sdp;
import org.jspecify.annotations.Nullable;

/** Says in one line why a call failed and what helps. Owned by the call's thread. */
final class Diagnosis {
  private final CallOptions options;
  private final CallerLeg leg;
  private final MediaLine line;
  private final boolean refusedByHost;
  private final boolean aborted;

  Diagnosis(
      CallOptions options, CallerLeg leg, MediaLine line, boolean refusedByHost, boolean aborted) {
    this.options = options;
    this.leg = leg;
    this.line = line;
    this.refusedByHost = refusedByHost;
    this.aborted = aborted;
  }

  /** The line; null when the call was held. */
  @Nullable String failure() {
    String place = options.host() + ":" + options.port() + "/udp";
    if (refusedByHost && leg.answeredNs() == 0) {
      return "nothing listens at " + place + " (connection refused): is the server up? ./parley up";
    }
    return switch (leg.end()) {
      case NOT_YET -> place + " went away in mid-call (connection refused): ./parley logs";
      case NO_ANSWER ->
          place
              + " did not answer for 32 s: is the server up? ./parley up (or check --host, --port)";
      case CANCELLED ->
          aborted
              ? "stopped before the call was answered"
              : options.target()
                  + " did not answer in "
                  + options.ring().toSeconds()
                  + " s: --ring";
      case REFUSED -> refused();
      case BY_AGENT, BY_CALLER -> media();
    };
  }

  private String refused() {
    String what = options.target() + " was refused: " + leg.status() + " " + leg.reason();
    String again = leg.retryAfter().isEmpty() ? "a little later" : "in " + leg.retryAfter() + " s";
    String remedy =
        switch (leg.status()) {
          case 401, 407 -> "it wants a password, which this caller does not have";
          case 403 -> "is this address in PARLEY_SIP_ALLOW?";
          case 404 -> "try --number 1000, or 9196 to 9199";
          case 488, 415 -> "it takes none of the offered codecs: --codec pcmu or pcma";
          case 486, 503 -> "all lines are busy (PARLEY_MAX_CALLS): try again " + again;
          default -> "see ./parley logs";
        };
    return what + ": " + remedy;
  }

  private @Nullable String media() {
    Sdp remote = leg.remote();
    if (remote == null) {
      return options.target() + " answered without a session description: no audio to exchange";
    }
    if (remote.firstG711() < 0) {
      return options.target() + " answered with a codec that was not offered: --codec pcmu or pcma";
    }
    if (line.firstReceivedNs() == 0 && !aborted) {
      return "no audio came from "
          + remote.host()
          + ":"
          + remote.port()
          + ": does PARLEY_SIP_ADVERTISE name an address this machine reaches?";
    }
    return null;
  }
}
