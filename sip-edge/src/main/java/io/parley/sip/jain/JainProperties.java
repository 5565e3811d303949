package io.parley.sip.jain;

import java.util.Properties;

/**
 * The stack's settings, every one that matters set on purpose: transactions only, no dialogs of its
 * own, no sockets of its own, no files.
 */
final class JainProperties {
  private static final String PREFIX = "gov.nist.javax.sip.";
  private static final int MAX_MESSAGE_BYTES = 65_536;
  private static final int BUFFER_BYTES = 4_194_304;
  private static final int MAX_TRANSACTIONS = 200_000;

  private JainProperties() {}

  static int bufferBytes() {
    return BUFFER_BYTES;
  }

  static Properties of(String stackName) {
    Properties p = new Properties();
    p.setProperty("javax.sip.STACK_NAME", stackName);
    p.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "off");
    p.setProperty("javax.sip.ROUTER_PATH", HopRouter.class.getName());
    p.setProperty("javax.sip.USE_ROUTER_FOR_ALL_URIS", "true");
    set(p, "STACK_LOGGER", BoundedStackLogger.class.getName());
    set(p, "SERVER_LOGGER", SilentServerLogger.class.getName());
    set(p, "LOG_STACK_TRACE_ON_MESSAGE_SEND", "false");
    set(p, "AUTOMATIC_DIALOG_ERROR_HANDLING", "false");
    set(p, "REENTRANT_LISTENER", "true");
    set(p, "THREAD_POOL_SIZE", "4");
    set(p, "TCP_POST_PARSING_THREAD_POOL_SIZE", "1");
    set(p, "THREAD_PRIORITY", Integer.toString(Thread.NORM_PRIORITY));
    set(p, "RELEASE_REFERENCES_STRATEGY", "Normal");
    set(p, "RECEIVE_UDP_BUFFER_SIZE", Integer.toString(BUFFER_BYTES));
    set(p, "SEND_UDP_BUFFER_SIZE", Integer.toString(BUFFER_BYTES));
    set(p, "MAX_MESSAGE_SIZE", Integer.toString(MAX_MESSAGE_BYTES));
    set(p, "MAX_SERVER_TRANSACTIONS", Integer.toString(MAX_TRANSACTIONS));
    set(p, "MAX_CLIENT_TRANSACTIONS", Integer.toString(MAX_TRANSACTIONS));
    set(p, "MAX_CONNECTIONS", "1");
    set(p, "READ_TIMEOUT", "5000");
    set(p, "CONNECTION_TIMEOUT", "5000");
    set(p, "CACHE_SERVER_CONNECTIONS", "false");
    set(p, "CACHE_CLIENT_CONNECTIONS", "false");
    set(p, "MAX_TX_LIFETIME_INVITE", "240");
    set(p, "MAX_TX_LIFETIME_NON_INVITE", "60");
    set(p, "MAX_LISTENER_RESPONSE_TIME", "240");
    set(p, "MAX_FORK_TIME_SECONDS", "0");
    set(p, "CONGESTION_CONTROL_ENABLED", "false");
    set(p, "CONGESTION_CONTROL_TIMEOUT", "0");
    set(p, "DELIVER_UNSOLICITED_NOTIFY", "false");
    set(p, "DELIVER_TERMINATED_EVENT_FOR_ACK", "false");
    set(p, "DELIVER_TERMINATED_EVENT_FOR_NULL_DIALOG", "false");
    set(p, "PASS_INVITE_NON_2XX_ACK_TO_LISTENER", "false");
    set(p, "REJECT_STRAY_RESPONSES", "false");
    set(p, "ALWAYS_ADD_RPORT", "false");
    set(p, "PATCH_RPORT", "false");
    set(p, "MIN_KEEPALIVE_TIME_SECONDS", "-1");
    set(p, "THREAD_AUDIT_INTERVAL_IN_MILLISECS", "0");
    set(p, "RFC_2543_SUPPORT_ENABLED", "true");
    set(p, "COMPUTE_CONTENT_LENGTH_FROM_MESSAGE_BODY", "false");
    return p;
  }

  private static void set(Properties properties, String name, String value) {
    properties.setProperty(PREFIX + name, value);
  }
}
