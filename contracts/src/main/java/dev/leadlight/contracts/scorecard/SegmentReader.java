package dev.leadlight.contracts.scorecard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.event.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads {@code segments}: several keys of one condition mean all of them. Names of tiers, groups
 * and RFM groups must be those of the card.
 */
final class SegmentReader {

  private final Fields fields;
  private final Set<String> tiers;
  private final Set<String> groups;
  private final Set<String> rfmGroups;

  private SegmentReader(Fields fields) {
    this.fields = fields;
    this.tiers = names("/tiers", "name");
    this.groups = names("/groups", "id");
    this.rfmGroups = names("/value/rfmGroups/groups", "name");
  }

  static List<Segment> read(Fields fields) {
    SegmentReader reader = new SegmentReader(fields);
    Set<String> ids = new HashSet<>();
    return fields.each(
        "/segments",
        (segment, at) -> {
          String id = segment.get("id").asText();
          if (!ids.add(id)) {
            fields.wrong(at + "/id", "this name stands twice");
          }
          return new Segment(
              id, fields.textOrNull(at + "/description"), reader.condition(at + "/when"));
        });
  }

  private SegmentCondition condition(String pointer) {
    JsonNode node = fields.at(pointer);
    List<SegmentCondition> all = new ArrayList<>();
    if (node.has("on")) {
      all.add(did(pointer));
    }
    if (node.has("group")) {
      known(groups, pointer + "/group", "no group has this id");
      all.add(
          new SegmentCondition.GroupPoints(
              node.get("group").asText(), fields.range(pointer + "/points")));
    }
    for (var entry : node.properties()) {
      String at = pointer + "/" + entry.getKey();
      switch (entry.getKey()) {
        case "all" -> all.addAll(conditions(at));
        case "any" -> all.add(new SegmentCondition.Any(conditions(at)));
        case "not" -> all.add(new SegmentCondition.Not(condition(at)));
        case "score" -> all.add(new SegmentCondition.Score(fields.range(at)));
        case "tier" ->
            all.add(new SegmentCondition.InTier(known(tiers, at, "no tier has this name")));
        case "rfmGroup" ->
            all.add(
                new SegmentCondition.InRfmGroup(known(rfmGroups, at, "no RFM group is named so")));
        default -> addFigure(all, entry.getKey(), at);
      }
    }
    return all.size() == 1 ? all.get(0) : new SegmentCondition.All(all);
  }

  private void addFigure(List<SegmentCondition> all, String key, String at) {
    for (SegmentCondition.Figure figure : SegmentCondition.Figure.values()) {
      if (figure.label().equals(key)) {
        all.add(new SegmentCondition.HasFigure(figure, fields.range(at)));
      }
    }
  }

  private List<SegmentCondition> conditions(String pointer) {
    return fields.each(pointer, (node, at) -> condition(at));
  }

  private SegmentCondition did(String pointer) {
    Set<Signal> on = fields.signals(pointer + "/on");
    String distinct = fields.textOrNull(pointer + "/distinct");
    Duration within = fields.has(pointer + "/within") ? fields.duration(pointer + "/within") : null;
    return new SegmentCondition.Did(
        on,
        fields.where(pointer + "/where"),
        distinct,
        fields.has(pointer + "/count") ? fields.range(pointer + "/count") : Range.atLeast(1),
        within,
        fields.has(pointer + "/since"),
        EvidenceKey.of(on, fields.at(pointer).get("where"), distinct));
  }

  private Set<String> known(Set<String> names, String pointer, String otherwise) {
    Set<String> asked = fields.texts(pointer).collect(Collectors.toSet());
    if (!names.containsAll(asked)) {
      fields.wrong(pointer, otherwise);
    }
    return asked;
  }

  private Set<String> names(String pointer, String key) {
    return Set.copyOf(
        fields.each(pointer, (node, at) -> node.get(key).asText()).stream()
            .collect(Collectors.toSet()));
  }
}
