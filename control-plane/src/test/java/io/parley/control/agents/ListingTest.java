package io.parley.control.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.control.document.Documents;
import io.parley.control.document.Finding;
import io.parley.control.document.Schema;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.route.AgentDefinition;
import io.parley.kernel.route.AgentRef;
import io.parley.kernel.route.CallBudget;
import io.parley.kernel.route.LessonContent;
import io.parley.kernel.route.Route;
import io.parley.kernel.route.TrunkDefinition;
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
      AgentDocuments.read(
          Documents.parse("{\"name\": \"Mine\", \"lesson\": \"l\"}"), _ -> true, _ -> true);
  private static final LessonContent LESSON =
      new LessonContent("l", "L", "", "", List.of(), List.of(), List.of(), java.util.Map.of());
  private static final Listing LISTING =
      new Listing(
          7,
          List.of(
              reach("a", "+4930*", "wide"),
              reach("a", "+493012*", "narrow"),
              new Listing.Reach("a", "+49301234", "exact", 2, "", 100),
              reach("a", "help", "named"),
              reach("b", "help", "late")),
          List.of(
              new Listing.Agent("a", "exact", 2, DEFINITION, LESSON),
              new Listing.Agent("a", "wide", 1, DEFINITION, null)),
          List.of(trunk("a", "carrier", "198.51.100.0/24")),
          List.of(new Listing.Organisation("a", new Limits(3, null, 600, null))),
          List.of(new SealedCredential("a", "our-groq", "groq", "", "", "v1.k.x", 3)));

  private static Listing.Reach reach(String tenant, String number, String agent) {
    return new Listing.Reach(tenant, number, agent, 1, "", 100);
  }

  private static Listing.Reach reach(
      String tenant, String number, String agent, String trunk, int priority) {
    return new Listing.Reach(tenant, number, agent, 1, trunk, priority);
  }

  private static Listing.Trunk trunk(String tenant, String name, String network) {
    String document = "{\"name\": \"%s\", \"allowed_networks\": [\"%s\"]}".formatted(name, network);
    return new Listing.Trunk(
        tenant,
        Documents.value(
            Schema.of("trunk").complete(Documents.parse(document)), TrunkDefinition.class),
        null);
  }

  /** Which agent has a call to {@code dialled} from {@code source}. */
  private static String reached(
      List<Listing.Reach> numbers, List<Listing.Trunk> trunks, String dialled, String source) {
    return new Listing(1, numbers, List.of(), trunks, List.of(), List.of())
                .index()
                .lookup(dialled, source)
            instanceof Route.ToAgent route
        ? route.tenant() + ":" + route.agent().name()
        : "nothing";
  }

  private static String reached(String dialled) {
    return LISTING.index().lookup(dialled, "") instanceof Route.ToAgent route
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
    ListingIndex index = LISTING.index();
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
    for (String damage :
        List.of("", "{", "{\"format\": 2}", "{\"format\": 3, \"listing\": {}}", "[]")) {
      Files.writeString(path, damage);
      assertThatThrownBy(() -> new ListingFile(path).read())
          .as(damage)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("routes.json");
    }
  }

  @Test
  void readsWhatTheProgramBeforeTrunksWrote(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("routes.json");
    Files.writeString(
        path,
        """
        {"format": 1, "listing": {"revision": 3, "agents": [], "numbers":
          [{"tenant": "a", "number": "7*", "agent": "old", "version": 4}]}}
        """);
    Listing read = new ListingFile(path).read().orElseThrow();
    assertThat(read.trunks()).isEmpty();
    assertThat(read.index().lookup("77", "192.0.2.1"))
        .isEqualTo(new Route.ToAgent(new TenantId("a"), new AgentRef("old", 4)));
  }

  @Test
  void questionMarksStandForAsManyCharactersAndAreBeforeAStar() {
    List<Listing.Reach> numbers =
        List.of(
            reach("a", "55*", "star"),
            reach("a", "55??", "four"),
            reach("a", "55???*", "five-or-more"),
            reach("a", "551*", "longer"));
    assertThat(reached(numbers, List.of(), "5599", "")).isEqualTo("a:four");
    assertThat(reached(numbers, List.of(), "55999", "")).isEqualTo("a:five-or-more");
    assertThat(reached(numbers, List.of(), "559", "")).isEqualTo("a:star");
    assertThat(reached(numbers, List.of(), "5519", "")).isEqualTo("a:longer");
    assertThat(reached(numbers, List.of(), "55??", "")).isEqualTo("a:four");
  }

  @Test
  void theLowestPriorityIsBeforeWhatSaysMoreButNeverBeforeTheNumberItself() {
    List<Listing.Reach> numbers =
        List.of(
            reach("a", "55*", "closed-today", "", 1),
            reach("a", "5512*", "usual"),
            reach("a", "551234", "boss"));
    assertThat(reached(numbers, List.of(), "55123", "")).isEqualTo("a:closed-today");
    assertThat(reached(numbers, List.of(), "551234", "")).isEqualTo("a:boss");
  }

  @Test
  void aNumberOfATrunkIsReachedByItsCallsAlone() {
    List<Listing.Reach> numbers = List.of(reach("a", "600", "bound", "carrier", 100));
    List<Listing.Trunk> trunks =
        List.of(
            trunk("a", "carrier", "198.51.100.0/24"),
            trunk("b", "carrier", "203.0.113.0/24"),
            trunk("a", "other", "2001:db8::/32"));
    assertThat(reached(numbers, trunks, "600", "198.51.100.9")).isEqualTo("a:bound");
    for (String other : List.of("203.0.113.9", "2001:db8::1", "198.51.101.9", "", "pbx")) {
      assertThat(reached(numbers, trunks, "600", other)).as(other).isEqualTo("nothing");
    }
  }

  @Test
  void aTrunksCallsReachItsOwnersNumbersBeforeAnybodyElses() {
    List<Listing.Reach> numbers = List.of(reach("a", "700", "first"), reach("b", "7*", "own"));
    List<Listing.Trunk> trunks = List.of(trunk("b", "pbx", "192.0.2.4"));
    assertThat(reached(numbers, trunks, "700", "192.0.2.4")).isEqualTo("b:own");
    assertThat(reached(numbers, trunks, "700", "192.0.2.5")).isEqualTo("a:first");
    assertThat(reached(numbers, trunks, "700", "")).isEqualTo("a:first");
  }

  @Test
  void aNetworkOfTwoTenantsShutsNeitherOut() {
    List<Listing.Trunk> trunks =
        List.of(trunk("a", "shared", "192.0.2.0/24"), trunk("b", "shared", "192.0.2.0/25"));
    List<Listing.Reach> numbers =
        List.of(
            reach("a", "+491", "of-a", "shared", 100), reach("b", "+492", "of-b", "shared", 100));
    assertThat(reached(numbers, trunks, "+491", "192.0.2.1")).isEqualTo("a:of-a");
    assertThat(reached(numbers, trunks, "+492", "192.0.2.1")).isEqualTo("b:of-b");
    assertThat(reached(numbers, trunks, "+492", "192.0.2.200")).isEqualTo("nothing");
  }

  @Test
  void aCallCountsAgainstItsOrganisationAndTheTrunkItCameBy() {
    Listing listing =
        new Listing(
            1,
            List.of(reach("a", "600", "any"), reach("b", "700", "other")),
            List.of(),
            List.of(
                new Listing.Trunk("a", limited("carrier", "198.51.100.0/24", 2), null),
                trunk("a", "unlimited", "203.0.113.0/24")),
            List.of(new Listing.Organisation("a", new Limits(7, 4, null, null))),
            List.of());
    CallBudget organisation = new CallBudget("organisation/a", "organisation", 7, 4);
    CallBudget carrier = new CallBudget("trunk/a/carrier", "trunk carrier", 2, 0);
    ListingIndex index = listing.index();
    assertThat(index.lookup("600", "").budgets()).containsExactly(organisation);
    assertThat(index.lookup("600", "203.0.113.1").budgets()).containsExactly(organisation);
    assertThat(index.lookup("600", "198.51.100.1").budgets())
        .containsExactly(organisation, carrier)
        .isEqualTo(index.budgets(new TenantId("a"), "198.51.100.1"));
    assertThat(index.lookup("700", "198.51.100.1").budgets()).isEmpty();
    assertThat(index.limits(new TenantId("a")).requests()).isEqualTo(Limits.API_REQUESTS);
    assertThat(index.limits(new TenantId("b"))).isEqualTo(Limits.NONE);
  }

  private static TrunkDefinition limited(String name, String network, int maxCalls) {
    String document =
        "{\"name\": \"%s\", \"allowed_networks\": [\"%s\"], \"max_calls\": %d}"
            .formatted(name, network, maxCalls);
    return Documents.value(
        Schema.of("trunk").complete(Documents.parse(document)), TrunkDefinition.class);
  }

  @Test
  void noNumberTakesThePlaceOfThePlatformsOwn() {
    Seeded seeded = Seeded.with(Set.of("photosynthesis"));
    for (String number :
        List.of(
            "1000", "tutor", "9197", "1*", "91*", "photo*", "photosynthesis", "9???", "tuto?")) {
      assertThat(Numbers.clashes(number, seeded))
          .as(number)
          .extracting(Finding::field)
          .containsExactly("number");
    }
    for (String number : List.of("1001", "10000", "10000*", "92*", "+49*", "9??", "9????")) {
      assertThat(Numbers.clashes(number, seeded)).as(number).isEmpty();
    }
  }
}
