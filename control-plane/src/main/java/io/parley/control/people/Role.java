package io.parley.control.people;

import static io.parley.control.people.Permission.AGENTS_PUBLISH;
import static io.parley.control.people.Permission.AGENTS_READ;
import static io.parley.control.people.Permission.AGENTS_WRITE;
import static io.parley.control.people.Permission.CALLS_CONTROL;
import static io.parley.control.people.Permission.CALLS_EXPORT;
import static io.parley.control.people.Permission.CALLS_READ;
import static io.parley.control.people.Permission.KEYS_READ;
import static io.parley.control.people.Permission.KEYS_WRITE;
import static io.parley.control.people.Permission.LESSONS_READ;
import static io.parley.control.people.Permission.LESSONS_WRITE;
import static io.parley.control.people.Permission.NUMBERS_READ;
import static io.parley.control.people.Permission.NUMBERS_WRITE;
import static io.parley.control.people.Permission.ORGANISATION_WRITE;
import static io.parley.control.people.Permission.PROVIDERS_READ;
import static io.parley.control.people.Permission.RECORDINGS_READ;
import static io.parley.control.people.Permission.STATISTICS_READ;
import static io.parley.control.people.Permission.TRUNKS_READ;
import static io.parley.control.people.Permission.VOICE_SESSIONS_READ;
import static io.parley.control.people.Permission.VOICE_SESSIONS_WRITE;
import static io.parley.control.people.Permission.WEBHOOKS_READ;
import static io.parley.control.people.Permission.WEBHOOKS_WRITE;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a person is in an organisation. This is the one table of who may do what. */
public enum Role {
  OWNER("answers for the organisation", EnumSet.allOf(Permission.class)),
  ADMIN("runs everything but the owners", EnumSet.complementOf(EnumSet.of(ORGANISATION_WRITE))),
  OPERATOR(
      "watches calls and steps in",
      EnumSet.of(
          CALLS_READ,
          CALLS_CONTROL,
          STATISTICS_READ,
          RECORDINGS_READ,
          AGENTS_READ,
          LESSONS_READ,
          NUMBERS_READ,
          TRUNKS_READ,
          VOICE_SESSIONS_READ,
          VOICE_SESSIONS_WRITE)),
  ANALYST(
      "reads calls and figures, changes nothing",
      EnumSet.of(
          CALLS_READ,
          CALLS_EXPORT,
          STATISTICS_READ,
          RECORDINGS_READ,
          AGENTS_READ,
          LESSONS_READ,
          NUMBERS_READ,
          VOICE_SESSIONS_READ)),
  INTEGRATOR(
      "builds agents and connects other systems",
      EnumSet.of(
          CALLS_READ,
          CALLS_CONTROL,
          CALLS_EXPORT,
          STATISTICS_READ,
          RECORDINGS_READ,
          AGENTS_READ,
          AGENTS_WRITE,
          AGENTS_PUBLISH,
          LESSONS_READ,
          LESSONS_WRITE,
          NUMBERS_READ,
          NUMBERS_WRITE,
          TRUNKS_READ,
          PROVIDERS_READ,
          WEBHOOKS_READ,
          WEBHOOKS_WRITE,
          VOICE_SESSIONS_READ,
          VOICE_SESSIONS_WRITE,
          KEYS_READ,
          KEYS_WRITE));

  private final String meaning;

  @SuppressWarnings("ImmutableEnumChecker") // Wrapped below, and nobody else has what is wrapped.
  private final Set<Permission> permissions;

  Role(String meaning, Set<Permission> permissions) {
    this.meaning = meaning;
    this.permissions = Collections.unmodifiableSet(permissions);
  }

  /** What the role is for, in a few words. */
  public String meaning() {
    return meaning;
  }

  /** What the role may do. */
  public Set<Permission> permissions() {
    return permissions;
  }

  /** {@code owner}, {@code admin} … as stored and on the wire. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of this {@link #label}. */
  public static Optional<Role> ofLabel(String label) {
    return Arrays.stream(values()).filter(each -> each.label().equals(label)).findFirst();
  }
}
