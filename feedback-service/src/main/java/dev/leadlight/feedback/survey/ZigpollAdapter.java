package dev.leadlight.feedback.survey;

import dev.leadlight.contracts.vendor.Payload;
import dev.leadlight.feedback.label.Content;
import dev.leadlight.feedback.label.Findings;
import dev.leadlight.feedback.label.LabelAdapter;
import dev.leadlight.feedback.label.LabelRequest;
import dev.leadlight.feedback.label.Person;
import dev.leadlight.feedback.survey.SurveyResponse.Answer;
import dev.leadlight.platform.webhook.Authenticity;
import dev.leadlight.platform.webhook.SharedSecret;
import dev.leadlight.platform.webhook.WebhookSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Zigpoll's webhooks: an answer each, or a list of them. Their body is not documented, so they are
 * read leniently: the slide is the question, and whoever is named anywhere is the person. Zigpoll
 * signs nothing; a shared secret proves it.
 */
public final class ZigpollAdapter implements LabelAdapter {

  @Override
  public String vendor() {
    return "zigpoll";
  }

  @Override
  public Optional<String> fault(WebhookSettings settings) {
    return Questions.fault(settings);
  }

  @Override
  public Authenticity check(LabelRequest request, WebhookSettings settings, Instant now) {
    return SharedSecret.check(request, settings);
  }

  @Override
  public Findings read(
      String source, LabelRequest request, Content content, WebhookSettings settings) {
    Questions questions = Questions.of(settings);
    Findings findings = Findings.NONE;
    List<?> items = content.items();
    for (int i = 0; i < items.size(); i++) {
      SurveyResponse response = response(items.get(i), content.pointer(i));
      findings = findings.and(questions.label(source, response));
    }
    return findings;
  }

  private static SurveyResponse response(@Nullable Object item, String place) {
    Payload sent = Payload.of(item);
    List<Payload> answers = sent.objects("answers");
    Object chosen =
        answers.stream()
            .map(answer -> answer.fields().get("value"))
            .filter(Objects::nonNull)
            .findFirst()
            .map(Object.class::cast)
            .orElseGet(() -> sent.fields().get("response"));
    String slide = sent.text("slideId");
    return new SurveyResponse(
        Objects.requireNonNullElse(sent.text("pollId"), ""),
        sent.text("_id", "id"),
        sent.fields().get("createdAt"),
        Map.of(
            slide == null ? "" : slide,
            new Answer(chosen, answers.isEmpty() ? "/response" : "/answers/0/value")),
        Person.within(item),
        place);
  }
}
