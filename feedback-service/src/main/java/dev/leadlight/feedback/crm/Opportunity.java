package dev.leadlight.feedback.crm;

import dev.leadlight.contracts.vendor.Fields;
import dev.leadlight.contracts.vendor.Payload;
import dev.leadlight.contracts.vendor.Timestamps;
import dev.leadlight.feedback.label.Fault;
import dev.leadlight.feedback.label.Findings;
import dev.leadlight.feedback.label.Person;
import dev.leadlight.platform.webhook.WebhookSettings;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An opportunity or a lead of Salesforce, as far as it was sent: Outbound Messages hold the fields
 * that were chosen, change events those that changed. Names are read in any case.
 *
 * @param type {@code Opportunity} or {@code Lead}; others are none of our business
 */
record Opportunity(TreeMap<String, Object> fields, String type, String place) {

  private static final String COMMITTED = "commitTimestamp";
  private static final String CLOSED_AT = "ClosedAt";

  private static final List<String> MOMENTS =
      List.of(COMMITTED, CLOSED_AT, "LastStageChangeDate", "LastModifiedDate", "SystemModstamp");

  private static final List<String> REASONS =
      List.of("Reason", "Loss_Reason__c", "LossReason", "Won_Reason__c");

  private static final List<String> PEOPLE = List.of("ContactId", "Contact_Id__c", "LeadId");

  static Opportunity of(Map<String, ?> sent, String type, String place) {
    TreeMap<String, Object> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    sent.forEach(
        (name, value) -> {
          if (value != null) {
            fields.put(name, value);
          }
        });
    return new Opportunity(
        fields, Objects.requireNonNullElse(text(fields, "sObjectType"), type), place);
  }

  /** Whether JSON is a change event. */
  static boolean isChange(Payload sent) {
    return payload(sent).has("ChangeEventHeader");
  }

  /**
   * Of a change event, of which the header says what it is about. The same change of several
   * records in one transaction is one event.
   */
  static List<Opportunity> ofChange(Payload sent, String place) {
    Payload header = payload(sent).object("ChangeEventHeader");
    List<?> ids = Fields.list(header.fields().get("recordIds"));
    return (ids.isEmpty() ? List.of("") : ids)
        .stream().map(id -> ofChange(payload(sent), header, id, place)).toList();
  }

  private static Opportunity ofChange(Payload payload, Payload header, Object id, String place) {
    Opportunity changed =
        of(payload.fields(), Objects.requireNonNullElse(header.text("entityName"), ""), place);
    changed.fields.put("Id", id);
    Object committed = header.fields().get("commitTimestamp");
    if (committed != null) {
      changed.fields.put(COMMITTED, committed);
    }
    String change = Objects.requireNonNullElse(header.text("changeType"), "");
    return change.equals("CREATE") || change.equals("UPDATE") || change.equals("UNDELETE")
        ? changed
        : new Opportunity(changed.fields, change, place);
  }

  private static Payload payload(Payload sent) {
    Payload inner = sent.object("data").has("payload") ? sent.object("data") : sent;
    return inner.has("payload") ? inner.object("payload") : inner;
  }

  /** What it says, if it is decided. */
  Findings findings(String source, WebhookSettings settings) {
    if (isContradictory()) {
      return Findings.refused(
          Fault.at("contradiction", place + "/IsWon", "won, and yet not closed"));
    }
    String kind = kind();
    if (kind.isEmpty() || (kind.equals(Deal.REOPENED) && person().equals(Person.NOBODY))) {
      return Findings.IGNORED;
    }
    String id = first(List.of("Id", "OpportunityId"));
    Object moment = moment(kind);
    Instant at = Timestamps.parse(moment);
    if (moment != null && at == null) {
      return Findings.refused(Fault.at("time", place, "the moment is unreadable"));
    }
    String currency = first(List.of("CurrencyIsoCode", "Currency"));
    return new Deal(
            type.toLowerCase(Locale.ROOT) + ":" + id,
            kind,
            at,
            first(List.of("Amount")),
            currency == null ? settings.option("currency").orElse(null) : currency,
            first(REASONS),
            person(),
            place,
            Map.of("/value", "/Amount", "/currency", "/CurrencyIsoCode", "/id", "/Id"))
        .label(source);
  }

  /** Of one that is open, when it was or will be closed says nothing. */
  private @Nullable Object moment(String kind) {
    return MOMENTS.stream()
        .filter(name -> !(kind.equals(Deal.REOPENED) && name.equals(CLOSED_AT)))
        .map(fields::get)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private boolean isContradictory() {
    return is("IsWon", true) && is("IsClosed", false);
  }

  private String kind() {
    String stage =
        Objects.requireNonNullElse(first(List.of("StageName")), "").toLowerCase(Locale.ROOT);
    return switch (type) {
      case "Opportunity" -> {
        if (is("IsWon", true) || stage.equals("closed won")) {
          yield "won";
        }
        if (is("IsClosed", true) || stage.equals("closed lost")) {
          yield "lost";
        }
        yield is("IsClosed", false) ? Deal.REOPENED : "";
      }
      case "Lead" -> {
        if (is("IsConverted", true)) {
          yield "good_lead";
        }
        yield "unqualified".equalsIgnoreCase(first(List.of("Status"))) ? "not_ready" : "";
      }
      default -> "";
    };
  }

  private Person person() {
    Person named = Person.of(fields);
    String record =
        type.equals("Lead") ? first(List.of("ConvertedContactId", "Id")) : first(PEOPLE);
    String lead = first(List.of("Leadlight_Lead_Id__c", "leadlightLeadId"));
    return new Person(named.identities(), lead)
        .and(record == null ? Person.NOBODY : Person.of(Map.of("crm_id", record)));
  }

  private boolean is(String name, boolean wanted) {
    return String.valueOf(wanted).equalsIgnoreCase(String.valueOf(fields.get(name)));
  }

  private @Nullable String first(List<String> names) {
    return names.stream()
        .map(name -> text(fields, name))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable String text(Map<String, Object> fields, String name) {
    return Fields.text(fields.get(name));
  }
}
