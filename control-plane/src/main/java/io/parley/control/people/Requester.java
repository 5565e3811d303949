package io.parley.control.people;

import io.parley.control.Refusal;
import io.parley.kernel.id.TenantId;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who makes a request. A controller takes it as an argument.
 *
 * @param actor as the audit log names it: {@code user:<id>}, {@code key:<id>} or {@code
 *     admin-token}
 * @param permissions what the request may do; a key's are fewer than its role's
 */
public record Requester(TenantId tenant, String actor, Role role, Set<Permission> permissions) {
  /** The request attribute it is found under. */
  public static final String ATTRIBUTE = "io.parley.requester";

  private static final String USER = "user:";

  /** Copies the permissions. */
  public Requester {
    permissions = Set.copyOf(permissions);
  }

  /** Someone with all that {@code role} may do. */
  public static Requester of(TenantId tenant, String actor, Role role) {
    return new Requester(tenant, actor, role, role.permissions());
  }

  /** A person, with all that their role may do. */
  static Requester user(TenantId tenant, UUID id, Role role) {
    return of(tenant, USER + id, role);
  }

  /** The person's id; empty when it is a key or the data folder's token. */
  public Optional<UUID> userId() {
    return actor.startsWith(USER)
        ? Optional.of(UUID.fromString(actor.substring(USER.length())))
        : Optional.empty();
  }

  /** Refuses the request when {@code permission} is missing, and says which one it is. */
  public void require(Permission permission) {
    if (!permissions.contains(permission)) {
      throw Refusal.forbidden(
          "permission-missing",
          "This needs the permission %s (%s).".formatted(permission.scope(), permission.meaning()));
    }
  }

  /** Whether everything in {@code wanted} is allowed here, so that it may be passed on. */
  public boolean mayGive(Set<Permission> wanted) {
    return permissions.containsAll(wanted);
  }
}
