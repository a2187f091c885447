package dev.leadlight.routing.connector.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiUsageTest {

  @ParameterizedTest
  @CsvSource({
    "0, PT0S",
    "79000, PT0S",
    "80000, PT0S",
    "90000, PT2.5S",
    "100000, PT5S",
    "120000, PT5S"
  })
  void nearTheLimitCallsAreSlower(long used, Duration pause) {
    assertThat(ApiUsage.parse("api-usage=" + used + "/100000").orElseThrow().pause())
        .isEqualTo(pause);
  }

  @Test
  void usageOfTheAppIsNotThatOfTheOrganisation() {
    assertThat(
            ApiUsage.parse(
                "api-usage=18000/100000;per-app-api-usage=17/250(appName=sample-connected-app)"))
        .contains(new ApiUsage(0.18));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "api-usage=", "api-usage=1/0", "per-app-api-usage=17/250"})
  void otherTextTellsNothing(String header) {
    assertThat(ApiUsage.parse(header)).isEmpty();
  }
}
