package io.parley.control.people;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** One thing that can be allowed. {@link #scope} is its name on the wire. */
public enum Permission {
  CALLS_READ("see calls, transcripts, latencies and live events"),
  CALLS_CONTROL("hang up running calls, say something, change their context"),
  CALLS_EXPORT("export calls as CSV and JSON lines"),
  STATISTICS_READ("see statistics"),
  RECORDINGS_READ("list and hear recordings"),
  RECORDINGS_DELETE("delete recordings for good"),
  AGENTS_READ("see agents and their versions"),
  AGENTS_WRITE("make and change drafts of agents"),
  AGENTS_PUBLISH("publish a version of an agent, or go back to one"),
  LESSONS_READ("see lessons"),
  LESSONS_WRITE("make and change lessons"),
  NUMBERS_READ("see numbers, patterns and routes"),
  NUMBERS_WRITE("make and change numbers, patterns and routes"),
  TRUNKS_READ("see trunks and gateways"),
  TRUNKS_WRITE("make and change trunks and gateways"),
  PROVIDERS_READ("see which provider credentials there are, not the secrets"),
  PROVIDERS_WRITE("set and test provider credentials"),
  WEBHOOKS_READ("see webhooks and their deliveries"),
  WEBHOOKS_WRITE("make and change webhooks, replay deliveries"),
  VOICE_SESSIONS_READ("see voice sessions and their history"),
  VOICE_SESSIONS_WRITE("hold voice sessions"),
  USERS_READ("see users"),
  USERS_WRITE("make, change and remove users"),
  KEYS_READ("see which API keys there are, not the secrets"),
  KEYS_WRITE("make, rotate and revoke API keys"),
  AUDIT_READ("read the audit log"),
  SETTINGS_READ("see the organisation's settings and limits"),
  SETTINGS_WRITE("change the organisation's settings"),
  ORGANISATION_WRITE("change the organisation's limits and its owners");

  private final String meaning;

  Permission(String meaning) {
    this.meaning = meaning;
  }

  /** What it allows, as the end of a sentence that begins with "may". */
  public String meaning() {
    return meaning;
  }

  /** {@code calls:read}, {@code voice-sessions:write} … */
  @JsonValue
  public String scope() {
    int last = name().lastIndexOf('_');
    String subject = name().substring(0, last).replace('_', '-');
    return (subject + ":" + name().substring(last + 1)).toLowerCase(Locale.ROOT);
  }

  /** The permission of this {@link #scope}. */
  public static Optional<Permission> ofScope(String scope) {
    return Arrays.stream(values()).filter(each -> each.scope().equals(scope)).findFirst();
  }
}
