package dev.leadlight.feedback.survey;

import dev.leadlight.feedback.label.Person;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's answers to a survey, whoever asked.
 *
 * @param survey the vendor's id of it
 * @param id the vendor's id of the response; null if it lacks one
 * @param submittedAt a moment as the vendor writes it; null if it doesn't
 * @param answers by the vendor's id of the question, in the order of the survey
 * @param place JSON pointer to it in the message
 */
public record SurveyResponse(
    String survey,
    @Nullable String id,
    @Nullable Object submittedAt,
    Map<String, Answer> answers,
    Person person,
    String place) {

  public SurveyResponse {
    answers = Collections.unmodifiableMap(new LinkedHashMap<>(answers));
  }

  /**
   * One answer.
   *
   * @param value text, a number or a truth value; null if the question was left open
   * @param place JSON pointer to it within the response
   */
  public record Answer(@Nullable Object value, String place) {}
}
