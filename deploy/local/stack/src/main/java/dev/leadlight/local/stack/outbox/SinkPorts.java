package dev.leadlight.local.stack.outbox;

/**
 * Where the stand-ins listen.
 *
 * @param http for Slack and the generic webhook
 * @param smtp for e-mail
 */
public record SinkPorts(int http, int smtp) {
  static final String SLACK_PATH = "/sink/slack";
  static final String WEBHOOK_PATH = "/sink/webhook";

  public String slackUrl() {
    return "http://localhost:" + http + SLACK_PATH;
  }

  public String webhookUrl() {
    return "http://localhost:" + http + WEBHOOK_PATH;
  }
}
