package io.parley.sip.jain;

import gov.nist.javax.sip.message.SIPRequest;
import io.parley.sip.wire.SipInbox;
import io.parley.sip.wire.SipRequest;
import java.util.function.IntConsumer;
import javax.sip.ClientTransaction;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionAlreadyExistsException;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.TransactionUnavailableException;
import org.jspecify.annotations.Nullable;

/** Hands what the stack delivers to the legs. Stateless; called on the stack's threads. */
final class JainListener implements SipListener {
  private static final int REQUEST_TIMEOUT = 408;

  private final SipInbox inbox;
  private final Replies replies;
  private final WireTally tally;

  JainListener(SipInbox inbox, Replies replies, WireTally tally) {
    this.inbox = inbox;
    this.replies = replies;
    this.tally = tally;
  }

  @Override
  public void processRequest(RequestEvent event) {
    SIPRequest message = (SIPRequest) event.getRequest();
    boolean translated = message.getApplicationData() instanceof SipRequest;
    if (!translated || message.getMethod().equals("ACK")) {
      return;
    }
    SipProvider provider = (SipProvider) event.getSource();
    ServerTransaction transaction = transaction(event, provider, message);
    if (transaction != null) {
      SipRequest request = (SipRequest) message.getApplicationData();
      inbox.onRequest(
          request, new TransactionExchange(provider, transaction, message, replies, tally));
    }
  }

  private @Nullable ServerTransaction transaction(
      RequestEvent event, SipProvider provider, SIPRequest message) {
    ServerTransaction known = event.getServerTransaction();
    if (known != null) {
      return known;
    }
    try {
      return provider.getNewServerTransaction(message);
    } catch (TransactionAlreadyExistsException | TransactionUnavailableException e) {
      tally.lost.increment();
      return null;
    }
  }

  @Override
  public void processResponse(ResponseEvent event) {
    int status = event.getResponse().getStatusCode();
    if (status >= 200) {
      settle(event.getClientTransaction(), status);
    }
  }

  @Override
  public void processTimeout(TimeoutEvent event) {
    if (!event.isServerTransaction()) {
      settle(event.getClientTransaction(), REQUEST_TIMEOUT);
    }
  }

  private static void settle(@Nullable ClientTransaction transaction, int status) {
    if (transaction != null && transaction.getApplicationData() instanceof IntConsumer settled) {
      settled.accept(status);
    }
  }

  /** A message that could not be sent: the transaction's timeout follows. */
  @Override
  public void processIOException(IOExceptionEvent event) {}

  @Override
  public void processTransactionTerminated(TransactionTerminatedEvent event) {}

  @Override
  public void processDialogTerminated(DialogTerminatedEvent event) {}
}
