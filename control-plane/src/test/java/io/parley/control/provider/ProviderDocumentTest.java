package io.parley.control.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.parley.control.document.Documents;
import io.parley.control.document.Finding;
import io.parley.control.document.InvalidDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderDocumentTest {
  private static ProviderDocument read(String fields) {
    return ProviderDocument.read(
        Documents.parse("{\"name\": \"mine\", " + fields.replace('\'', '"') + "}"), null);
  }

  @Test
  void keepsTheKeyApartAndShowsItsEndWhenItIsLong() {
    ProviderDocument read = read("'provider': 'groq', 'key': 'gsk_0123456789abcdef'");
    assertThat(read.key()).isEqualTo("gsk_0123456789abcdef");
    assertThat(read.definition().keyEnd()).isEqualTo("cdef");
    assertThat(Documents.text(read.definition())).doesNotContain("0123");
    ProviderDefinition kind = read("'provider': 'deepgram', 'key': 'short'").definition();
    assertThat(kind.keyEnd()).isEmpty();
    assertThat(kind.keySet()).isTrue();
  }

  @Test
  void whatItGaveIsTakenBackWithTheKeyThatIsKept() {
    ProviderDefinition kept =
        read("'provider': 'groq', 'key': 'gsk_0123456789abcdef'").definition();
    ProviderDocument again = ProviderDocument.read(Documents.tree(kept), kept);
    assertThat(again.definition()).isEqualTo(kept);
    assertThat(again.key()).isEmpty();
  }

  @Test
  void aServerOfOnesOwnNeedsNoKey() {
    ProviderDefinition own =
        read("'provider': 'openai-compatible', 'base_url': 'http://10.0.0.9:11434/v1/',"
                + " 'model': 'llama'")
            .definition();
    assertThat(own.keySet()).isFalse();
    assertThat(own.kind().baseUrl(own.baseUrl())).isEqualTo("http://10.0.0.9:11434/v1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "key|'provider': 'openai'",
        "key|'provider': 'openai', 'key': 'with blank'",
        "provider|'provider': 'other', 'key': 'k'",
        "base_url|'provider': 'openai-compatible', 'model': 'm'",
        "base_url|'provider': 'openai', 'key': 'k', 'base_url': 'ftp://example.org'",
        "base_url|'provider': 'openai', 'key': 'k', 'base_url': 'https://u:p@example.org'",
        "base_url|'provider': 'openai', 'key': 'k', 'base_url': 'https://example.org/?a=b'",
        "base_url|'provider': 'openai', 'key': 'k', 'base_url': 'https://example.org:99999/'",
        "base_url|'provider': 'openai', 'key': 'k', 'base_url': 'example.org'",
        "model|'provider': 'openai-compatible', 'base_url': 'https://example.org/v1'",
        "name|'provider': 'openai', 'key': 'k', 'name': 'Openai'",
        "keys|'provider': 'openai', 'key': 'k', 'keys': 'k'"
      })
  void namesTheFieldTheReasonAndTheRemedy(String field, String fields) {
    String document =
        fields.contains("'name'") ? "{" + fields + "}" : "{'name': 'mine', " + fields + "}";
    assertThatExceptionOfType(InvalidDocument.class)
        .isThrownBy(() -> ProviderDocument.read(Documents.parse(document.replace('\'', '"')), null))
        .satisfies(e -> {
          assertThat(e.findings()).extracting(Finding::field).containsExactly(field);
          assertThat(e.findings()).allMatch(each -> !each.remedy().isBlank());
        });
  }

  @ParameterizedTest
  @CsvSource({"openai", "embedded"})
  void takesNoNameThatEveryChainKnowsAlready(String name) {
    String document = "{\"name\": \"%s\", \"provider\": \"groq\", \"key\": \"k\"}".formatted(name);
    assertThatExceptionOfType(InvalidDocument.class)
        .isThrownBy(() -> ProviderDocument.read(Documents.parse(document), null))
        .satisfies(e -> assertThat(e.findings().getFirst().field()).isEqualTo("name"));
  }
}
