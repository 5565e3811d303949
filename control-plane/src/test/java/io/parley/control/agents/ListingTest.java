package io.parley.control.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.control.document.Documents;
import io.parley.control.document.Finding;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.route.AgentDefinition;
import io.parley.kernel.route.AgentRef;
import io.parley.kernel.route.LessonContent;
import io.parley.kernel.route.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListingTest {
  private static final AgentDefinition DEFINITION =
      AgentDocuments.read(Documents.parse("{\"name\": \"Mine\", \"lesson\": \"l\"}"), _ -> true);
  private static final LessonContent LESSON =
      new LessonContent("l", "L", "", "", List.of(), List.of(), List.of(), java.util.Map.of());
  private static final Listing LISTING =
      new Listing(
          7,
          List.of(
              new Listing.Reach("a", "+4930*", "wide", 1),
              new Listing.Reach("a", "+493012*", "narrow", 1),
              new Listing.Reach("a", "+49301234", "exact", 2),
              new Listing.Reach("a", "help", "named", 1),
              new Listing.Reach("b", "help", "late", 1)),
          List.of(
              new Listing.Agent("a", "exact", 2, DEFINITION, LESSON),
              new Listing.Agent("a", "wide", 1, DEFINITION, null)));

  private static String reached(String dialled) {
    return LISTING.index().lookup(dialled) instanceof Route.ToAgent route
        ? route.tenant() + ":" + route.agent()
        : "nothing";
  }

  @Test
  void theNumberItselfIsBeforeTheLongestPrefix() {
    assertThat(reached("+49301234")).isEqualTo("a:exact@2");
    assertThat(reached("+493012345")).isEqualTo("a:narrow@1");
    assertThat(reached("+493099")).isEqualTo("a:wide@1");
    assertThat(reached("+4930")).isEqualTo("a:wide@1");
    assertThat(reached("+493")).isEqualTo("nothing");
    assertThat(reached("")).isEqualTo("nothing");
    assertThat(reached("9".repeat(100_000))).isEqualTo("nothing");
  }

  @Test
  void namesAreFoundInAnyCaseAndTheFirstOfTwoTenantsHasIt() {
    assertThat(reached("HELP")).isEqualTo("a:named@1");
  }

  @Test
  void agentsAreFoundByTheirOwnTenantOnly() {
    Listing.Index index = LISTING.index();
    AgentRef exact = new AgentRef("exact", 2);
    assertThat(index.find(new TenantId("a"), exact).orElseThrow().lesson()).isEqualTo(LESSON);
    assertThat(index.find(new TenantId("b"), exact)).isEmpty();
    assertThat(index.find(new TenantId("a"), new AgentRef("exact", 1))).isEmpty();
  }

  @Test
  void survivesInAFileThatNobodyElseReads(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("routes.json");
    ListingFile file = new ListingFile(path);
    assertThat(file.read()).isEmpty();
    file.write(LISTING);
    file.write(LISTING);
    assertThat(file.read()).contains(LISTING);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
    assertThat(folder).isDirectoryNotContaining(other -> !other.equals(path));
  }

  @Test
  void saysThatAFileIsDamaged(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("routes.json");
    for (String damage : List.of("", "{", "{\"format\": 2}", "[]")) {
      Files.writeString(path, damage);
      assertThatThrownBy(() -> new ListingFile(path).read())
          .as(damage)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("routes.json");
    }
  }

  @Test
  void noNumberTakesThePlaceOfThePlatformsOwn() {
    Seeded seeded = Seeded.with(Set.of("photosynthesis"));
    for (String number :
        List.of("1000", "tutor", "9197", "1*", "91*", "photo*", "photosynthesis")) {
      assertThat(Numbers.clashes(number, seeded))
          .as(number)
          .extracting(Finding::field)
          .containsExactly("number");
    }
    for (String number : List.of("1001", "10000", "10000*", "92*", "+49*")) {
      assertThat(Numbers.clashes(number, seeded)).as(number).isEmpty();
    }
  }
}
