package io.parley.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** The borders of the house: who may import whom, where foreign types live, who reads clocks. */
@AnalyzeClasses(packages = "io.parley", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRules {
  private static final Set<String> CLOCK_READS =
      Set.of(
          "java.lang.System.nanoTime",
          "java.lang.System.currentTimeMillis",
          "java.lang.Thread.sleep",
          "java.time.Instant.now",
          "java.time.LocalDateTime.now",
          "java.time.ZonedDateTime.now",
          "java.time.OffsetDateTime.now");

  @ArchTest
  static final ArchRule kernelNeedsNothingButTheJdk =
      classes()
          .that()
          .resideInAPackage("io.parley.kernel..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("io.parley.kernel..", "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule sipEdgeImportsNoSibling =
      roomImportsNone("sip", "io.parley.media..", "io.parley.agent..", "io.parley.control..");

  @ArchTest
  static final ArchRule mediaEngineImportsNoSibling =
      roomImportsNone("media", "io.parley.sip..", "io.parley.agent..", "io.parley.control..");

  @ArchTest
  static final ArchRule agentCoreImportsNoSibling =
      roomImportsNone("agent", "io.parley.sip..", "io.parley.media..", "io.parley.control..");

  @ArchTest
  static final ArchRule controlPlaneImportsNoSibling =
      roomImportsNone("control", "io.parley.sip..", "io.parley.media..", "io.parley.agent..");

  @ArchTest
  static final ArchRule nobodyImportsTheServer =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.parley.server..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.parley.server..");

  @ArchTest
  static final ArchRule loadtestsSpeakWireProtocolsOnly =
      noClasses()
          .that()
          .resideInAPackage("io.parley.loadtests..")
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "are Parley's own, outside loadtests",
                  type ->
                      type.getPackageName().startsWith("io.parley")
                          && !type.getPackageName().startsWith("io.parley.loadtests")));

  @ArchTest
  static final ArchRule jainSipLivesInOnePackage =
      livesOnlyIn(new String[] {"javax.sip..", "gov.nist.."}, "io.parley.sip.jain..");

  @ArchTest
  static final ArchRule nettyLivesInTwoPackages =
      livesOnlyIn(
          new String[] {"io.netty.."}, "io.parley.sip.transport..", "io.parley.media.net..");

  @ArchTest
  static final ArchRule disruptorLivesInTheLoop =
      livesOnlyIn(new String[] {"com.lmax.disruptor.."}, "io.parley.media.loop..");

  @ArchTest
  static final ArchRule springAndJdbcLiveBehindTheCallPath =
      livesOnlyIn(
          new String[] {"org.springframework..", "java.sql..", "javax.sql..", "org.postgresql.."},
          "io.parley.control..",
          "io.parley.server..",
          "io.parley.loadtests.million..");

  @ArchTest
  static final ArchRule prometheusLivesInTheServersMetrics =
      livesOnlyIn(new String[] {"io.prometheus.."}, "io.parley.server.metrics..");

  @ArchTest
  static final ArchRule journalNeedsNeitherSpringNorJdbc =
      noClasses()
          .that()
          .resideInAPackage("io.parley.control.journal..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework..", "java.sql..", "javax.sql..");

  @ArchTest
  static final ArchRule speechEnginesLiveWithTheirVendor =
      livesOnlyIn(
          new String[] {"edu.cmu.sphinx..", "com.sun.speech.."},
          "io.parley.agent.provider..",
          "io.parley.agent.hear.grammar..",
          "io.parley.loadtests..");

  @ArchTest
  static final ArchRule onlyTheKernelsTimeReadsClocks =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.parley.kernel.time..", "io.parley.loadtests..")
          .and()
          .doNotHaveFullyQualifiedName("io.parley.testsupport.Allocation")
          .should()
          .callCodeUnitWhere(
              DescribedPredicate.describe("reads a clock or sleeps", HouseRules::readsClock));

  @ArchTest
  static final ArchRule mediaAndConversationTakeNoMonitor =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.parley.media.path..",
              "io.parley.media.playout..",
              "io.parley.agent.conversation..")
          .should(new TakesMonitor());

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.parley.(*).(*)..").should().beFreeOfCycles();

  private static boolean readsClock(JavaCall<?> call) {
    return CLOCK_READS.contains(call.getTargetOwner().getName() + "." + call.getTarget().getName());
  }

  private static ArchRule roomImportsNone(String room, String... siblings) {
    return noClasses()
        .that()
        .resideInAPackage("io.parley." + room + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(siblings)
        .allowEmptyShould(true);
  }

  private static ArchRule livesOnlyIn(String[] foreign, String... homes) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(homes)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(foreign);
  }
}
