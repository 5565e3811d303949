package io.parley.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a test source may be called and contain, over every module. */
class SuiteRules {
  private static final Path ROOT = Path.of("..");
  private static final Pattern IS_TEST = Pattern.compile("@(Test|ParameterizedTest|ArchTest)\\b");
  private static final Pattern SUITE = Pattern.compile(".*(Test|IT|Rules)\\.java");
  private static final Pattern SLEEPS = Pattern.compile("Thread\\.sleep\\(|@Disabled");

  @Test
  void everyTestClassBelongsToExactlyOneSuiteByItsName() {
    assertThat(testSources())
        .filteredOn(file -> IS_TEST.matcher(read(file)).find())
        .isNotEmpty()
        .allMatch(file -> SUITE.matcher(file.getFileName().toString()).matches());
  }

  @Test
  void noTestSleepsOrIsSwitchedOff() {
    assertThat(testSources())
        .filteredOn(file -> !file.endsWith("SuiteRules.java"))
        .noneMatch(file -> SLEEPS.matcher(read(file)).find());
  }

  @Test
  void everyProductPackageIsNullMarkedAndSaysWhatItIs() {
    assertThat(packages())
        .isNotEmpty()
        .allSatisfy(folder ->
            assertThat(read(folder.resolve("package-info.java")))
                .contains("@NullMarked")
                .contains("/**"));
  }

  private static List<Path> testSources() {
    return javaFiles("src/test/java");
  }

  private static List<Path> packages() {
    return javaFiles("src/main/java").stream()
        .filter(file -> !file.toString().contains("bench"))
        .map(Path::getParent)
        .distinct()
        .toList();
  }

  private static List<Path> javaFiles(String below) {
    try (Stream<Path> modules = Files.list(ROOT)) {
      return modules
          .map(module -> module.resolve(below))
          .filter(Files::isDirectory)
          .flatMap(SuiteRules::walk)
          .filter(file -> file.toString().endsWith(".java"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> walk(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
