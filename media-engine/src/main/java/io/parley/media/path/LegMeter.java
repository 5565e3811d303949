package io.parley.media.path;

import io.parley.kernel.media.Codec;
import io.parley.kernel.media.MediaQuality;
import io.parley.kernel.own.OwnedBy;

/**
 * What a leg counts about itself. Owned by the media loop until the leg is closed, then handed to
 * the fan-out with the last report.
 */
@OwnedBy("media-loop")
public final class LegMeter {
  Codec codec = Codec.PCMU;
  long received;
  long sent;
  long sendFailures;
  long lost;
  long late;
  long duplicate;
  long foreign;
  long malformed;
  long concealedSamples;
  double jitterMs;
  private long reportedReceived;
  private long reportedSent;
  private long reportedSendFailures;
  private long reportedLost;
  private long reportedLate;
  private long reportedDuplicate;
  private long reportedForeign;
  private long reportedMalformed;

  /** How the media of the leg went. */
  public MediaQuality quality() {
    return new MediaQuality(
        codec.name(),
        received,
        sent,
        lost,
        late,
        duplicate,
        foreign,
        malformed,
        concealedSamples * 1000 / codec.rateHz(),
        jitterMs);
  }

  /** Adds what was counted since the last time to the totals of the loop. */
  void report(MediaTotals totals) {
    totals.add(MediaTotals.RECEIVED, received - reportedReceived);
    totals.add(MediaTotals.SENT, sent - reportedSent);
    totals.add(MediaTotals.SEND_FAILURES, sendFailures - reportedSendFailures);
    totals.add(MediaTotals.LOST, lost - reportedLost);
    totals.add(MediaTotals.LATE, late - reportedLate);
    totals.add(MediaTotals.DUPLICATE, duplicate - reportedDuplicate);
    totals.add(MediaTotals.FOREIGN, foreign - reportedForeign);
    totals.add(MediaTotals.MALFORMED, malformed - reportedMalformed);
    reportedReceived = received;
    reportedSent = sent;
    reportedSendFailures = sendFailures;
    reportedLost = lost;
    reportedLate = late;
    reportedDuplicate = duplicate;
    reportedForeign = foreign;
    reportedMalformed = malformed;
  }
}
