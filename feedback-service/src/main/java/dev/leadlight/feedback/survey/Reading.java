package dev.leadlight.feedback.survey;

import dev.leadlight.contracts.json.StorableText;
import dev.leadlight.contracts.vendor.Fields;
import dev.leadlight.feedback.label.Label;
import dev.leadlight.feedback.label.Person;
import dev.leadlight.feedback.outcome.OutcomeReport;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What has been read of a response so far. */
final class Reading {

  private static final int LONGEST_TEXT = 1000;

  private final Map<String, Object> answers = new LinkedHashMap<>();
  private final Map<String, Boolean> consent = new HashMap<>();
  private final Map<String, String> places = new HashMap<>();
  private Person person;
  private @Nullable String reason;

  Reading(Person person) {
    this.person = person;
  }

  /** Takes an answer; or tells what would be expected there. */
  Optional<String> take(Meaning meaning, SurveyResponse.Answer answer) {
    String name = meaning.name();
    if (name.equals(Meaning.IGNORE)) {
      return Optional.empty();
    }
    if (name.startsWith(Meaning.CONSENT)) {
      Optional<Boolean> given = Meaning.truth(answer.value());
      given.ifPresent(yes -> consent.put(name.substring(Meaning.CONSENT.length()), yes));
      return given.isPresent() ? Optional.empty() : Optional.of("yes or no");
    }
    if (name.startsWith(Meaning.PERSON)) {
      String text = Fields.text(answer.value());
      person =
          text == null
              ? person
              : person.and(Person.of(Map.of(name.substring(Meaning.PERSON.length()), text)));
      return Optional.empty();
    }
    if (name.equals(Meaning.REASON)) {
      reason = shortened(Fields.text(answer.value()));
      return Optional.empty();
    }
    return keep(meaning, answer);
  }

  private Optional<String> keep(Meaning meaning, SurveyResponse.Answer answer) {
    Object value = answer.value();
    if (meaning.hasScale()) {
      Optional<BigDecimal> share = meaning.share(value);
      if (share.isEmpty()) {
        return Optional.of("a number from " + meaning.from() + " to " + meaning.to());
      }
      value = share.get();
    }
    Object kept = value instanceof String text ? shortened(text) : value;
    if (kept != null) {
      answers.put(meaning.name(), kept);
      places.put("/answers/" + meaning.name(), answer.place());
    }
    return Optional.empty();
  }

  /** All that was read, as a label. */
  Label label(String source, SurveyResponse response, @Nullable Instant submittedAt) {
    OutcomeReport report =
        new OutcomeReport(
            response.id(),
            person.lead(),
            "survey_answer",
            source,
            submittedAt == null ? null : submittedAt.toString(),
            null,
            null,
            reason,
            answers);
    return new Label(
        report, person.identities(), response.survey(), consent, response.place(), places);
  }

  private static @Nullable String shortened(@Nullable String text) {
    return text == null ? null : StorableText.shortened(text, LONGEST_TEXT);
  }
}
