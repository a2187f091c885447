package dev.leadlight.ingest.imports.shell;

import static dev.leadlight.ingest.imports.shell.ImportCalls.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.leadlight.contracts.event.ShopperEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happened years ago stays where it was, whatever the archive says beside that. */
@QuarkusTest
class ImportedHistoryTest extends ImportedFiles {

  /** Segment and RudderStack write down what they received, with the moment it was sent. */
  @Test
  void anArchiveKeepsItsTimes() {
    lines(
            """
            "originalTimestamp":"2021-03-05T09:59:58.000Z","sentAt":"2021-03-05T10:00:01.000Z",\
            "receivedAt":"2021-03-05T10:00:03.000Z","timestamp":"2021-03-05T10:00:00.000Z"\
            """)
        .statusCode(201)
        .body("accepted", equalTo(1));

    assertThat(calls.events(infrastructure))
        .singleElement()
        .extracting(ShopperEvent::occurredAt)
        .isEqualTo(Instant.parse("2021-03-05T10:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "2021-03-05 10:00:00 UTC",
    "2021-03-05 10:00:00.45 UTC",
    "2021-03-05 11:00:00 +0100",
    "1614938400"
  })
  void aTimeAsWarehousesWriteItIsRead(String time) {
    lines("\"timestamp\":\"%s\"".formatted(time)).statusCode(201).body("accepted", equalTo(1));

    assertThat(calls.events(infrastructure))
        .singleElement()
        .extracting(ShopperEvent::occurredAt, InstanceOfAssertFactories.INSTANT)
        .isBetween(Instant.parse("2021-03-05T10:00:00Z"), Instant.parse("2021-03-05T10:00:01Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"03/05/2021 10:00", "0001-01-01T00:00:00Z", "", "yesterday"})
  void aTimeThatNobodyCanReadIsNotNow(String time) {
    lines("\"timestamp\":\"%s\"".formatted(time)).statusCode(201).body("rejected", equalTo(1));

    assertThat(calls.events(infrastructure)).isEmpty();
    operator()
        .get("/v1/imports/" + calls.run + "/rejected")
        .then()
        .body(containsString("1,\"timestamp\",\"unreadable_time\""));
  }

  @Test
  void linesTakeNoSettingsOfTables() {
    operator()
        .queryParam("source", "shop")
        .queryParam("timeZone", "Europe/Berlin")
        .contentType("application/x-ndjson")
        .body("{}")
        .post("/v1/imports")
        .then()
        .statusCode(422)
        .body("detail", containsString("timeZone"));
  }

  private ValidatableResponse lines(String times) {
    return operator()
        .queryParam("source", "shop")
        .queryParam("id", calls.run)
        .contentType("application/x-ndjson")
        .body(
            "{\"type\":\"track\",\"event\":\"Product Viewed\",\"userId\":\"u-%s\",%s}\n"
                .formatted(calls.run, times))
        .post("/v1/imports")
        .then();
  }
}
