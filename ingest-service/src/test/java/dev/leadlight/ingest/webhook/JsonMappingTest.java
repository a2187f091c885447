package dev.leadlight.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonMappingTest {

  /** Those of RFC 6901, section 5, that concern objects and lists. */
  @ParameterizedTest
  @CsvSource({
    "/foo/0, bar",
    "/foo/1, baz",
    "/foo/2, ",
    "/foo/01, ",
    "/foo/-, ",
    "/foo/x, ",
    "/a~1b, 1",
    "/m~0n, 8",
    "/, 0",
    "/nothing/at/all, ",
    "/a~1b/0, "
  })
  void pointersLeadToTheirPlace(String pointer, @Nullable String expected) {
    Map<String, Object> json =
        Map.of("foo", List.of("bar", "baz"), "", "0", "a/b", "1", "m~n", "8");

    assertThat(JsonPointer.parse(pointer).in(json)).isEqualTo(expected);
  }

  @Test
  void theEmptyPointerIsTheWhole() {
    assertThat(JsonPointer.parse("").in("whole")).isEqualTo("whole");
  }

  @Test
  void takesEachOfItsOptions() {
    Map<String, String> options =
        Map.of(
            "event", "=Store Visited",
            "events.a.b", "identify",
            "message-id", "/id",
            "time", "/at",
            "user-id", "/user",
            "anonymous-id", "/browser",
            "traits.email", "/email",
            "properties.store_id", "=S1",
            "smallest-unit.total", "/cents",
            "channel", "in_store");

    assertThatCode(() -> JsonMapping.parse(options)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "event,   type,      'the option event is a JSON pointer, or a constant behind an equals sign'",
    "evnt,    /type,     'webhooks have no option evnt'",
    "channel, web,       'the option channel names none'",
    "user-id, /user,     'the option event says where an event''s name stands'",
  })
  void tellsWhatIsWrongWithThem(String option, String value, String fault) {
    assertThatThrownBy(() -> JsonMapping.parse(Map.of(option, value))).hasMessage(fault);
  }
}
