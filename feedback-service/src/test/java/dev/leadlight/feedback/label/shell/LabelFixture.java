package dev.leadlight.feedback.label.shell;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlight.contracts.identity.IdentityKeys;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.feedback.crm.shell.CrmVendors;
import dev.leadlight.feedback.label.BodyKind;
import dev.leadlight.feedback.label.Errand;
import dev.leadlight.feedback.label.Findings;
import dev.leadlight.feedback.label.Judged;
import dev.leadlight.feedback.label.LabelAdapter;
import dev.leadlight.feedback.label.LabelRequest;
import dev.leadlight.feedback.label.Step;
import dev.leadlight.feedback.survey.shell.SurveyVendors;
import dev.leadlight.platform.webhook.Authenticity;
import dev.leadlight.platform.webhook.WebhookSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One message of a vendor in a file {@code labels/<vendor>/<name>.json}:
 *
 * <ul>
 *   <li>{@code now}: our clock
 *   <li>{@code webhook}: {@code secrets}, {@code url}, {@code options}
 *   <li>{@code request}: {@code headers}, {@code query}, and the body: {@code json}, sent without
 *       spaces, or {@code text}, sent as it is
 *   <li>{@code signed}: whether the proof covers the body
 *   <li>{@code vendor}: what the vendor answers when it is asked, one after the other
 *   <li>{@code asked}, {@code outcomes}, {@code events}, {@code faults}, {@code ignored}: what
 *       comes of it
 * </ul>
 */
record LabelFixture(ObjectNode document, LabelAdapter adapter, WebhookSettings settings) {

  static final Path ROOT = Path.of("src/test/resources/labels");
  private static final String SOURCE = "brand";
  private static final IdentityKeys KEYS = IdentityKeys.of("identity-secret-of-the-tests");

  static LabelFixture read(Path file) throws IOException {
    ObjectNode document = (ObjectNode) ContractJson.mapper().readTree(Files.readAllBytes(file));
    String vendor = Objects.requireNonNull(file.getParent()).getFileName().toString();
    JsonNode webhook = document.get("webhook");
    LabelAdapter adapter =
        Stream.concat(new SurveyVendors().all().stream(), new CrmVendors().all().stream())
            .filter(each -> each.vendor().equals(vendor))
            .findFirst()
            .orElseThrow();
    return new LabelFixture(
        document,
        adapter,
        new WebhookSettings(
            vendor,
            ContractJson.mapper()
                .convertValue(webhook.get("secrets"), new TypeReference<List<String>>() {}),
            Optional.ofNullable(webhook.path("url").textValue()),
            texts(webhook.path("options"))));
  }

  byte[] body() {
    JsonNode request = document.get("request");
    return request.has("json")
        ? ContractJson.write(request.get("json"))
        : request.path("text").asText("").getBytes(StandardCharsets.UTF_8);
  }

  boolean isSigned() {
    return document.path("signed").asBoolean();
  }

  Authenticity check(byte[] body) {
    return adapter.check(request(body), settings, now());
  }

  /** What the message becomes, in the words of the file. */
  ObjectNode outcome() {
    ObjectNode actual = document.deepCopy();
    actual.remove(List.of("asked", "outcomes", "events", "faults", "ignored"));
    List<String> asked = new ArrayList<>();
    LabelRequest request = request(body());
    BodyKind kind = BodyKind.of(request.header("content-type").orElse(null), adapter.bodies());
    Findings findings = adapter.read(SOURCE, request, ContentReader.read(body(), kind), settings);
    for (Errand errand : findings.errands()) {
      findings = findings.and(pursue(errand, asked));
    }
    Judged judged = Judged.of(findings.labels(), KEYS, now());
    actual.set("asked", tree(asked));
    actual.set("outcomes", tree(judged.outcomes()));
    actual.set("events", tree(judged.events()));
    List<Object> faults = new ArrayList<>(findings.faults());
    faults.addAll(judged.faults());
    actual.set("faults", tree(faults));
    actual.put("ignored", findings.ignored() + judged.withoutConsent());
    return actual;
  }

  private Findings pursue(Errand errand, List<String> asked) {
    List<Object> answers = new ArrayList<>();
    while (true) {
      Step step = adapter.pursue(SOURCE, errand, answers, settings);
      Optional<Findings> found =
          step.fold(ask -> Optional.empty(), end -> Optional.of(end.findings()));
      if (found.isPresent()) {
        return found.get();
      }
      asked.add(step.fold(Step.Ask::url, end -> ""));
      answers.add(
          ContractJson.mapper()
              .convertValue(document.get("vendor").get(answers.size()), Object.class));
    }
  }

  private LabelRequest request(byte[] body) {
    JsonNode sent = document.get("request");
    Map<String, String> headers = new HashMap<>();
    texts(sent.path("headers"))
        .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    return new LabelRequest("POST", headers, texts(sent.path("query")), ByteBuffer.wrap(body));
  }

  private Instant now() {
    return Instant.parse(document.get("now").asText());
  }

  private static JsonNode tree(Object value) {
    try {
      return ContractJson.mapper().readTree(ContractJson.write(value));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> texts(JsonNode node) {
    return node.isMissingNode()
        ? Map.of()
        : ContractJson.mapper().convertValue(node, new TypeReference<Map<String, String>>() {});
  }
}
