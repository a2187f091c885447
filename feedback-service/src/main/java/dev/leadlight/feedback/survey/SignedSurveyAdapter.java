package dev.leadlight.feedback.survey;

import dev.leadlight.contracts.http.Pointer;
import dev.leadlight.contracts.vendor.Payload;
import dev.leadlight.feedback.label.Content;
import dev.leadlight.feedback.label.Findings;
import dev.leadlight.feedback.label.LabelAdapter;
import dev.leadlight.feedback.label.LabelRequest;
import dev.leadlight.feedback.label.Person;
import dev.leadlight.feedback.label.SignedJson;
import dev.leadlight.feedback.survey.SurveyResponse.Answer;
import dev.leadlight.platform.webhook.Authenticity;
import dev.leadlight.platform.webhook.StandardSignature;
import dev.leadlight.platform.webhook.WebhookSettings;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Anybody's survey as our own JSON, signed as the Standard Webhooks specification says. */
public final class SignedSurveyAdapter implements LabelAdapter {

  @Override
  public String vendor() {
    return "signed-survey";
  }

  @Override
  public Optional<String> fault(WebhookSettings settings) {
    return SignedJson.fault(settings).or(() -> Questions.fault(settings));
  }

  @Override
  public Authenticity check(LabelRequest request, WebhookSettings settings, Instant now) {
    return StandardSignature.check(request, settings.secrets(), now);
  }

  @Override
  public Findings read(
      String source, LabelRequest request, Content content, WebhookSettings settings) {
    Questions questions = Questions.of(settings);
    Findings findings = Findings.NONE;
    List<?> items = content.items();
    for (int i = 0; i < items.size(); i++) {
      String id = SignedJson.id(request, content, i);
      SurveyResponse response = response(items.get(i), id, content.pointer(i));
      findings = findings.and(questions.label(source, response));
    }
    return findings;
  }

  private static SurveyResponse response(@Nullable Object item, String id, String place) {
    Payload sent = Payload.of(item);
    Map<String, Answer> answers = new LinkedHashMap<>();
    sent.object("answers")
        .fields()
        .forEach(
            (question, value) ->
                answers.put(question, new Answer(value, Pointer.to("answers", question))));
    return new SurveyResponse(
        Objects.requireNonNullElse(sent.text("survey"), ""),
        Objects.requireNonNullElse(sent.text("id"), id),
        sent.fields().get("submittedAt"),
        answers,
        Person.of(sent.object("respondent").fields()),
        place);
  }
}
