package dev.leadlight.contracts.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlight.contracts.json.ContractJson;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The signals we know, as data ({@code signals.yaml}), and the names others have for them. */
public final class SignalCatalogue {

  /**
   * One known signal.
   *
   * @param channel where it is picked up unless the door knows better; null if that depends on the
   *     source
   * @param meaning one sentence
   * @param spec where the name comes from
   * @param shopper whether a shopper is behind it; false for deliveries of messages and CRM events,
   *     which do not end a silence
   */
  public record Entry(
      Signal signal, @Nullable Channel channel, String meaning, String spec, boolean shopper) {}

  private static final SignalCatalogue STANDARD =
      parse(ContractJson.readResource("/dev/leadlight/contracts/signals.yaml"));

  private final Map<Signal, Entry> entries;
  private final Map<Signal, Signal> aliases;
  private final Map<String, Signal> spellings;

  private SignalCatalogue(Map<Signal, Entry> entries, Map<Signal, Signal> aliases) {
    this.entries = Map.copyOf(entries);
    this.aliases = Map.copyOf(aliases);
    this.spellings = new HashMap<>();
    entries.keySet().forEach(signal -> spell(signal, signal));
    aliases.forEach(this::spell);
  }

  private void spell(Signal name, Signal meant) {
    spellings.put(name.name(), meant);
    spellings.put(
        Arrays.stream(name.name().split("_"))
            .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
            .collect(Collectors.joining(" ")),
        meant);
  }

  /** The catalogue that comes with this version. */
  public static SignalCatalogue standard() {
    return STANDARD;
  }

  /**
   * The signal that an event name stands for, if it is written as in here or as specifications
   * write it, {@code Product Viewed}: most are, and need not be taken to pieces. Null otherwise.
   */
  @Nullable Signal spelled(String eventName) {
    return spellings.get(eventName);
  }

  /** The signal itself, or the one it is another name of. */
  public Signal resolve(Signal signal) {
    return aliases.getOrDefault(signal, signal);
  }

  /** What is known about a signal; empty for a brand's own. */
  public Optional<Entry> find(Signal signal) {
    return Optional.ofNullable(entries.get(signal));
  }

  /** Whether a shopper is behind the signal; a brand's own signals are taken to have one. */
  public boolean isShopper(Signal signal, Channel channel) {
    Entry entry = entries.get(signal);
    return channel != Channel.CRM && (entry == null || entry.shopper());
  }

  /** All entries by name. */
  public Map<Signal, Entry> entries() {
    return entries;
  }

  private static SignalCatalogue parse(JsonNode document) {
    Map<Signal, Entry> entries = new LinkedHashMap<>();
    Map<Signal, Signal> aliases = new HashMap<>();
    for (JsonNode node : document.get("signals")) {
      Signal signal = new Signal(node.get("name").asText());
      JsonNode channel = node.get("channel");
      entries.put(
          signal,
          new Entry(
              signal,
              channel == null
                  ? null
                  : ContractJson.mapper().convertValue(channel.asText(), Channel.class),
              node.get("meaning").asText(),
              node.get("spec").asText(),
              node.path("shopper").asBoolean(true)));
      for (JsonNode alias : node.path("aliases")) {
        if (aliases.put(new Signal(alias.asText()), signal) != null) {
          throw new IllegalStateException("alias stands twice: " + alias.asText());
        }
      }
    }
    return new SignalCatalogue(entries, aliases);
  }
}
