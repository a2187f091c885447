package dev.leadlight.ingest.sdk.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tier is a courtesy: whatever goes wrong, the page goes on without. */
@QuarkusTest
class LibraryTierTest extends LibraryInChromium {
  @Test
  void theTierIsAskedForOnceInAWhileAndWithoutAPreflight() {
    Page page = openWithTier(200, "{\"tier\":\"nurture\",\"since\":\"2026-03-02T10:00:00Z\"}");

    Object tiers =
        page.evaluate("Promise.all([leadlight.tier(), leadlight.tier()]).then(JSON.stringify)");

    assertThat(tiers)
        .asString()
        .startsWith("[{\"tier\":\"nurture\",\"since\":\"2026-03-02T10:00:00Z\"},");
    assertThat(visitor.requests("/tier?key=public"))
        .singleElement()
        .satisfies(
            request ->
                assertThat(request.url())
                    .contains(
                        "/v1/leads/anonymous:"
                            + page.evaluate("JSON.parse(localStorage.leadlight).id")));
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 500, 503})
  void anUnknownTierIsNull(int status) {
    assertThat(openWithTier(status, "{}").evaluate("leadlight.tier()")).isNull();
  }

  @Test
  void aTierThatCannotBeReadIsNull() {
    assertThat(openWithTier(200, "<html>").evaluate("leadlight.tier()")).isNull();
  }

  @Test
  void withoutConsentNobodyAsksForATier() {
    Page page = open("");

    assertThat(page.evaluate("leadlight.tier()")).isNull();
    assertThat(visitor.requests("/tier")).isEmpty();
  }

  private Page openWithTier(int status, String body) {
    Page page = open("");
    visitor.answer("**/tier?*", status, body);
    page.evaluate(BOTH);
    return page;
  }
}
