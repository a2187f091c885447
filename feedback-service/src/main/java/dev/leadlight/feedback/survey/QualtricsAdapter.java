package dev.leadlight.feedback.survey;

import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.vendor.Fields;
import dev.leadlight.contracts.vendor.Payload;
import dev.leadlight.feedback.label.BodyKind;
import dev.leadlight.feedback.label.Content;
import dev.leadlight.feedback.label.Errand;
import dev.leadlight.feedback.label.Fault;
import dev.leadlight.feedback.label.Findings;
import dev.leadlight.feedback.label.LabelAdapter;
import dev.leadlight.feedback.label.LabelRequest;
import dev.leadlight.feedback.label.Person;
import dev.leadlight.feedback.label.Step;
import dev.leadlight.feedback.survey.SurveyResponse.Answer;
import dev.leadlight.platform.webhook.Authenticity;
import dev.leadlight.platform.webhook.SharedSecret;
import dev.leadlight.platform.webhook.WebhookSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Qualtrics' event subscriptions: a form that says that a response is complete. Its HMAC is not
 * documented, so a shared secret in the address proves it, and the response itself is fetched. Its
 * time is the fetched one: that of the form has no zone.
 */
public final class QualtricsAdapter implements LabelAdapter {

  private static final Pattern ID = Pattern.compile("[A-Za-z]{1,3}_[A-Za-z0-9]{1,64}");
  private static final Pattern QUESTION = Pattern.compile("QID[0-9].*");
  private static final String SURVEY = "survey";
  private static final String RESPONSE = "response";

  @Override
  public String vendor() {
    return "qualtrics";
  }

  @Override
  public List<BodyKind> bodies() {
    return List.of(BodyKind.FORM);
  }

  @Override
  public Optional<String> fault(WebhookSettings settings) {
    return Stream.of("base-url", "api-token")
        .filter(option -> settings.option(option).isEmpty())
        .findFirst()
        .map(option -> "qualtrics needs the option " + option + " to fetch responses")
        .or(() -> Questions.fault(settings));
  }

  @Override
  public Authenticity check(LabelRequest request, WebhookSettings settings, Instant now) {
    return SharedSecret.check(request, settings);
  }

  @Override
  public Findings read(
      String source, LabelRequest request, Content content, WebhookSettings settings) {
    Payload fields = fields(content.form());
    String survey = Objects.requireNonNullElse(fields.text("SurveyID"), "");
    String response = Objects.requireNonNullElse(fields.text("ResponseID"), "");
    if (!ID.matcher(survey).matches() || !ID.matcher(response).matches()) {
      return Findings.refused(
          Fault.at("id", "/ResponseID", "SurveyID and ResponseID of Qualtrics, SV_… and R_…"));
    }
    if (!"Complete".equals(Objects.requireNonNullElse(fields.text("Status"), "Complete"))) {
      return Findings.IGNORED;
    }
    return Findings.of(new Errand(response, Map.of(SURVEY, survey, RESPONSE, response)));
  }

  @Override
  public Step pursue(String source, Errand errand, List<Object> answers, WebhookSettings settings) {
    if (answers.isEmpty()) {
      return new Step.Ask(
          settings.option("base-url").orElseThrow()
              + "/surveys/"
              + errand.detail(SURVEY)
              + "/responses/"
              + errand.detail(RESPONSE),
          Map.of("X-API-TOKEN", settings.option("api-token").orElseThrow()));
    }
    Payload values = Payload.of(answers.get(0)).object("result").object("values");
    if ("0".equals(values.text("finished"))) {
      return new Step.Found(Findings.IGNORED);
    }
    Map<String, Answer> questions = new LinkedHashMap<>();
    Map<String, Object> others = new LinkedHashMap<>();
    values
        .fields()
        .forEach(
            (name, value) -> {
              if (QUESTION.matcher(name).matches()) {
                questions.put(name, new Answer(scalar(value), "/result/values/" + name));
              } else {
                others.put(name, value);
              }
            });
    SurveyResponse response =
        new SurveyResponse(
            errand.detail(SURVEY),
            errand.detail(RESPONSE),
            values.fields().get("recordedDate"),
            questions,
            Person.of(others),
            "");
    return new Step.Found(Questions.of(settings).label(source, response));
  }

  /** With a shared key at Qualtrics the fields are members of the JSON in {@code MSG}. */
  private static Payload fields(Map<String, String> form) {
    String message = form.get("MSG");
    try {
      return message == null
          ? new Payload(form)
          : Payload.of(ContractJson.read(message.getBytes(StandardCharsets.UTF_8), Map.class));
    } catch (IOException notJson) {
      return new Payload(Map.of());
    }
  }

  /** Questions with several answers come as lists. */
  private static Object scalar(Object value) {
    return value instanceof List<?> list
        ? String.join(", ", list.stream().map(each -> String.valueOf(Fields.text(each))).toList())
        : value;
  }
}
