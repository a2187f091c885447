package dev.leadlight.feedback.label;

import dev.leadlight.contracts.digest.Sha256;
import dev.leadlight.contracts.event.Channel;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.event.Signal;
import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.identity.IdentityKeys;
import dev.leadlight.contracts.json.Reading;
import dev.leadlight.contracts.learning.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What came of checking the labels of one message. Each survey answer is an outcome, and an event
 * that can be scored if the person is named by an identity.
 *
 * @param faults if there is one, nothing is taken
 * @param people keys of all who are named, so that forgetting finds whatever is kept of the message
 * @param withoutConsent labels of people who do not want to be analysed: they are dropped
 * @param ignored how many tell that something is open again that was never closed
 */
public record Judged(
    List<Outcome> outcomes,
    List<ShopperEvent> events,
    List<Fault> faults,
    Set<String> people,
    int withoutConsent,
    int ignored) {

  private static final Signal SURVEY_ANSWERED = new Signal("survey_answered");
  private static final String ANALYTICS = "analytics";
  private static final int LONGEST_ID = 100;

  /** Checks them all. */
  public static Judged of(List<Label> labels, IdentityKeys keys, Instant now) {
    List<Outcome> outcomes = new ArrayList<>();
    List<ShopperEvent> events = new ArrayList<>();
    List<Fault> faults = new ArrayList<>();
    Set<String> people = new LinkedHashSet<>();
    int withoutConsent = 0;
    for (Label label : labels) {
      Reading<Outcome> reading = label.report().check(keys, now);
      Outcome outcome = reading.value();
      if (outcome == null) {
        reading.errors().forEach(error -> faults.add(fault(label, error)));
      } else if (Boolean.FALSE.equals(label.consent().get(ANALYTICS))) {
        people.addAll(named(label, outcome, keys));
        withoutConsent++;
      } else {
        people.addAll(named(label, outcome, keys));
        outcomes.add(outcome);
        if (label.survey() != null && !label.identities().isEmpty()) {
          events.add(event(label, label.survey(), outcome, now));
        }
      }
    }
    faults.addAll(contradictions(outcomes));
    return new Judged(outcomes, events, faults, people, withoutConsent, 0);
  }

  /**
   * What stands of a subject.
   *
   * @param at when it was told for
   */
  public record Standing(Outcome.Kind kind, Instant at) {}

  /** The same without the reopening of what nothing is known of, which is just open. */
  public Judged reopeningOnly(Set<String> known) {
    List<Outcome> kept =
        outcomes.stream()
            .filter(
                outcome -> outcome.kind() != Outcome.Kind.REOPENED || known.contains(outcome.id()))
            .toList();
    return new Judged(
        kept, events, faults, people, withoutConsent, ignored + outcomes.size() - kept.size());
  }

  /** The first outcome that says something else of a subject at the very same moment. */
  public Optional<Outcome> contradicted(Map<String, Standing> known) {
    return outcomes.stream()
        .filter(
            outcome -> {
              Standing standing = known.get(outcome.id());
              return standing != null
                  && standing.kind() != outcome.kind()
                  && standing.at().equals(outcome.occurredAt());
            })
        .findFirst();
  }

  private static Set<String> named(Label label, Outcome outcome, IdentityKeys keys) {
    Set<String> named = new LinkedHashSet<>(Set.of(outcome.leadId().value()));
    label.identities().forEach(identity -> named.add(keys.keyOf(identity)));
    return named;
  }

  /** One message can't say two things of one subject at one moment. */
  private static List<Fault> contradictions(List<Outcome> outcomes) {
    Map<String, Outcome> byId = new HashMap<>();
    List<Fault> faults = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      Outcome other = byId.putIfAbsent(outcome.id(), outcome);
      if (other != null
          && other.kind() != outcome.kind()
          && other.occurredAt().equals(outcome.occurredAt())) {
        faults.add(Fault.at("contradiction", "", outcome.id() + " is told twice, as two outcomes"));
      }
    }
    return faults;
  }

  private static Fault fault(Label label, Place error) {
    String pointer = error.pointer();
    String reason =
        switch (pointer == null ? "" : pointer) {
          case "/lead" -> "person";
          case "/occurredAt" -> "time";
          case "/value" -> "amount";
          case "/currency" -> "currency";
          case "/id" -> "id";
          default -> pointer != null && pointer.startsWith("/answers") ? "answer" : "field";
        };
    return Fault.at(reason, label.placeOf(pointer), error.message());
  }

  private static ShopperEvent event(Label label, String survey, Outcome outcome, Instant now) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("survey", survey);
    outcome.answers().forEach((name, answer) -> put(properties, name, answer));
    put(properties, "reason", outcome.reason());
    String id = "survey:" + outcome.source() + ":" + outcome.id();
    return new ShopperEvent(
        id.length() <= LONGEST_ID ? id : Sha256.hex(id),
        SURVEY_ANSWERED,
        label.identities(),
        Channel.SURVEY,
        outcome.source(),
        outcome.occurredAt().isAfter(now) ? now : outcome.occurredAt(),
        now,
        null,
        properties,
        Map.of(),
        Map.of(),
        label.consent(),
        null,
        null);
  }

  private static void put(Map<String, Object> properties, String name, @Nullable Object value) {
    if (value != null) {
      properties.putIfAbsent(name, value);
    }
  }
}
