package dev.leadlight.routing.connector.slack;

import dev.leadlight.contracts.vendor.Payload;
import dev.leadlight.routing.connector.HttpExchange;
import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.delivery.Reason;
import java.util.Set;

/** What Slack's Web API means: it answers 200 and says in the body whether that is true. */
public final class SlackAnswers {

  private static final Set<String> THROTTLED =
      Set.of("ratelimited", "rate_limited", "message_limit_exceeded");
  private static final Set<String> TROUBLE =
      Set.of(
          "internal_error",
          "fatal_error",
          "service_unavailable",
          "request_timeout",
          "team_added_to_org");
  private static final Set<String> CREDENTIALS =
      Set.of(
          "invalid_auth",
          "not_authed",
          "account_inactive",
          "token_revoked",
          "token_expired",
          "missing_scope",
          "no_permission",
          "org_login_required",
          "ekm_access_denied");
  private static final Set<String> CHANNEL =
      Set.of("channel_not_found", "not_in_channel", "is_archived");

  /** Why an incoming webhook is there no more, in the words of its answer. */
  private static final Set<String> NO_WEBHOOK =
      Set.of(
          "no_service",
          "no_service_id",
          "no_team",
          "team_disabled",
          "no_active_hooks",
          "channel_not_found",
          "channel_is_archived");

  private static final Set<String> FORBIDDEN =
      Set.of("action_prohibited", "invalid_token", "posting_to_general_channel_denied");

  /**
   * What a call of an incoming webhook came to; the words of a refusal say more than its status.
   */
  public static Outcome ofWebhook(HttpExchange reply) {
    String words = reply.body().strip();
    if (NO_WEBHOOK.contains(words)) {
      return Outcome.refused(Reason.GONE);
    }
    return FORBIDDEN.contains(words)
        ? Outcome.refused(Reason.UNAUTHORIZED)
        : reply.answer().outcome();
  }

  /** What a call came to. */
  public static Outcome outcome(HttpExchange reply) {
    return reply.accepted() ? classify(reply.json()) : reply.answer().outcome();
  }

  /**
   * Classifies the body of an answer that was 200.
   *
   * @param body empty if it is no JSON object, such as a proxy's page
   */
  static Outcome classify(Payload body) {
    if (body.isTrue("ok")) {
      return Outcome.accepted();
    }
    String error = body.textOr("error", "");
    if (error.isEmpty()) {
      return Outcome.failed(Reason.DESTINATION_TROUBLE);
    }
    if (THROTTLED.contains(error)) {
      return Outcome.failed(Reason.THROTTLED);
    }
    if (TROUBLE.contains(error)) {
      return Outcome.failed(Reason.DESTINATION_TROUBLE);
    }
    if (CREDENTIALS.contains(error)) {
      return Outcome.refused(Reason.UNAUTHORIZED);
    }
    boolean noChannel = CHANNEL.contains(error) || error.startsWith("restricted_action");
    return Outcome.refused(noChannel ? Reason.NOT_FOUND : Reason.REJECTED);
  }

  private SlackAnswers() {}
}
