package io.parley.control.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/permissions.md} true: {@code -Dparley.write-docs=true} writes it anew. */
class PermissionPageTest {
  private static final Path PAGE = Path.of("../docs/permissions.md");

  @Test
  void thePageSaysWhatTheCodeDoes() throws Exception {
    if (Boolean.getBoolean("parley.write-docs")) {
      Files.writeString(PAGE, page());
    }
    assertThat(PAGE).as("written by -Dparley.write-docs=true").content().isEqualTo(page());
  }

  private static String page() {
    StringBuilder page = new StringBuilder("# Who may do what\n\n");
    page.append("Made from the code (`io.parley.control.people.Role`) and kept true by a test.\n");
    page.append("An API key has scopes of the same names, never more than its maker may do.\n\n");
    for (Role role : Role.values()) {
      page.append("- **").append(role.label()).append("**: ").append(role.meaning()).append("\n");
    }
    page.append("\n| permission | may |");
    StringBuilder line = new StringBuilder("|---|---|");
    for (Role role : Role.values()) {
      page.append(' ').append(role.label()).append(" |");
      line.append(":-:|");
    }
    page.append("\n").append(line).append("\n");
    for (Permission permission : Permission.values()) {
      page.append("| `").append(permission.scope()).append("` | ");
      page.append(permission.meaning()).append(" |");
      for (Role role : Role.values()) {
        page.append(role.permissions().contains(permission) ? " yes |" : "  |");
      }
      page.append("\n");
    }
    return page.toString();
  }
}
