package io.parley.control.people;

import io.parley.control.Refusal;
import io.parley.kernel.id.TenantId;
import java.util.Set;

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

  /** Copies the permissions. */
  public Requester {
    permissions = Set.copyOf(permissions);
  }

  /** Someone with all that {@code role} may do. */
  public static Requester of(TenantId tenant, String actor, Role role) {
    return new Requester(tenant, actor, role, role.permissions());
  }

  /** Refuses the request when {@code permission} is missing, and says which one it is. */
  public void require(Permission permission) {
    if (!permissions.contains(permission)) {
      throw Refusal.forbidden(
          "permission-missing",
          "This needs the permission %s (%s)."
              .formatted(permission.scope(), permission.meaning()));
    }
  }

  /** Whether everything in {@code wanted} is allowed here, so that it may be passed on. */
  public boolean mayGive(Set<Permission> wanted) {
    return permissions.containsAll(wanted);
  }
}
