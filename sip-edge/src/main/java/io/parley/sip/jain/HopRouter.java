package io.parley.sip.jain;

import gov.nist.javax.sip.message.SIPRequest;
import java.util.Collections;
import java.util.ListIterator;
import javax.sip.SipStack;
import javax.sip.address.Hop;
import javax.sip.address.Router;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request where its maker says: the hop is the request's application data. No name is ever
 * looked up. The stack makes it by name; stateless.
 */
public final class HopRouter implements Router {
  /** As the stack wants it. */
  public HopRouter(SipStack stack, String outboundProxy) {}

  @Override
  public @Nullable Hop getNextHop(Request request) {
    Object data = ((SIPRequest) request).getApplicationData();
    return data instanceof Hop hop ? hop : null;
  }

  @Override
  @SuppressWarnings("deprecation") // the interface wants it
  public ListIterator<?> getNextHops(Request request) {
    return Collections.emptyListIterator();
  }

  @Override
  public @Nullable Hop getOutboundProxy() {
    return null;
  }
}
