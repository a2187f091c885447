package dev.leadlight.feedback.survey;

import dev.leadlight.contracts.vendor.Timestamps;
import dev.leadlight.feedback.label.Fault;
import dev.leadlight.feedback.label.Findings;
import dev.leadlight.platform.webhook.WebhookSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the questions of a source's surveys mean.
 *
 * @param byId by the vendor's id of the question
 * @param ignoresUnknown whether a question that is not listed is passed over instead of refused
 */
record Questions(Map<String, Meaning> byId, boolean ignoresUnknown) {

  private static final String PREFIX = "questions.";
  private static final String UNKNOWN = "unknown-questions";

  /**
   * Of the options of a source.
   *
   * @throws IllegalArgumentException if a setting makes no sense
   */
  static Questions of(WebhookSettings settings) {
    Map<String, Meaning> byId = new HashMap<>();
    settings
        .options()
        .forEach(
            (name, text) -> {
              if (name.startsWith(PREFIX)) {
                byId.put(name.substring(PREFIX.length()), Meaning.parse(text));
              }
            });
    String unknown = settings.option(UNKNOWN).orElse("refuse");
    if (!unknown.equals("refuse") && !unknown.equals("ignore")) {
      throw new IllegalArgumentException(UNKNOWN + " is refuse or ignore");
    }
    return new Questions(byId, unknown.equals("ignore"));
  }

  /** What is wrong with the options; empty if nothing is. */
  static Optional<String> fault(WebhookSettings settings) {
    try {
      return of(settings).byId().isEmpty()
          ? Optional.of("surveys need options questions.<id>=<meaning>")
          : Optional.empty();
    } catch (IllegalArgumentException wrong) {
      return Optional.ofNullable(wrong.getMessage());
    }
  }

  /** A response as a label. */
  Findings label(String source, SurveyResponse response) {
    List<Fault> faults = new ArrayList<>();
    Instant submittedAt = Timestamps.parse(response.submittedAt());
    if (response.submittedAt() != null && submittedAt == null) {
      faults.add(Fault.at("time", response.place(), "the moment of the response is unreadable"));
    }
    Reading reading = new Reading(response.person());
    response.answers().forEach((id, answer) -> read(id, answer, response.place(), reading, faults));
    return faults.isEmpty()
        ? Findings.of(reading.label(source, response, submittedAt))
        : Findings.refused(faults);
  }

  private void read(
      String id, SurveyResponse.Answer answer, String place, Reading reading, List<Fault> faults) {
    @Nullable Meaning meaning = byId.get(id);
    if (meaning == null) {
      if (!ignoresUnknown) {
        faults.add(
            Fault.at(
                "question",
                place + answer.place(),
                "an unknown question: the source's options say what its answers mean"));
      }
    } else if (answer.value() != null) {
      reading
          .take(meaning, answer)
          .ifPresent(expected -> faults.add(Fault.at("answer", place + answer.place(), expected)));
    }
  }
}
