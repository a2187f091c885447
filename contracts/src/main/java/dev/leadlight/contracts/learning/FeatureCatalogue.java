package dev.leadlight.contracts.learning;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.event.Signal;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.scorecard.EvidenceKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The features of a lead, as data ({@code features.yaml}): which there are, in a fixed order, and
 * what has to be remembered for them whatever the scorecard asks for. Described in
 * docs/features.md.
 */
public final class FeatureCatalogue {

  private static final FeatureCatalogue STANDARD =
      parse(ContractJson.readResource("/dev/leadlight/contracts/features.yaml"));

  private final int version;
  private final List<Integer> windows;
  private final List<Counter> counters;
  private final List<String> names;
  private final Map<String, Integer> indexes = new HashMap<>();

  /**
   * Something that is counted.
   *
   * @param signals any of these; empty for what is counted otherwise
   * @param evidence what they are kept under
   */
  public record Counter(String name, Set<Signal> signals, EvidenceKey evidence) {
    public Counter {
      signals = Set.copyOf(signals);
    }
  }

  private FeatureCatalogue(
      int version, List<Integer> windows, List<Counter> counters, List<String> names) {
    this.version = version;
    this.windows = List.copyOf(windows);
    this.counters = List.copyOf(counters);
    this.names = List.copyOf(names);
    for (String name : names) {
      if (indexes.put(name, indexes.size()) != null) {
        throw new IllegalStateException("feature stands twice: " + name);
      }
    }
  }

  /** The catalogue that comes with this version. */
  public static FeatureCatalogue standard() {
    return STANDARD;
  }

  /** Of the meaning of the features. */
  public int version() {
    return version;
  }

  /** Lengths in days, shortest first. */
  public List<Integer> windows() {
    return windows;
  }

  /** What is counted in each window; {@code deeds} and {@code sessions} first. */
  public List<Counter> counters() {
    return counters;
  }

  /** All names: each counter's by window, {@code pages_7d}, then the others. */
  public List<String> names() {
    return names;
  }

  /** Where a feature stands in {@link #names}; −1 if there is none of that name. */
  public int indexOf(String name) {
    return indexes.getOrDefault(name, -1);
  }

  private static FeatureCatalogue parse(JsonNode document) {
    List<Integer> windows = new ArrayList<>();
    document.get("windows").forEach(window -> windows.add(window.asInt()));
    List<Counter> counters = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (JsonNode node : document.get("counters")) {
      Counter counter = counter(node);
      counters.add(counter);
      windows.forEach(days -> names.add(counter.name() + "_" + days + "d"));
    }
    document.get("features").forEach(node -> names.add(node.get("name").asText()));
    return new FeatureCatalogue(document.get("version").asInt(), windows, counters, names);
  }

  private static Counter counter(JsonNode node) {
    Set<Signal> signals = new HashSet<>();
    node.path("signals").forEach(signal -> signals.add(new Signal(signal.asText())));
    return new Counter(node.get("name").asText(), signals, EvidenceKey.ofAny(signals));
  }
}
