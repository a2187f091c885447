package dev.leadlight.feedback.label;

import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.feedback.outcome.OutcomeReport;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a message says of somebody, before it was checked.
 *
 * @param identities of whom it is about, strongest first
 * @param survey the survey's id; null if it is no answer to one, and nothing to score
 * @param consent what the person agreed to or refused, by purpose
 * @param place JSON pointer to it in the message
 * @param places where a field of the report comes from, by the field's pointer, within that place
 */
public record Label(
    OutcomeReport report,
    List<Identity> identities,
    @Nullable String survey,
    Map<String, Boolean> consent,
    String place,
    Map<String, String> places) {

  public Label {
    identities = List.copyOf(identities);
    consent = Map.copyOf(consent);
    places = Map.copyOf(places);
  }

  /** JSON pointer into the message for one into the report. */
  String placeOf(@Nullable String pointer) {
    String field = pointer == null ? "" : pointer;
    return place + places.getOrDefault(field, field);
  }
}
