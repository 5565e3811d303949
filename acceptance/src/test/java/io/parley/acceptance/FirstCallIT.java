package io.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"auto", "java"})
  void tutorTeachesTheLessonByVoiceAndSaysGoodbye(String speech) throws Exception {
    try (Product product = Product.start(folder.resolve("data"), Map.of("PARLEY_SPEECH", speech))) {
      Path recording = folder.resolve("call.wav");
      String report =
          product.call(
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
  }

  @Test
  void lessonWrittenByAnyoneIsTaughtWithoutCode() throws Exception {
    Path data = Files.createDirectories(folder.resolve("data/lessons")).getParent();
    Files.copy(Path.of("src/test/resources/bread.yaml"), data.resolve("lessons/bread.yaml"));
    try (Product product = Product.start(data, Map.of())) {
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
      assertThat(
              Listener.keyWordsIn(
                  recording,
                  2,
                  List.of(
                      "bread", "dough", "flour", "water", "salt", "yeast", "oven", "heat", "gas",
                      "sugar", "rise", "living", "bubbles", "bake", "baking")))
          .hasSizeGreaterThanOrEqualTo(3);
    }
  }
}
