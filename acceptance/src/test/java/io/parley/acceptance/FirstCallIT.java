package io.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A newcomer's first minute: a conversation about a lesson, understood and answered by voice. */
@Timeout(300)
@Execution(ExecutionMode.SAME_THREAD)
class FirstCallIT {
  static final List<String> PHOTOSYNTHESIS =
      List.of(
          "photosynthesis",
          "plants",
          "plant",
          "sunlight",
          "light",
          "water",
          "carbon",
          "dioxide",
          "oxygen",
          "sugar",
          "energy",
          "leaves",
          "leaf",
          "chlorophyll",
          "food",
          "air",
          "green");

  private static final List<String> BREAD =
      List.of(
          "bread", "dough", "flour", "water", "salt", "yeast", "oven", "heat", "gas", "sugar",
          "rise", "living", "bubbles", "bake", "baking");

  @TempDir static Path folder;
  private static Product product;

  /** With a lesson that somebody put into its folder. */
  @BeforeAll
  static void start() throws Exception {
    Path data = Files.createDirectories(folder.resolve("data/lessons")).getParent();
    Files.copy(Path.of("src/test/resources/bread.yaml"), data.resolve("lessons/bread.yaml"));
    product = Product.start(data, Map.of());
  }

  @AfterAll
  static void stop() {
    product.close();
  }

  @Test
  void tutorTeachesTheLessonByVoiceAndSaysGoodbye() throws Exception {
    talkAboutPhotosynthesis(product, folder.resolve("call.wav"));
  }

  @Test
  void tutorDoesSoWithoutAnyNativePrograms() throws Exception {
    try (Product java = Product.start(folder.resolve("java"), Map.of("PARLEY_SPEECH", "java"))) {
      talkAboutPhotosynthesis(java, folder.resolve("java.wav"));
    }
  }

  private static void talkAboutPhotosynthesis(Product with, Path recording) throws Exception {
    String report =
        with.call(
            folder,
            "--say",
            "what is photosynthesis",
            "--say",
            "can you give me a question",
            "--say",
            "stop, goodbye",
            "--record",
            recording.toString(),
            "--json");
    assertThat(report).containsPattern("\"result\" ?: ?\"ok\"").contains("\"by_agent\"");
    assertThat(Listener.keyWordsIn(recording, 2, PHOTOSYNTHESIS)).hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void lessonWrittenByAnyoneIsTaughtWithoutCode() throws Exception {
    Path recording = folder.resolve("bread.wav");
    String report =
        product.call(
            folder,
            "sip:bread@127.0.0.1:" + product.sipPort,
            "--say",
            "why does the dough get bigger",
            "--say",
            "goodbye",
            "--record",
            recording.toString(),
            "--json");
    assertThat(report).containsPattern("\"result\" ?: ?\"ok\"");
    assertThat(Listener.keyWordsIn(recording, 2, BREAD)).hasSizeGreaterThanOrEqualTo(3);
  }
}
