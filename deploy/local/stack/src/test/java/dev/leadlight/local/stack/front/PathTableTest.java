package dev.leadlight.local.stack.front;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.local.stack.service.Service;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathTableTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/identify",
        "/v1/track",
        "/v1/page",
        "/v1/screen",
        "/v1/group",
        "/v1/alias",
        "/v1/batch",
        "/v1/import",
        "/v1/import/",
        "/v1/i",
        "/v1/t",
        "/v1/p",
        "/v1/s",
        "/v1/g",
        "/v1/a",
        "/v1/b",
        "/v1/m",
        "/t",
        "/b/",
        "/m",
        "/track",
        "/batch",
        "/v1/projects/demo-public/settings",
        "/projects/demo-public/settings",
        "/analytics.js/v1/demo/analytics.min.js",
        "/beacon/v1/batch",
        "/pixel/v1/track",
        "/sourceConfig",
        "/sourceConfig/",
        "/api/s/track",
        "/api/s/s2s/track",
        "/v1/webhooks/shopify",
        "/v1/imports",
        "/v1/imports/7/progress",
        "/sdk/leadlight.js"
      })
  void ingestServiceOwnsWhatSdksAndShopSystemsCall(String path) {
    assertThat(PathTable.ownerOf(path)).isEqualTo(Service.INGEST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/leads",
        "/v1/leads/user:u1",
        "/v1/leads/stream",
        "/v1/backtests/3",
        "/v1/shadow"
      })
  void scoringServiceOwnsLeadsAndBackTests(String path) {
    assertThat(PathTable.ownerOf(path)).isEqualTo(Service.SCORING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/destinations",
        "/v1/playbooks",
        "/v1/reps/4",
        "/v1/assignments",
        "/v1/deliveries",
        "/v1/hooks",
        "/v1/slack/actions"
      })
  void routingServiceOwnsWhoActs(String path) {
    assertThat(PathTable.ownerOf(path)).isEqualTo(Service.ROUTING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "",
        "/v1/kpis",
        "/v1/surveys/demo-zigpoll",
        "/v1/crm/demo-hubspot",
        "/v1/verdicts",
        "/v1/people/user:u1/export",
        "/v1/scorecards",
        "/console",
        "/v1/leadsandmore",
        "/v1/trackers",
        "/v1/projects/settings",
        "/v1/track/more",
        "/q/health"
      })
  void feedbackServiceOwnsTheRest(String path) {
    assertThat(PathTable.ownerOf(path)).isEqualTo(Service.FEEDBACK);
  }
}
