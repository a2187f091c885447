package dev.leadlight.platform.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadlight.platform.problem.ProblemException;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageCursorTest {

  private static final Instant AT = Instant.parse("2026-03-02T10:00:00.000123Z");

  @Test
  void readsWhatItWrote() {
    PageCursor one = PageCursor.of(AT, "dlv_x y");
    PageCursor two = PageCursor.of(AT, "crm", "17\n4");

    assertThat(PageCursor.parse(one.text(), 1)).contains(one);
    assertThat(PageCursor.parse(two.text(), 2)).contains(two);
    assertThat(PageCursor.parameter(one.text(), 1)).isEqualTo(one);
    assertThat(PageCursor.parameter(null, 1)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "2026-03-02T10:00:00Z",
        "not a date\nid",
        "+1000000000-12-31T23:59:59Z\nid",
        "-1000000000-01-01T00:00:00Z\nid"
      })
  void anythingElseIsNoCursor(String plain) {
    String text = Base64.getUrlEncoder().encodeToString(plain.getBytes(UTF_8));

    assertThat(PageCursor.parse(text, 1)).isEmpty();
    assertThat(PageCursor.parse("%00" + plain, 1)).isEmpty();
    assertThatThrownBy(() -> PageCursor.parameter(text, 1))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("cursor");
  }
}
