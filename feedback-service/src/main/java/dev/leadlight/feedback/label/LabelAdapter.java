package dev.leadlight.feedback.label;

import dev.leadlight.platform.webhook.Authenticity;
import dev.leadlight.platform.webhook.WebhookSettings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One vendor's way of telling. Pure: the same message, settings and moment give the same findings,
 * so that a repeat counts once.
 */
public interface LabelAdapter {

  /** The vendor's name in the configuration. */
  String vendor();

  /** The kinds of body it understands. Of several the content type decides, else the first. */
  default List<BodyKind> bodies() {
    return List.of(BodyKind.JSON);
  }

  /** What the settings lack, in a sentence without secrets; empty if the adapter can work. */
  default Optional<String> fault(WebhookSettings settings) {
    return Optional.empty();
  }

  /** Whether the vendor sent it; sees requests whose body may be anything. */
  Authenticity check(LabelRequest request, WebhookSettings settings, Instant now);

  /**
   * What an authentic message holds.
   *
   * @param source the name it is told under
   * @param request for ids that stand in headers
   */
  Findings read(String source, LabelRequest request, Content content, WebhookSettings settings);

  /**
   * The next step of an errand that {@link #read} has found.
   *
   * @param answers of the vendor to the steps before, as JSON
   */
  default Step pursue(
      String source, Errand errand, List<Object> answers, WebhookSettings settings) {
    throw new IllegalStateException(vendor() + " has no errands");
  }

  /**
   * Whether it tells how deals stand and not what has changed: of an open one not whether it was
   * closed before. Then only deals of which something is known can be reopened.
   */
  default boolean tellsStates() {
    return false;
  }

  /** What the vendor wants to hear; JSON with the counts by default. */
  default Optional<LabelAnswer> answer(LabelRequest request) {
    return Optional.empty();
  }
}
