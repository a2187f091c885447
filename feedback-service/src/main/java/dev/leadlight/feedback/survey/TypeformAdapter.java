package dev.leadlight.feedback.survey;

import dev.leadlight.contracts.vendor.Fields;
import dev.leadlight.contracts.vendor.Payload;
import dev.leadlight.feedback.label.Content;
import dev.leadlight.feedback.label.Findings;
import dev.leadlight.feedback.label.LabelAdapter;
import dev.leadlight.feedback.label.LabelRequest;
import dev.leadlight.feedback.label.Person;
import dev.leadlight.feedback.survey.SurveyResponse.Answer;
import dev.leadlight.platform.webhook.Authenticity;
import dev.leadlight.platform.webhook.Signatures;
import dev.leadlight.platform.webhook.Signatures.Hash;
import dev.leadlight.platform.webhook.WebhookSettings;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Typeform's webhooks: a response each, signed. Questions go by their reference, else by their id;
 * hidden fields and answers of the types e-mail and phone number name the person.
 */
public final class TypeformAdapter implements LabelAdapter {

  private static final String PREFIX = "sha256=";

  @Override
  public String vendor() {
    return "typeform";
  }

  @Override
  public Optional<String> fault(WebhookSettings settings) {
    return Questions.fault(settings);
  }

  @Override
  public Authenticity check(LabelRequest request, WebhookSettings settings, Instant now) {
    return request
        .header("Typeform-Signature")
        .filter(signature -> signature.startsWith(PREFIX))
        .flatMap(signature -> Signatures.base64(signature.substring(PREFIX.length())))
        .map(
            presented ->
                Authenticity.authenticIf(
                    Signatures.hmac(Hash.SHA256, settings.secrets(), presented, request.body())))
        .orElse(Authenticity.MALFORMED);
  }

  @Override
  public Findings read(
      String source, LabelRequest request, Content content, WebhookSettings settings) {
    Payload event = Payload.of(content.json());
    if (!"form_response".equals(event.text("event_type"))) {
      return Findings.IGNORED;
    }
    Payload form = event.object("form_response");
    Map<String, Answer> answers = new LinkedHashMap<>();
    Person person = Person.of(form.object("hidden").fields());
    int index = 0;
    for (Payload answer : form.objects("answers")) {
      String type = Objects.requireNonNullElse(answer.text("type"), "");
      Object value = value(answer, type);
      String place = "/answers/" + index++;
      Payload field = answer.object("field");
      if (type.equals("email") || type.equals("phone_number")) {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put(type.equals("email") ? "email" : "phone", value);
        person = person.and(Person.of(named));
      } else {
        answers.put(
            Objects.requireNonNullElse(field.text("ref", "id"), ""), new Answer(value, place));
      }
    }
    SurveyResponse response =
        new SurveyResponse(
            Objects.requireNonNullElse(form.text("form_id"), ""),
            form.text("token"),
            form.fields().get("submitted_at"),
            answers,
            person,
            "/form_response");
    return Questions.of(settings).label(source, response);
  }

  /** Stands in the member that is named like the type. */
  private static @Nullable Object value(Payload answer, String type) {
    return switch (type) {
      case "choice" -> answer.object("choice").text("label", "other");
      case "choices" -> {
        List<?> labels = Fields.list(answer.object("choices").fields().get("labels"));
        yield String.join(", ", labels.stream().map(String::valueOf).toList());
      }
      default -> answer.fields().get(type);
    };
  }
}
