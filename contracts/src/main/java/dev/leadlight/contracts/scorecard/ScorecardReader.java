package dev.leadlight.contracts.scorecard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.digest.Sha256;
import dev.leadlight.contracts.event.Signal;
import dev.leadlight.contracts.http.Problem.Place;
import dev.leadlight.contracts.json.DocumentSchema;
import dev.leadlight.contracts.scorecard.Scorecard.Published;
import dev.leadlight.contracts.tier.ScorecardRef;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a scorecard document in three steps: its shape by the JSON Schema, its sense (units, unique
 * ids, order of tiers), then the card. Every error names its place by JSON pointer.
 */
public final class ScorecardReader {

  private static final DocumentSchema SCHEMA = DocumentSchema.named("scorecard");
  private static final Pattern IN_CONDITION = Pattern.compile("/where(/|$)");

  private final JsonNode document;
  private final List<Place> errors = new ArrayList<>();
  private final Fields fields;

  private ScorecardReader(JsonNode document) {
    this.document = document;
    this.fields = new Fields(document, errors);
  }

  /** Reads a document. Never throws; what is wrong with it is in the answer. */
  public static ScorecardReading read(JsonNode document) {
    List<Place> shape = SCHEMA.errors(document);
    List<Place> outsideConditions = shape.stream().filter(place -> !isInCondition(place)).toList();
    if (!outsideConditions.isEmpty()) {
      return new ScorecardReading(null, outsideConditions);
    }
    ScorecardReading reading = new ScorecardReader(document).readChecked();
    return shape.isEmpty() || reading.scorecard() == null
        ? reading
        : new ScorecardReading(null, shape);
  }

  /** The schema refuses the same conditions, but a list of alternatives is no help to people. */
  private static boolean isInCondition(Place place) {
    return place.pointer() != null && IN_CONDITION.matcher(place.pointer()).find();
  }

  private ScorecardReading readChecked() {
    Scorecard card = scorecard();
    errors.addAll(ScorecardCheck.errors(card, document));
    return errors.isEmpty()
        ? new ScorecardReading(card, List.of())
        : new ScorecardReading(null, errors);
  }

  private Scorecard scorecard() {
    ValueReader values = new ValueReader(fields);
    return new Scorecard(
        new ScorecardRef(document.get("id").asText(), version()),
        document.path("name").asText(document.get("id").asText()),
        zone(),
        currency(),
        fields.each(
            "/tiers",
            (tier, at) -> new Tier(tier.get("name").asText(), tier.get("from").asDouble())),
        document.path("tierMargin").asDouble(0),
        document.has("tierDwell") ? fields.durationOrZero("/tierDwell") : Duration.ZERO,
        document.has("conversion") ? conversion() : null,
        fields.each("/groups", (group, at) -> group(at)),
        fields.has("/value/rfm") ? values.rfm() : null,
        Predictive.named(
            document.at("/predictive/model").asText(Predictive.NO_MODEL),
            document.at("/predictive/weight").asDouble(0)),
        SegmentReader.read(fields),
        fields.has("/value/rfmGroups") ? rfmGroups() : null,
        values.rates(),
        values.clv(),
        published());
  }

  /** Drafts say nothing about it, or say how it is to be. */
  private @Nullable Published published() {
    try {
      return fields.has("/published/at")
          ? new Published(
              Instant.parse(document.at("/published/at").asText()),
              document.at("/published/announce").asBoolean(true))
          : null;
    } catch (DateTimeParseException e) {
      errors.add(Place.at("/published/at", "not a moment; write for example 2026-03-02T10:00:00Z"));
      return null;
    }
  }

  /** The document's own version, or one derived from its content. */
  private String version() {
    if (document.has("version")) {
      return document.get("version").asText();
    }
    return Sha256.hex(document.toString()).substring(0, 12);
  }

  private ZoneId zone() {
    try {
      return ZoneId.of(document.path("zone").asText("UTC"));
    } catch (DateTimeException e) {
      errors.add(Place.at("/zone", "not a time zone; write an IANA name such as Europe/Berlin"));
      return ZoneId.of("UTC");
    }
  }

