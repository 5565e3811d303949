package io.parley.control.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.control.Refusal;
import io.parley.kernel.id.TenantId;
import org.junit.jupiter.api.Test;

class RoleTest {
  @Test
  void theOwnerMayDoEverythingAndNobodyElseTouchesOwners() {
    assertThat(Role.OWNER.permissions()).containsExactlyInAnyOrder(Permission.values());
    for (Role role : Role.values()) {
      assertThat(role.permissions().contains(Permission.ORGANISATION_WRITE))
          .isEqualTo(role == Role.OWNER);
      assertThat(Role.ofLabel(role.label())).contains(role);
    }
  }

  @Test
  void anAnalystChangesNothing() {
    assertThat(Role.ANALYST.permissions())
        .allMatch(each -> each.scope().endsWith(":read") || each == Permission.CALLS_EXPORT);
  }

  @Test
  void everyScopeHasItsOwnNameAndIsFoundByIt() {
    for (Permission permission : Permission.values()) {
      assertThat(Permission.ofScope(permission.scope())).contains(permission);
      assertThat(permission.scope()).matches("[a-z-]+:[a-z]+");
    }
    assertThat(Permission.VOICE_SESSIONS_WRITE.scope()).isEqualTo("voice-sessions:write");
    assertThat(Permission.ofScope("calls:everything")).isEmpty();
  }

  @Test
  void saysWhichPermissionIsMissing() {
    Requester analyst = Requester.of(TenantId.DEFAULT, "test", Role.ANALYST);
    analyst.require(Permission.CALLS_READ);
    assertThatThrownBy(() -> analyst.require(Permission.CALLS_CONTROL))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FORBIDDEN);
              assertThat(refusal.reason()).contains("calls:control");
            });
  }
}
