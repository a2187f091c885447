package dev.leadlight.routing.connector.slack;

import static dev.leadlight.routing.connector.dialogue.Transcript.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.routing.Deliveries;
import dev.leadlight.routing.connector.HttpExchange;
import dev.leadlight.routing.connector.dialogue.HttpCall;
import dev.leadlight.routing.connector.dialogue.Transcript;
import dev.leadlight.routing.delivery.Delivery;
import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.delivery.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlackDialogueTest {

  private static final Delivery FIRST = Deliveries.annIsSalesReady();
  private static final Delivery AGAIN = FIRST.again();
  private static final HttpExchange POSTED = answer(200, "{\"ok\":true,\"ts\":\"1.2\"}");
  private static final HttpExchange OTHERS =
      answer(
          200,
          "{\"ok\":true,\"messages\":[{\"text\":\"hello\"},{\"metadata\":{\"event_payload\":{"
              + "\"deliveryId\":\"dlv_of_somebody_else\"}}}]}");

  @ParameterizedTest
  @CsvSource({
    "200, ok, accepted",
    "400, invalid_blocks, rejected",
    "403, action_prohibited, unauthorized",
    "403, team_disabled, gone",
    "404, invalid_token, unauthorized",
    "404, no_service, gone",
    "404, no_active_hooks, gone",
    "404, channel_not_found, gone",
    "404, '', not-found",
    "410, channel_is_archived, gone",
    "500, rollup_error, destination-trouble"
  })
  void whatAWebhookSaysCountsMoreThanItsStatus(int status, String body, String reason) {
    assertThat(SlackAnswers.ofWebhook(answer(status, body + "\n"))).returns(reason, Outcome::code);
  }

  @Test
  void firstPostLooksForNothing() {
    assertThat(talk(FIRST, POSTED).calls())
        .extracting(HttpCall::target)
        .containsExactly("/chat.postMessage");
  }

  @Test
  void whatIsThereIsNotPostedAgain() {
    HttpExchange there =
        answer(
            200,
            "{\"ok\":true,\"messages\":[{\"metadata\":{\"event_payload\":{\"deliveryId\":\""
                + AGAIN.id()
                + "\"}}}]}");

    Transcript talk = talk(AGAIN, there);

    assertThat(talk.outcome()).isEqualTo(Outcome.accepted());
    assertThat(talk.calls())
        .extracting(HttpCall::target)
        .containsExactly(
            "/conversations.history?channel=C01&oldest="
                + AGAIN.plannedAt().minusSeconds(60).getEpochSecond()
                + "&include_all_metadata=true&limit=200");
  }

  @Test
  void looksThroughThePages() {
    HttpExchange more =
        answer(
            200,
            "{\"ok\":true,\"messages\":[],\"response_metadata\":{\"next_cursor\":\"bmV4dA==\"}}");

    assertThat(talk(AGAIN, more, OTHERS, POSTED).calls())
        .extracting(
            call -> call.target().replaceAll("\\?.*(&cursor=)", "$1").replaceAll("\\?.*", ""))
        .containsExactly(
            "/conversations.history",
            "/conversations.history&cursor=bmV4dA%3D%3D",
            "/chat.postMessage");
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing_scope", "channel_not_found"})
  void whoMayNotReadTheChannelPostsOnceMore(String error) {
    HttpExchange refused = answer(200, "{\"ok\":false,\"error\":\"" + error + "\"}");

    assertThat(talk(AGAIN, refused, POSTED).outcome()).isEqualTo(Outcome.accepted());
  }

  @Test
  void whoIsAskedToWaitLooksAgainLater() {
    HttpExchange busy = answer(200, "{\"ok\":false,\"error\":\"ratelimited\"}");

    assertThat(talk(AGAIN, busy).outcome()).isEqualTo(Outcome.failed(Reason.THROTTLED));
  }

  private static Transcript talk(Delivery delivery, HttpExchange... answers) {
    return Transcript.of(
        SlackDialogue.of(delivery, SlackMessage.of(delivery, false), "C01"), answers);
  }
}