  private Currency currency() {
    try {
      return Currency.getInstance(document.path("currency").asText("EUR"));
    } catch (IllegalArgumentException e) {
      errors.add(Place.at("/currency", "not an ISO 4217 code; write for example EUR"));
      return Currency.getInstance("EUR");
    }
  }

  private Conversion conversion() {
    return new Conversion(
        fields.signals("/conversion/signal"),
        fields.texts("/conversion/resets").collect(Collectors.toSet()));
  }

  private Group group(String pointer) {
    JsonNode group = document.at(pointer);
    return new Group(
        group.get("id").asText(),
        group.has("cap") ? group.get("cap").asDouble() : null,
        decay(pointer + "/decay"),
        fields.each(pointer + "/rules", (rule, at) -> rule(at)));
  }

  private Decay decay(String pointer) {
    JsonNode decay = document.at(pointer);
    if (decay.has("halfLife")) {
      return new Decay.HalfLife(fields.duration(pointer + "/halfLife"));
    }
    if (decay.has("linear")) {
      return new Decay.Linear(
          decay.at("/linear/share").asDouble(), fields.duration(pointer + "/linear/every"));
    }
    if (decay.has("idle")) {
      return new Decay.Idle(
          fields.duration(pointer + "/idle/after"),
          decay.at("/idle/subtract").asDouble(),
          fields.duration(pointer + "/idle/every"));
    }
    return new Decay.None();
  }

  private Rule rule(String pointer) {
    JsonNode rule = document.at(pointer);
    JsonNode limit = rule.path("atMost");
    Set<Signal> on = fields.signals(pointer + "/on");
    When when = rule.has("when") ? when(pointer + "/when") : new When.Each();
    return new Rule(
        rule.get("id").asText(),
        on,
        fields.where(pointer + "/where"),
        when,
        rule.get("points").asDouble(),
        limit.isMissingNode()
            ? null
            : new Limit(
                limit.get("times").asInt(),
                Limit.Period.valueOf(Fields.upper(limit.get("per").asText()))),
        EvidenceKey.of(on, rule.get("where"), when.distinct()));
  }

  private When when(String pointer) {
    JsonNode when = document.at(pointer);
    if (when.has("absent")) {
      Set<Signal> absent = fields.signals(pointer + "/absent");
      return new When.Absent(
          absent, fields.duration(pointer + "/within"), EvidenceKey.of(absent, null, null));
    }
    int count = when.get("count").asInt();
    String distinct = fields.textOrNull(pointer + "/distinct");
    return when.get("within").asText().equals("session")
        ? new When.CountInSession(count, distinct)
        : new When.CountInWindow(count, fields.durationOfSeveral(pointer + "/within"), distinct);
  }

  private RfmGroups rfmGroups() {
    String at = "/value/rfmGroups";
    return new RfmGroups(
        ascending(at + "/recencyDays", JsonNode::intValue),
        ascending(at + "/frequency", JsonNode::intValue),
        ascending(at + "/monetary", JsonNode::decimalValue),
        fields.each(
            at + "/groups",
            (group, to) ->
                new RfmGroups.RfmGroup(
                    group.get("name").asText(),
                    classes(to + "/recency"),
                    classes(to + "/frequency"),
                    classes(to + "/monetary"))));
  }

  private Range classes(String pointer) {
    return fields.has(pointer) ? fields.range(pointer) : Range.any();
  }

  private <K extends Comparable<K>> List<K> ascending(String pointer, Function<JsonNode, K> bound) {
    List<K> bounds = fields.each(pointer, (node, at) -> bound.apply(node));
    for (int i = 1; i < bounds.size(); i++) {
      if (bounds.get(i).compareTo(bounds.get(i - 1)) <= 0) {
        fields.wrong(pointer + "/" + i, "bounds stand lowest first");
      }
    }
    return bounds;
  }
}
