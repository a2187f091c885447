package dev.leadlight.ingest.webhook;

/** The body of a 200. */
public record WebhookAnswer(String contentType, String body) {

  /** For vendors that only look at the status. */
  public static final WebhookAnswer TAKEN =
      new WebhookAnswer("application/json", "{\"success\":true}");
}
