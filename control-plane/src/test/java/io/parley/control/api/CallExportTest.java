package io.parley.control.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.control.store.CallRecord.Sip;
import io.parley.control.store.CallRecord.Summary;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CallExportTest {
  private static Summary from(String caller) {
    return new Summary(
        new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0001L),
        "inbound",
        "ended",
        caller,
        "",
        "1000",
        "tutor",
        1,
        new Sip("a@b", "127.0.0.1:5060", "phone", "PCMU", 200),
        Instant.parse("2026-11-20T13:00:00Z"),
        null,
        null,
        1234L,
        "caller-hangup",
        "said \"goodbye\", then hung up",
        25L,
        4,
        null);
  }

  @Test
  void quotesWhatWouldBreakALineOfCsv() {
    assertThat(new String(CallExport.CSV.line(from("+49 30")), UTF_8))
        .isEqualTo(
            "01900000-0000-7000-8000-000000000001,inbound,ended,'+49 30,1000,tutor,1,"
                + "2026-11-20T13:00:00Z,,,25,1234,caller-hangup,"
                + "\"said \"\"goodbye\"\", then hung up\",a@b,200,PCMU,4,\r\n");
  }

  @Test
  void makesFormulasPlainText() {
    assertThat(CallExport.cell("=cmd|' /C calc'!A0")).isEqualTo("'=cmd|' /C calc'!A0");
    assertThat(CallExport.cell("@sum(1,2)")).isEqualTo("\"'@sum(1,2)\"");
    assertThat(CallExport.cell(-5)).isEqualTo("-5");
  }

  @Test
  void writesOneJsonObjectALineInSnakeCase() {
    assertThat(new String(CallExport.JSONL.line(from("100")), UTF_8))
        .contains("\"ended_reason\":\"caller-hangup\"", "\"started_at\":\"2026-11-20T13:00:00Z\"")
        .endsWith("}\n")
        .hasLineCount(1);
  }
}
