package io.parley.control.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DifferencesTest {
  private static List<String> between(String before, String after) {
    return Differences.between(Documents.parse(before), Documents.parse(after)).stream()
        .map(c -> c.pointer() + " " + c.before() + " -> " + c.after())
        .toList();
  }

  @Test
  void findsNothingBetweenEqualDocuments() {
    assertThat(
            between(
                "{\"a\": 1, \"b\": [1, {\"c\": null}]}", "{\"b\": [1, {\"c\": null}], \"a\": 1}"))
        .isEmpty();
  }

  @Test
  void pointsAtEachValueThatChanged() {
    assertThat(
            between(
                "{\"name\": \"A\", \"limits\": {\"max\": 1}, \"list\": [1, 2], \"gone\": true}",
                "{\"name\": \"B\", \"limits\": {\"max\": 2}, \"list\": [1, 3, 4], \"new\": {}}"))
        .containsExactly(
            "/name \"A\" -> \"B\"",
            "/limits/max 1 -> 2",
            "/list/1 2 -> 3",
            "/list/2 null -> 4",
            "/gone true -> null",
            "/new null -> {}");
  }

  @Test
  void escapesNamesAsPointersDo() {
    assertThat(between("{\"a/b\": {\"c~d\": 1}}", "{\"a/b\": {\"c~d\": 2}}"))
        .containsExactly("/a~1b/c~0d 1 -> 2");
  }

  @Test
  void tellsAValueThatBecameAListAsOneChange() {
    assertThat(between("{\"a\": \"x\"}", "{\"a\": [\"x\"]}"))
        .containsExactly("/a \"x\" -> [\"x\"]");
  }
}
