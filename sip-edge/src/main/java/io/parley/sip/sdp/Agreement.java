package io.parley.sip.sdp;

import io.parley.kernel.media.MediaPlane.Remote;

/**
 * What both ends settled on.
 *
 * @param remote the far end, with the direction as we see it
 * @param section index of the media section used
 */
public record Agreement(SdpOffer offer, int section, Remote remote) {
  /** Whether the far end takes no audio of ours: we are on hold. */
  public boolean held() {
    return !remote.direction().sends();
  }
}
