package dev.leadlight.ingest.intake;

import dev.leadlight.contracts.event.Signal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The kinds of message. Each has an endpoint of its name and one of its first letter. */
public enum Call {
  TRACK(null),
  IDENTIFY("identified"),
  PAGE("page_viewed"),
  SCREEN("screen_viewed"),
  GROUP("grouped"),
  ALIAS("aliased");

  private static final Map<String, Call> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(Call::label, Function.identity()));

  private static final Map<String, Call> BY_LETTER =
      Arrays.stream(values())
          .collect(Collectors.toMap(call -> call.label().substring(0, 1), Function.identity()));

  private final @Nullable String signalName;

  Call(@Nullable String signalName) {
    this.signalName = signalName;
  }

  /** The signal that the call stands for; null for {@code track}, whose event names it. */
  public @Nullable Signal signal() {
    return signalName == null ? null : new Signal(signalName);
  }

  /** The name used as {@code type} and in paths. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The call of a message's {@code type}. */
  public static Optional<Call> ofType(String type) {
    return Optional.ofNullable(BY_NAME.get(type));
  }

  /** The call of a path's last segment: {@code track} or {@code t}. */
  public static Optional<Call> ofEndpoint(String segment) {
    return Optional.ofNullable(BY_NAME.get(segment))
        .or(() -> Optional.ofNullable(BY_LETTER.get(segment)));
  }
}
