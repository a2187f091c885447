package dev.leadlight.routing.destination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.http.Problem.Place;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsCheckTest {

  @Test
  void namesEverythingThatIsWrong() {
    Settings settings =
        new Settings(
            Map.of("url", "ftp://x", "flag", "yes", "map", Map.of("a", 1), "a/b", "unasked"));

    List<Place> places =
        SettingsCheck.of(settings, Set.of("other"))
            .url("url", true)
            .flag("flag")
            .map("map")
            .number("most", true)
            .oneOf("kind", false, "a", "b")
            .secret("token")
            .places();

    assertThat(places)
        .extracting(Place::pointer)
        .containsExactly(
            "/settings/url",
            "/settings/flag",
            "/settings/map",
            "/settings/most",
            "/secrets/token",
            "/settings/a~1b",
            "/secrets/other");
  }

  @Test
  void findsNothingWrongWithWhatIsRight() {
    Settings settings =
        new Settings(Map.of("url", "https://a.example/x", "flag", true, "kind", "a", "most", 5));

    assertThat(
            SettingsCheck.of(settings, Set.of("token"))
                .url("url", true)
                .flag("flag")
                .oneOf("kind", true, "a", "b")
                .number("most", false)
                .secret("token")
                .optionalSecret("previous")
                .optional("label")
                .places())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://", "//x", "https://u:p@x.example/", "javascript:1", "a b"})
  void otherTextsAreNoUrls(String text) {
    assertThat(SettingsCheck.isUrl(text)).isFalse();
  }
}
