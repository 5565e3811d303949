package io.parley.sip.jain;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.parley.sip.wire.Exchange;
import io.parley.sip.wire.SipReply;
import javax.sip.InvalidArgumentException;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.SipProvider;
import org.jspecify.annotations.Nullable;

/** A server transaction as legs see it. Used by one strand at a time. */
final class TransactionExchange implements Exchange {
  private final SipProvider provider;
  private final ServerTransaction transaction;
  private final SIPRequest request;
  private final Replies replies;
  private final WireTally tally;
  private volatile @Nullable SIPResponse ok;

  TransactionExchange(
      SipProvider provider,
      ServerTransaction transaction,
      SIPRequest request,
      Replies replies,
      WireTally tally) {
    this.provider = provider;
    this.transaction = transaction;
    this.request = request;
    this.replies = replies;
    this.tally = tally;
  }

  @Override
  public void reply(SipReply reply) {
    try {
      SIPResponse response = replies.build(request, reply);
      if (reply.status() / 100 == 2) {
        ok = response;
      }
      transaction.sendResponse(response);
    } catch (SipException | InvalidArgumentException e) {
      tally.sendFailed(reply.status() + " to " + request.getMethod(), e);
    }
  }

  @Override
  public void repeat() {
    SIPResponse response = ok;
    if (response != null) {
      try {
        provider.sendResponse(response);
      } catch (SipException e) {
        tally.sendFailed("repeated 200", e);
      }
    }
  }
}
